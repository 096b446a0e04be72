# An overlay port: it installs the tree it lies in, so there is nothing to download.
#   vcpkg install retailsim --overlay-ports=<tree>/cmake/vcpkg/ports
cmake_path(SET SOURCE_PATH NORMALIZE "${CMAKE_CURRENT_LIST_DIR}/../../../..")
set(VCPKG_BUILD_TYPE release)  # headers only

vcpkg_cmake_configure(SOURCE_PATH "${SOURCE_PATH}" OPTIONS
  -DRETAILSIM_BUILD_TESTS=OFF -DRETAILSIM_BUILD_EXAMPLES=OFF -DRETAILSIM_BUILD_BENCHMARKS=OFF -DRETAILSIM_PARQUET=OFF)
vcpkg_cmake_install()
vcpkg_cmake_config_fixup(PACKAGE_NAME retailsim CONFIG_PATH share/cmake/retailsim)

file(REMOVE_RECURSE "${CURRENT_PACKAGES_DIR}/share/cmake" "${CURRENT_PACKAGES_DIR}/share/licenses")
file(INSTALL "${CMAKE_CURRENT_LIST_DIR}/usage" DESTINATION "${CURRENT_PACKAGES_DIR}/share/${PORT}")
vcpkg_install_copyright(FILE_LIST "${SOURCE_PATH}/LICENSE")
