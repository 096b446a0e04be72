# cmake -D folder=... -D includes=a;b -D work=... [-D launcher=ccache] -P two_units.cmake
#
# Links two units that one compiler compiled with different flags, in either order, and runs them on each instruction set:
# both must print law_hashes.txt. What one unit's inline functions were compiled to serves the other, too. (g++ and clang
# lay the captures of lambdas out differently, so units of both cannot be one program, whatever the library.)
cmake_minimum_required(VERSION 3.25)
list(TRANSFORM includes PREPEND -I)
file(REMOVE_RECURSE "${work}")
file(MAKE_DIRECTORY "${work}")
find_program(gcc g++ REQUIRED)
find_program(clang NAMES clang++-16 clang++-17 clang++-18 clang++-19 clang++)

function(compile name compiler source)
  execute_process(COMMAND ${launcher} "${compiler}" -std=gnu++20 ${ARGN} -pthread ${includes} -c "${source}" -o "${work}/${name}.o"
                  COMMAND_ERROR_IS_FATAL ANY)
endfunction()

compile(main "${gcc}" "${folder}/two_units.cpp" -O0)
compile(gcc_a "${gcc}" "${folder}/law_hashes.cpp" -Dmain=unit_a -Os -ffp-contract=off)
compile(gcc_b "${gcc}" "${folder}/law_hashes.cpp" -Dmain=unit_b -O3 -march=native -ffp-contract=fast)
set(pairs "gcc_a gcc_b" "gcc_b gcc_a")
if(clang)
  compile(clang_a "${clang}" "${folder}/law_hashes.cpp" -Dmain=unit_a -O1 -ffp-contract=off)
  compile(clang_b "${clang}" "${folder}/law_hashes.cpp" -Dmain=unit_b -O2 -march=native -ffp-contract=fast)
  list(APPEND pairs "clang_a clang_b" "clang_b clang_a")
endif()

set(paths scalar)
if(EXISTS /proc/cpuinfo)
  file(STRINGS /proc/cpuinfo cpu REGEX "^flags.* avx2 .*" LIMIT_COUNT 1)
  if(cpu MATCHES " fma ")
    list(APPEND paths avx2)
    if(cpu MATCHES " avx512f .*avx512dq .*avx512bw .*avx512vl ")
      list(APPEND paths avx512)
    endif()
  endif()
endif()

file(READ "${folder}/law_hashes.txt" golden)
foreach(pair IN LISTS pairs)
  string(REPLACE " " ".o;${work}/" objects "${work}/${pair}.o")
  string(MAKE_C_IDENTIFIER "${pair}" program)
  execute_process(COMMAND "${gcc}" -pthread "${work}/main.o" ${objects} -o "${work}/${program}" COMMAND_ERROR_IS_FATAL ANY)
  foreach(path IN LISTS paths)
    foreach(first "" b)
      execute_process(COMMAND ${CMAKE_COMMAND} -E env RETAILSIM_ISA=${path} "${work}/${program}" ${first}
                      OUTPUT_VARIABLE text COMMAND_ERROR_IS_FATAL ANY)
      if(NOT text STREQUAL "${golden}${golden}")
        message(FATAL_ERROR "${pair}, path ${path}, first ${first}: not law_hashes.txt twice, but\n${text}")
      endif()
    endforeach()
  endforeach()
  message("${pair}: as law_hashes.txt on ${paths}")
endforeach()
