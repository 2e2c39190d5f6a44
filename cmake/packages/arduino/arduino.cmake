# cmake -DSOURCE=<the project> -DOUTPUT=... -DVERSION=... -DCXX=... [-DINCLUDE=<where Boost is>] -P arduino.cmake: lays
# out OUTPUT/ctnn, beside the library.json and library.properties that stand there, and packs OUTPUT/ctnn-VERSION.zip: a
# library for Arduino and PlatformIO. Boards have no Boost, so the headers of Boost.Hana that ctnn reads come with it.
cmake_minimum_required(VERSION 3.23)
set(library ${OUTPUT}/ctnn)
file(REMOVE_RECURSE ${library}/src ${library}/examples)
file(COPY ${SOURCE}/include/ctnn DESTINATION ${library}/src FILES_MATCHING PATTERN "*.hpp" PATTERN "io" EXCLUDE)
file(COPY ${CMAKE_CURRENT_LIST_DIR}/ctnn.h DESTINATION ${library}/src)
file(COPY ${CMAKE_CURRENT_LIST_DIR}/Xor.ino DESTINATION ${library}/examples/Xor)
file(COPY ${SOURCE}/LICENSE DESTINATION ${library})

set(flags "")
foreach(folder IN LISTS INCLUDE)
  list(APPEND flags -idirafter ${folder})
endforeach()
execute_process(COMMAND ${CXX} -std=c++20 -DCTNN_NO_SIMD -M -I${library}/src ${flags} -x c++ ${library}/src/ctnn.h
                OUTPUT_VARIABLE files COMMAND_ERROR_IS_FATAL ANY)
string(REGEX MATCHALL "[^ \n\\]+/boost/[^ \n\\]+" files "${files}")
foreach(file IN LISTS files)
  string(REGEX MATCH "(^|.*/)(boost/.*)/[^/]*$" all ${file})
  file(COPY ${file} DESTINATION ${library}/src/${CMAKE_MATCH_2})
endforeach()
execute_process(COMMAND ${CMAKE_COMMAND} -E tar cf ${OUTPUT}/ctnn-${VERSION}.zip --format=zip ctnn
                WORKING_DIRECTORY ${OUTPUT} COMMAND_ERROR_IS_FATAL ANY)
