# How our own programs, tests and benchmarks are built. Nothing of this reaches users of the library.

# Warnings are for our own targets, never for the interface target: users choose theirs.
add_library(retailsim_own INTERFACE)
target_compile_options(retailsim_own INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion
  $<$<BOOL:${RETAILSIM_WERROR}>:-Werror>)

find_program(RETAILSIM_CCACHE ccache)
if(RETAILSIM_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${RETAILSIM_CCACHE}")
endif()

# The Python of the project's own environment (pyarrow, duckdb), for tests that read files back; may be empty.
if(NOT RETAILSIM_PYTHON AND EXISTS "${CMAKE_CURRENT_LIST_DIR}/../build/venv/bin/python")
  cmake_path(SET RETAILSIM_PYTHON NORMALIZE "${CMAKE_CURRENT_LIST_DIR}/../build/venv/bin/python")
endif()

# retailsim_link_parquet(<target>): links Arrow and defines RETAILSIM_WITH_PARQUET=1, or does nothing where there is no
# Arrow. The macro is for the program's own files; no header of the library looks at it.
function(retailsim_link_parquet target)
  if(TARGET retailsim::parquet)
    target_link_libraries(${target} PRIVATE retailsim::parquet)
    target_compile_definitions(${target} PRIVATE RETAILSIM_WITH_PARQUET=1)
    # The wheel's libraries are in no standard place, so installed programs must remember it.
    set_property(TARGET ${target} APPEND PROPERTY INSTALL_RPATH ${RetailsimArrow_LIBRARY_DIRS})
  endif()
endfunction()

# retailsim_add_program(<name> SOURCES <file>... [PARQUET]): a program with command line and configuration file, built to
# <build>/bin/<name> and installed. PARQUET: see retailsim_link_parquet.
function(retailsim_add_program name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "PARQUET" "" "SOURCES")
  find_package(fmt REQUIRED)
  find_package(CLI11 REQUIRED)
  find_package(tomlplusplus REQUIRED)
  add_executable(${name} ${arg_SOURCES})
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/bin")
  target_include_directories(${name} PRIVATE "${PROJECT_SOURCE_DIR}/examples")  # what programs share: "support/..."
  target_link_libraries(${name} PRIVATE
    retailsim::retailsim retailsim_own fmt::fmt CLI11::CLI11 tomlplusplus::tomlplusplus)
  if(arg_PARQUET)
    retailsim_link_parquet(${name})
  endif()
  if(RETAILSIM_INSTALL)
    include(GNUInstallDirs)
    install(TARGETS ${name} RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}" COMPONENT programs)
  endif()
endfunction()
