# How our own programs, tests and benchmarks are built. Nothing of this reaches users of the library.

# Warnings are for our own targets, never for the interface target: users choose theirs.
add_library(retailsim_own INTERFACE)
target_compile_options(retailsim_own INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion
  # g++ 12 sees uninitialised strings in every initializer list of aggregates; the sanitizers look for real ones.
  # Its -Wrestrict objects to "text" + std::string (GCC bug 105651).
  $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized -Wno-restrict>
  $<$<BOOL:${RETAILSIM_WERROR}>:-Werror>)

# The kernels take seconds to compile, so our own translation units leave that to one.
add_library(retailsim_own_kernels STATIC "${CMAKE_CURRENT_LIST_DIR}/kernels.cpp")
target_link_libraries(retailsim_own_kernels PUBLIC retailsim::retailsim)
target_compile_definitions(retailsim_own_kernels PUBLIC RETAILSIM_KERNELS_ELSEWHERE)
target_link_libraries(retailsim_own INTERFACE retailsim_own_kernels)

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

# retailsim_link_page_codecs(<target>): links libzstd and libsnappy, those that are there, for retailsim/io/parquet.hpp.
function(retailsim_link_page_codecs target)
  foreach(codec IN ITEMS zstd snappy)
    string(TOUPPER ${codec} upper)
    find_library(RETAILSIM_${upper}_LIBRARY ${codec})
    find_path(RETAILSIM_${upper}_INCLUDE_DIR NAMES ${codec}.h)
    if(RETAILSIM_${upper}_LIBRARY AND RETAILSIM_${upper}_INCLUDE_DIR)
      target_include_directories(${target} SYSTEM PRIVATE "${RETAILSIM_${upper}_INCLUDE_DIR}")
      target_link_libraries(${target} PRIVATE "${RETAILSIM_${upper}_LIBRARY}")
      target_compile_definitions(${target} PRIVATE RETAILSIM_WITH_${upper}=1)
    endif()
  endforeach()
endfunction()

# retailsim_embed_presets(<target> <file>...): gives the target a header "embedded_presets.hpp" with
#   inline constexpr EmbeddedPreset embedded_presets[]  // struct EmbeddedPreset { std::string_view name, text; };
# one entry for each file, named as the file without folder and ending: a program then finds its presets wherever it lies.
function(retailsim_embed_presets target)
  set(entries "")
  foreach(file IN LISTS ARGN)
    cmake_path(ABSOLUTE_PATH file)
    cmake_path(GET file STEM name)
    file(READ "${file}" text)
    string(APPEND entries "    {\"${name}\", R\"preset(${text})preset\"},\n")
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${file}")
  endforeach()
  set(folder "${CMAKE_CURRENT_BINARY_DIR}/${target}_presets")
  file(CONFIGURE OUTPUT "${folder}/embedded_presets.hpp" @ONLY CONTENT [[
#pragma once

#include <string_view>

struct EmbeddedPreset {
  std::string_view name, text;
};

inline constexpr EmbeddedPreset embedded_presets[] = {
@entries@};
]])
  target_include_directories(${target} PRIVATE "${folder}")
endfunction()

# retailsim_add_program(<name> SOURCES <file>... [PRESETS <file>...] [PARQUET]): a program with command line and configuration
# file, built to <build>/bin/<name> and installed. PRESETS: see retailsim_embed_presets; PARQUET: see retailsim_link_parquet.
function(retailsim_add_program name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "PARQUET" "" "SOURCES;PRESETS")
  find_package(fmt REQUIRED)
  find_package(CLI11 REQUIRED)
  find_package(nlohmann_json REQUIRED)
  find_package(tomlplusplus REQUIRED)
  add_executable(${name} ${arg_SOURCES})
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/bin")
  target_include_directories(${name} PRIVATE "${PROJECT_SOURCE_DIR}/examples")  # what programs share: "support/..."
  target_link_libraries(${name} PRIVATE
    retailsim::retailsim retailsim_own fmt::fmt CLI11::CLI11 nlohmann_json::nlohmann_json
    tomlplusplus::tomlplusplus)
  if(arg_PRESETS)
    retailsim_embed_presets(${name} ${arg_PRESETS})
  endif()
  if(arg_PARQUET)
    retailsim_link_parquet(${name})
  endif()
  if(RETAILSIM_INSTALL)
    include(GNUInstallDirs)
    install(TARGETS ${name} RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}" COMPONENT programs)
  endif()
endfunction()
