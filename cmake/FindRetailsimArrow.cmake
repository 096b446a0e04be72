# Finds Arrow C++ with Parquet: an installed package, else the copy of headers and libraries that the pyarrow wheel carries.
#
# Sets RetailsimArrow_FOUND, _VERSION, _SOURCE ("package" or "pyarrow"), _LIBRARY_DIRS (for the rpath of installed
# programs; empty for a package) and _TARGETS, the imported targets to link: Arrow::arrow_shared and
# Parquet::parquet_shared, or their _static forms where a package has only these.
#
# RETAILSIM_PYTHON names the Python whose pyarrow may be used; by default that of the project's own virtual environment.
# The system's Python is never asked: a program should not come to depend on a wheel that somebody put there.

set(RetailsimArrow_TARGETS "")
set(RetailsimArrow_LIBRARY_DIRS "")

find_package(Arrow CONFIG QUIET)
find_package(Parquet CONFIG QUIET)
foreach(kind shared static)
  if(NOT RetailsimArrow_TARGETS AND TARGET Arrow::arrow_${kind} AND TARGET Parquet::parquet_${kind})
    set(RetailsimArrow_TARGETS Parquet::parquet_${kind} Arrow::arrow_${kind})
    if(NOT RetailsimArrow_SOURCE)
      set(RetailsimArrow_SOURCE "package")
      set(RetailsimArrow_VERSION "${Arrow_VERSION}")
    endif()
  endif()
endforeach()

if(NOT RetailsimArrow_TARGETS)
  if(NOT RETAILSIM_PYTHON AND EXISTS "${CMAKE_CURRENT_LIST_DIR}/../build/venv/bin/python")
    cmake_path(SET RETAILSIM_PYTHON NORMALIZE "${CMAKE_CURRENT_LIST_DIR}/../build/venv/bin/python")
  endif()
  if(RETAILSIM_PYTHON)
    # The libraries are named by their full versioned path: the wheel has no unversioned links, and making them would
    # write into somebody's site-packages.
    execute_process(
      COMMAND "${RETAILSIM_PYTHON}" -c
              "import glob, pyarrow as pa\nd = pa.get_library_dirs()[0]\nprint(pa.__version__, pa.get_include(), d, \
*[sorted(glob.glob(d + '/lib' + n + '.so.[0-9]*'), key=len)[0] for n in ('arrow', 'parquet')], sep=';')"
      OUTPUT_VARIABLE wheel OUTPUT_STRIP_TRAILING_WHITESPACE RESULT_VARIABLE status ERROR_QUIET)
    if(status EQUAL 0)
      list(GET wheel 0 RetailsimArrow_VERSION)
      list(GET wheel 1 wheel_include)
      list(GET wheel 2 RetailsimArrow_LIBRARY_DIRS)
      foreach(name_index "Arrow::arrow_shared;3" "Parquet::parquet_shared;4")
        list(GET name_index 0 name)
        list(GET name_index 1 index)
        list(GET wheel ${index} library)
        add_library(${name} SHARED IMPORTED)
        set_target_properties(${name} PROPERTIES
          IMPORTED_LOCATION "${library}" INTERFACE_INCLUDE_DIRECTORIES "${wheel_include}"
          INTERFACE_COMPILE_FEATURES cxx_std_20)
      endforeach()
      target_link_libraries(Parquet::parquet_shared INTERFACE Arrow::arrow_shared)
      set(RetailsimArrow_TARGETS Parquet::parquet_shared Arrow::arrow_shared)
      set(RetailsimArrow_SOURCE "pyarrow")
    endif()
  endif()
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(RetailsimArrow REQUIRED_VARS RetailsimArrow_TARGETS
                                  VERSION_VAR RetailsimArrow_VERSION)
