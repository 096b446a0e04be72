# cmake -D build=... -D staged=... -D prefix=... -P stage.cmake: installs the library, then moves the tree.
file(REMOVE_RECURSE "${staged}" "${prefix}")
execute_process(COMMAND ${CMAKE_COMMAND} --install "${build}" --prefix "${staged}" --component library
                COMMAND_ERROR_IS_FATAL ANY OUTPUT_QUIET)
file(RENAME "${staged}" "${prefix}")
# Found relative to itself: nothing in it may name where it was made.
file(GLOB_RECURSE files "${prefix}/*")
foreach(file IN LISTS files)
  file(STRINGS "${file}" lines REGEX "${build}|${staged}")
  if(lines)
    message(FATAL_ERROR "${file} names a folder of the build: ${lines}")
  endif()
endforeach()
