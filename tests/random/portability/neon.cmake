# cmake -D folder=... -D includes=a;b -D work=... -P neon.cmake
#
# Compiles law_hashes.cpp for 64-bit ARM, where a cross compiler is, and runs it with qemu: NEON and the scalar reference
# must print law_hashes.txt. Prints "skipped" and what is missing where either is not there.
cmake_minimum_required(VERSION 3.25)
list(TRANSFORM includes PREPEND -I)
find_program(compiler NAMES aarch64-linux-gnu-g++)
find_program(qemu NAMES qemu-aarch64 qemu-aarch64-static)
if(NOT compiler OR NOT qemu)
  message("skipped: needs the packages g++-aarch64-linux-gnu and qemu-user")
  return()
endif()
file(MAKE_DIRECTORY "${work}")
execute_process(
  COMMAND "${compiler}" -std=gnu++20 -O2 -ffp-contract=fast -static -pthread ${includes} "${folder}/law_hashes.cpp" -o "${work}/hashes"
  COMMAND_ERROR_IS_FATAL ANY)
file(READ "${folder}/law_hashes.txt" golden)
foreach(path neon scalar)
  execute_process(COMMAND ${CMAKE_COMMAND} -E env RETAILSIM_ISA=${path} "${qemu}" "${work}/hashes"
                  OUTPUT_VARIABLE text COMMAND_ERROR_IS_FATAL ANY)
  if(NOT text STREQUAL golden)
    message(FATAL_ERROR "${path} on ARM printed\n${text}\nand not law_hashes.txt")
  endif()
  message("${path} on ARM: as law_hashes.txt")
endforeach()
