# cmake -D source=... -D includes=a;b -D work=... [-D arguments=...] [-D golden=...] [-D clang=...] [-D launcher=ccache] -P portability.cmake
# See retailsim_add_portability_test.
cmake_minimum_required(VERSION 3.25)
list(TRANSFORM includes PREPEND -I)
function(fail text)  # message(FATAL_ERROR) alone breaks lines
  message("${text}")
  message(FATAL_ERROR "the test failed")
endfunction()

file(REMOVE_RECURSE "${work}")
file(MAKE_DIRECTORY "${work}")

find_program(gcc g++)
if(gcc)
  set(compilers gcc)
endif()
if(clang)
  list(APPEND compilers clang)
endif()

# RETAILSIM_ISA chooses the path of the kernels; one that this processor lacks is not tried.
set(paths default scalar)
if(EXISTS /proc/cpuinfo)
  file(STRINGS /proc/cpuinfo cpu REGEX "^flags.* avx2 .*" LIMIT_COUNT 1)
  if(cpu MATCHES " fma ")
    list(APPEND paths avx2)
    if(cpu MATCHES " avx512f .*avx512dq .*avx512bw .*avx512vl ")
      list(APPEND paths avx512)
    endif()
  endif()
endif()

set(first "")
foreach(compiler IN LISTS compilers)
  foreach(level "-O1" "-O2" "-O3 -march=native")
    separate_arguments(level_flags UNIX_COMMAND "${level}")
    string(MAKE_C_IDENTIFIER "${compiler}${level}" name)
    execute_process(
      # gnu++20, as this is where compilers contract a * b + c by themselves unless the code leaves them no choice
      COMMAND ${launcher} "${${compiler}}" -std=gnu++20 ${level_flags} -pthread ${includes} -c "${source}" -o "${work}/${name}.o"
      COMMAND_ERROR_IS_FATAL ANY)
    execute_process(COMMAND "${${compiler}}" -pthread "${work}/${name}.o" -o "${work}/${name}" COMMAND_ERROR_IS_FATAL ANY)
    foreach(path IN LISTS paths)
      if(path STREQUAL "default")
        set(environment --unset=RETAILSIM_ISA)
      else()
        set(environment RETAILSIM_ISA=${path})
      endif()
      execute_process(COMMAND ${CMAKE_COMMAND} -E env ${environment} "${work}/${name}" ${arguments}
                      OUTPUT_VARIABLE text COMMAND_ERROR_IS_FATAL ANY)
      set(title "${${compiler}} ${level}, path ${path}")
      string(MD5 sum "${text}")
      message("${sum}  ${title}")
      if(text STREQUAL "")
        fail("${title} printed nothing")
      endif()
      if(first STREQUAL "")
        set(first "${text}")
        set(first_title "${title}")
      elseif(NOT text STREQUAL first)
        fail("${title} printed\n${text}\nwhile ${first_title} printed\n${first}")
      endif()
    endforeach()
  endforeach()
endforeach()

if(golden)
  file(READ "${golden}" wanted)
  if(NOT first STREQUAL wanted)
    fail("all builds agree, but not with ${golden}:\n${first}\nwas\n${wanted}")
  endif()
endif()

if(NOT gcc OR NOT clang)  # a line that ctest looks for
  message("skipped: g++ and clang are not both here, what is here agrees")
endif()
