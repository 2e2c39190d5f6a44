# What ctnn needs. Read by CMakeLists.txt and by the installed ctnnConfig.cmake.

# Boost.Hana: headers only. A parent project may have made the targets already.
if(NOT TARGET Boost::headers)
  find_package(Boost 1.74 REQUIRED CONFIG)
endif()

# No version here: xsimd calls each major version incompatible with the one before, ctnn takes any from 8 on.
if(NOT TARGET xsimd)
  find_package(xsimd REQUIRED CONFIG)
  if(xsimd_VERSION VERSION_LESS 8)
    message(FATAL_ERROR "ctnn needs xsimd 8 or newer; ${xsimd_DIR} has ${xsimd_VERSION}")
  endif()
endif()
# Debian 12's xsimd 8.1 links to an xtl that it does not depend on.
get_target_property(xsimd xsimd ALIASED_TARGET)
if(NOT xsimd)
  set(xsimd xsimd)
endif()
get_target_property(links ${xsimd} INTERFACE_LINK_LIBRARIES)
if("xtl" IN_LIST links AND NOT TARGET xtl)
  set_property(TARGET ${xsimd} PROPERTY INTERFACE_LINK_LIBRARIES "")
endif()

# zlib reads .gz files. Without it there is no ctnn::io; everything else is there.
if(NOT TARGET ZLIB::ZLIB)
  find_package(ZLIB QUIET)
endif()

# Links what is found here. Where it is exported, the installed ctnnConfig.cmake links what that finds: a parent's target
# may be of a kind that cannot be exported.
function(ctnn_link_dependencies target dependencies)
  get_target_property(imported ${target} IMPORTED)
  if(imported)
    target_link_libraries(${target} INTERFACE ${dependencies})
  else()
    target_link_libraries(${target} INTERFACE "$<BUILD_INTERFACE:${dependencies}>")
  endif()
endfunction()
