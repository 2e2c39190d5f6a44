# What `cmake --install` puts where: the headers, CMake's package, pkg-config's files and the licence.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)
set(package ${CMAKE_INSTALL_DATADIR}/cmake/ctnn)
configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/ctnnConfig.cmake.in ${PROJECT_BINARY_DIR}/ctnnConfig.cmake
                              INSTALL_DESTINATION ${package})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/ctnnConfigVersion.cmake VERSION ${PROJECT_VERSION}
                                 COMPATIBILITY SameMinorVersion ARCH_INDEPENDENT)
install(TARGETS ctnn ctnn_reproducible EXPORT ctnnTargets FILE_SET HEADERS)
install(EXPORT ctnnTargets NAMESPACE ctnn:: DESTINATION ${package})
if(TARGET ctnn_io)
  install(TARGETS ctnn_io EXPORT ctnnIoTargets FILE_SET HEADERS)
  install(EXPORT ctnnIoTargets NAMESPACE ctnn:: DESTINATION ${package})
endif()
install(FILES ${CMAKE_CURRENT_LIST_DIR}/ctnnDependencies.cmake ${CMAKE_CURRENT_LIST_DIR}/ctnnEmbed.cmake
              ${PROJECT_BINARY_DIR}/ctnnConfig.cmake ${PROJECT_BINARY_DIR}/ctnnConfigVersion.cmake DESTINATION ${package})
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DATAROOTDIR}/doc/ctnn
        COMPONENT license)

# pkg-config: the headers' place as seen from that of the .pc, so that the whole can be moved.
set(pkgconfig ${CMAKE_INSTALL_DATADIR}/pkgconfig)
cmake_path(ABSOLUTE_PATH pkgconfig BASE_DIRECTORY ${CMAKE_INSTALL_PREFIX} OUTPUT_VARIABLE from)
cmake_path(RELATIVE_PATH CMAKE_INSTALL_FULL_INCLUDEDIR BASE_DIRECTORY ${from} OUTPUT_VARIABLE to_headers)
foreach(name IN ITEMS ctnn ctnn-io)
  configure_file(${CMAKE_CURRENT_LIST_DIR}/${name}.pc.in ${PROJECT_BINARY_DIR}/${name}.pc @ONLY)
  if(name STREQUAL "ctnn" OR TARGET ctnn_io)
    install(FILES ${PROJECT_BINARY_DIR}/${name}.pc DESTINATION ${pkgconfig})
  endif()
endforeach()
