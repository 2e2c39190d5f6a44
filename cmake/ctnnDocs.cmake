# The target docs: the site of guides and reference, in the folder docs/html of the build.
find_program(CTNN_DOXYGEN doxygen)
find_path(CTNN_DOXYGEN_AWESOME doxygen-awesome.css PATHS /usr/share/doxygen-awesome-css)
find_program(CTNN_AWK awk)
if(NOT CTNN_DOXYGEN OR NOT CTNN_DOXYGEN_AWESOME OR NOT CTNN_AWK)
  message(STATUS "Left out, because doxygen and doxygen-awesome-css are not found (Debian's names): the target docs")
  return()
endif()

set(folder ${CMAKE_CURRENT_LIST_DIR}/docs)
set(awesome ${CTNN_DOXYGEN_AWESOME})
set(output ${PROJECT_BINARY_DIR}/docs)
file(GLOB_RECURSE pages CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/examples/*.md)
file(GLOB more CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/*.md ${PROJECT_SOURCE_DIR}/bench/*.md
     ${PROJECT_SOURCE_DIR}/tests/*.md ${PROJECT_SOURCE_DIR}/tools/*.md)
set(inputs ${pages} ${more} ${PROJECT_SOURCE_DIR}/include/ctnn ${output}/pages)
list(JOIN inputs "\" \"" inputs)
set(inputs "\"${inputs}\"")
set(scripts "-f ${folder}/comments.awk -f ${folder}/declarations.awk -f ${folder}/public.awk")
configure_file(${folder}/Doxyfile.in ${output}/Doxyfile @ONLY)
add_custom_target(docs
  COMMAND ${CMAKE_COMMAND} -DAWK=${CTNN_AWK} -DDOXYGEN=${CTNN_DOXYGEN} -DSOURCE=${PROJECT_SOURCE_DIR} -DOUTPUT=${output}
          -P ${folder}/make.cmake
  COMMENT "${output}/html/index.html" VERBATIM)
