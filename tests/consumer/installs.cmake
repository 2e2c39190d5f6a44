# cmake -DCTNN=BOOL -P installs.cmake, in a consumer's build folder: it installs ctnn if it wants to, else nothing.
cmake_minimum_required(VERSION 3.23)
file(REMOVE_RECURSE installed)
execute_process(COMMAND ${CMAKE_COMMAND} --install . --prefix installed COMMAND_ERROR_IS_FATAL ANY OUTPUT_QUIET)
file(GLOB_RECURSE files RELATIVE ${CMAKE_CURRENT_BINARY_DIR}/installed installed/*)
if(NOT CTNN AND files)
  list(LENGTH files count)
  message(FATAL_ERROR "it installs ${count} files that are none of its own: ${files}")
endif()
if(CTNN AND NOT ("include/ctnn/ctnn.hpp" IN_LIST files AND "share/cmake/ctnn/ctnnConfig.cmake" IN_LIST files
                 AND "share/doc/ctnn/LICENSE" IN_LIST files))
  message(FATAL_ERROR "it installs only ${files}")
endif()
