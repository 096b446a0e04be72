# What the folders of tests/ are made of.
set(RETAILSIM_TEST_SUPPORT "${CMAKE_CURRENT_LIST_DIR}")

# Include path of the library and its dependencies, for tests that call a compiler themselves.
set(RETAILSIM_TEST_INCLUDES
    "${PROJECT_SOURCE_DIR}/include;$<TARGET_PROPERTY:xtensor,INTERFACE_INCLUDE_DIRECTORIES>")

# The second compiler, for tests of bits and of messages; those that need it are skipped where there is none.
find_program(RETAILSIM_CLANG NAMES clang++-16 clang++-17 clang++-18 clang++-19 clang++)

# retailsim_add_catch_tests(<name> <folder>): the executable <name>_test of the folder's *_test.cpp files, if there are any,
# and for each file a ctest test <name>/<file without _test>, labelled <name>. Files with parquet or arrow in their names
# are left out where Arrow was not found; others ask for the macro RETAILSIM_WITH_PARQUET.
function(retailsim_add_catch_tests name folder)
  file(GLOB sources CONFIGURE_DEPENDS "${folder}/*_test.cpp")
  if(NOT TARGET retailsim::parquet)
    list(FILTER sources EXCLUDE REGEX "/[^/]*(parquet|arrow)[^/]*$")
  endif()
  if(NOT sources)
    return()
  endif()
  add_executable(${name}_test ${sources})
  target_include_directories(${name}_test PRIVATE "${PROJECT_SOURCE_DIR}/tests")
  target_link_libraries(${name}_test PRIVATE retailsim::retailsim retailsim::json retailsim_own retailsim_catch_main)
  # The library's own asserts are part of what is tested. At -O1 the tests of the whole tree build in two thirds of the
  # time and run as fast; the portability tests show that rows are the same at every level.
  target_compile_options(${name}_test PRIVATE -UNDEBUG -O1)
  target_compile_definitions(${name}_test PRIVATE
    RETAILSIM_TEST_SOURCE_DIR="${PROJECT_SOURCE_DIR}" RETAILSIM_TEST_BINARY_DIR="${PROJECT_BINARY_DIR}")
  retailsim_link_parquet(${name}_test)
  foreach(source IN LISTS sources)
    # With -# Catch2 tags each case with its file's name; a file without cases is a failure.
    cmake_path(GET source STEM file)
    string(REGEX REPLACE "_test$" "" title "${name}/${file}")
    add_test(NAME ${title} COMMAND ${name}_test "-#" "[#${file}]" ${fail_on_no_case})
    set_tests_properties(${title} PROPERTIES LABELS ${name} TIMEOUT 600)
  endforeach()
endfunction()

# The Python that runs scripts of tests: that of the project's environment, or any; empty where there is none.
set(RETAILSIM_TEST_PYTHON "${RETAILSIM_PYTHON}")
if(NOT RETAILSIM_TEST_PYTHON)
  find_package(Python3 QUIET COMPONENTS Interpreter)
  set(RETAILSIM_TEST_PYTHON "${Python3_EXECUTABLE}")
endif()
if(NOT RETAILSIM_TEST_PYTHON)
  message(STATUS "Python is not found: the programs and the commands of README.md are not tested from outside")
endif()

# retailsim_add_program_tests(<name> <program> <file>...): for each <file>_test.py here a ctest test <name>/<file> that
# runs it on the program's target; the scripts share support/programs.py.
function(retailsim_add_program_tests name program)
  if(NOT RETAILSIM_TEST_PYTHON OR NOT TARGET ${program})
    return()
  endif()
  foreach(file IN LISTS ARGN)
    add_test(NAME ${name}/${file} COMMAND "${RETAILSIM_TEST_PYTHON}" "${CMAKE_CURRENT_LIST_DIR}/${file}_test.py"
      "$<TARGET_FILE:${program}>" "$<IF:$<TARGET_EXISTS:retailsim::parquet>,parquet,csv>")
    set_tests_properties(${name}/${file} PROPERTIES LABELS ${name} TIMEOUT 300 SKIP_RETURN_CODE 77
      ENVIRONMENT "PYTHONPATH=${RETAILSIM_TEST_SUPPORT}")
  endforeach()
endfunction()

# retailsim_add_compile_fail_test(<title> <source> [<compiler>]): passes where the source does not compile and the
# compiler's message holds every text that a leading line `// expect: <text>` of the source states. `// flags: <flags>`
# adds flags. The compiler is the one of the build where none is named.
function(retailsim_add_compile_fail_test title source)
  set(compiler "${CMAKE_CXX_COMPILER}")
  if(ARGC GREATER 2)
    set(compiler "${ARGV2}")
  endif()
  add_test(NAME ${title} COMMAND ${CMAKE_COMMAND}
    -D "compiler=${compiler}" -D "source=${source}" -D "includes=${RETAILSIM_TEST_INCLUDES}"
    -P "${RETAILSIM_TEST_SUPPORT}/compile_fail.cmake")
  set_tests_properties(${title} PROPERTIES LABELS compile_fail TIMEOUT 300 SKIP_REGULAR_EXPRESSION "^skipped: ")
endfunction()

# retailsim_add_portability_test(<title> <source> [ARGS <argument>...] [GOLDEN <file>]): builds the one-file program with
# g++ and clang at -O1, -O2 and -O3 -march=native, runs each on every instruction set the library can choose, and passes
# where all print the same text (and that of the file GOLDEN, where one is given). Where there is no clang it compares
# the rest and is skipped, not passed.
function(retailsim_add_portability_test title source)
  cmake_parse_arguments(PARSE_ARGV 2 arg "" "GOLDEN" "ARGS")
  cmake_path(ABSOLUTE_PATH source)
  if(arg_GOLDEN)
    cmake_path(ABSOLUTE_PATH arg_GOLDEN)
  endif()
  string(MAKE_C_IDENTIFIER "${title}" folder)
  add_test(NAME ${title} COMMAND ${CMAKE_COMMAND}
    -D "source=${source}" -D "includes=${RETAILSIM_TEST_INCLUDES}" -D "work=${CMAKE_CURRENT_BINARY_DIR}/${folder}"
    -D "arguments=${arg_ARGS}" -D "golden=${arg_GOLDEN}" -D "clang=${RETAILSIM_CLANG}" -D "launcher=${CMAKE_CXX_COMPILER_LAUNCHER}"
    -P "${RETAILSIM_TEST_SUPPORT}/portability.cmake")
  # The longest tests start first.
  set_tests_properties(${title} PROPERTIES LABELS portability COST 1000 TIMEOUT 1500
    SKIP_REGULAR_EXPRESSION "\nskipped: ")
endfunction()
