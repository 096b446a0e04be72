# cmake -D tree=... -D work=... -D prefix=... -D generator=... -D compiler=... -P stage.cmake: installs the library as a
# user does who wants nothing else, then moves the installed tree to prefix, so that a path of the build in it would show.
file(REMOVE_RECURSE "${work}" "${prefix}")
execute_process(COMMAND ${CMAKE_COMMAND} -G "${generator}" "-DCMAKE_CXX_COMPILER=${compiler}" -S "${tree}" -B "${work}/build"
  -DRETAILSIM_BUILD_TESTS=OFF -DRETAILSIM_BUILD_EXAMPLES=OFF -DRETAILSIM_PARQUET=OFF COMMAND_ERROR_IS_FATAL ANY OUTPUT_QUIET)
execute_process(COMMAND ${CMAKE_COMMAND} --install "${work}/build" --prefix "${work}/staged"
  COMMAND_ERROR_IS_FATAL ANY OUTPUT_QUIET)
file(RENAME "${work}/staged" "${prefix}")

file(GLOB_RECURSE files "${prefix}/*")
foreach(file IN LISTS files)
  file(READ "${file}" text)
  string(FIND "${text}" "${work}" at)
  if(NOT at EQUAL -1)
    message(FATAL_ERROR "${file} names a folder of the build")
  endif()
endforeach()
