# What ctnn is packed as: the target single (one file a header), the target arduino (a library for boards), and CPack's
# Debian package. vcpkg's port and Conan's recipe are in packages/; users read of all these in
# examples/guide/packages.md.
set(packages ${CMAKE_CURRENT_LIST_DIR}/packages)
add_custom_target(single
  COMMAND ${CMAKE_COMMAND} -DSOURCE=${PROJECT_SOURCE_DIR} -DOUTPUT=${PROJECT_BINARY_DIR}/single
          -DVERSION=${PROJECT_VERSION} -P ${CMAKE_CURRENT_LIST_DIR}/single.cmake
  COMMENT "${PROJECT_BINARY_DIR}/single/ctnn/ctnn.hpp, train.hpp, io.hpp" VERBATIM)

set(maintainer "ctnn contributors <ctnn@localhost>")
if(DEFINED ENV{DEBEMAIL})
  set(maintainer "$ENV{DEBFULLNAME} <$ENV{DEBEMAIL}>")
endif()
set(CTNN_MAINTAINER ${maintainer} CACHE STRING "Who packs it: the packages' maintainer")
foreach(name IN ITEMS library.json library.properties)
  configure_file(${packages}/arduino/${name}.in ${PROJECT_BINARY_DIR}/arduino/ctnn/${name} @ONLY)
endforeach()
add_custom_target(arduino
  COMMAND ${CMAKE_COMMAND} -DSOURCE=${PROJECT_SOURCE_DIR} -DOUTPUT=${PROJECT_BINARY_DIR}/arduino
          -DVERSION=${PROJECT_VERSION} -DCXX=${CMAKE_CXX_COMPILER}
          "-DINCLUDE=$<TARGET_PROPERTY:Boost::headers,INTERFACE_INCLUDE_DIRECTORIES>"
          -P ${packages}/arduino/arduino.cmake
  COMMENT "${PROJECT_BINARY_DIR}/arduino/ctnn-${PROJECT_VERSION}.zip" VERBATIM)

# libctnn-dev: what `cmake --install` installs but for the licence, which Debian has in the file copyright.
find_program(CTNN_GZIP gzip)
if(CTNN_INSTALL AND CTNN_GZIP)
  string(TIMESTAMP date "%a, %d %b %Y %H:%M:%S +0000" UTC)
  set(debian ${PROJECT_BINARY_DIR}/debian)
  file(READ ${PROJECT_SOURCE_DIR}/LICENSE license)
  string(REGEX REPLACE "\n\n" "\n.\n" license "${license}")
  string(REGEX REPLACE "\n([^\n])" "\n \\1" license " ${license}")
  configure_file(${packages}/debian/copyright.in ${debian}/copyright @ONLY)
  configure_file(${packages}/debian/changelog.in ${debian}/changelog @ONLY)
  execute_process(COMMAND ${CTNN_GZIP} -9nf ${debian}/changelog COMMAND_ERROR_IS_FATAL ANY)
  install(FILES ${debian}/copyright ${debian}/changelog.gz DESTINATION share/doc/libctnn-dev
          COMPONENT debian EXCLUDE_FROM_ALL)
  set(CPACK_GENERATOR DEB)
  set(CPACK_INSTALL_CMAKE_PROJECTS "${PROJECT_BINARY_DIR};ctnn;Unspecified;/;${PROJECT_BINARY_DIR};ctnn;debian;/")
  set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
  set(CPACK_PACKAGE_DIRECTORY ${PROJECT_BINARY_DIR})
  set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE
      WORLD_READ WORLD_EXECUTE)
  set(CPACK_DEBIAN_PACKAGE_NAME libctnn-dev)
  set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
  set(CPACK_DEBIAN_PACKAGE_ARCHITECTURE all)
  set(CPACK_DEBIAN_PACKAGE_SECTION libdevel)
  set(CPACK_DEBIAN_PACKAGE_MAINTAINER ${CTNN_MAINTAINER})
  set(CPACK_DEBIAN_PACKAGE_DEPENDS "libboost-dev (>= 1.74), libxsimd-dev (>= 8.1)")
  set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "zlib1g-dev")
  set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "neural networks as C++20 types")
  string(CONCAT CPACK_DEBIAN_PACKAGE_DESCRIPTION
    "Headers of ctnn: a network is a type, of which the compiler knows every\n"
    "shape, offset and buffer, and refuses what does not fit. Predicts, trains\n"
    "and streams without allocation; reads and writes weights, where zlib is there.")
  include(CPack)
endif()
