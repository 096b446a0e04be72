# Install rules of the library: headers, the exported target retailsim::retailsim, the package files and the
# licence, all in the component `library`. Programs install themselves, in the component `programs`.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

# Nothing installed depends on the architecture, so the package files go where every architecture finds them.
set(config_dir "${CMAKE_INSTALL_DATADIR}/cmake/retailsim")
install(TARGETS retailsim EXPORT retailsim-targets
  FILE_SET HEADERS DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}" COMPONENT library
  FILE_SET parquet_headers DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}" COMPONENT library
  FILE_SET json_headers DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}" COMPONENT library
  FILE_SET check_headers DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}" COMPONENT library
  FILE_SET bench_headers DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}" COMPONENT library
  FILE_SET forecast_headers DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}" COMPONENT library
  FILE_SET part_headers DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}" COMPONENT library)
install(EXPORT retailsim-targets NAMESPACE retailsim:: DESTINATION "${config_dir}" COMPONENT library)

configure_package_config_file(cmake/retailsimConfig.cmake.in retailsimConfig.cmake INSTALL_DESTINATION "${config_dir}")
write_basic_package_version_file(retailsimConfigVersion.cmake COMPATIBILITY SameMinorVersion ARCH_INDEPENDENT)
install(FILES
  "${CMAKE_CURRENT_BINARY_DIR}/retailsimConfig.cmake"
  "${CMAKE_CURRENT_BINARY_DIR}/retailsimConfigVersion.cmake"
  "${CMAKE_CURRENT_LIST_DIR}/FindRetailsimArrow.cmake"
  DESTINATION "${config_dir}" COMPONENT library)
install(FILES LICENSE DESTINATION "${CMAKE_INSTALL_DATADIR}/licenses/retailsim" COMPONENT library)
