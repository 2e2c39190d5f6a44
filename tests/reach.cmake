# cmake -DCXX=... -DFLAGS=... -P reach.cmake
#
# What <ctnn/ctnn.hpp> reaches, by the preprocessor: no training, no files, no header that a small program pays dear for.
cmake_minimum_required(VERSION 3.25)
cmake_path(GET CMAKE_CURRENT_LIST_DIR PARENT_PATH root)
set(header ${root}/include/ctnn/ctnn.hpp)

function(must_not_reach names)
  execute_process(COMMAND ${CXX} ${FLAGS} ${ARGN} -w -x c++ -M ${header}
                  OUTPUT_VARIABLE reached ERROR_VARIABLE log RESULT_VARIABLE status)
  if(NOT status EQUAL 0 OR NOT reached MATCHES "core/shape\\.hpp")
    message(FATAL_ERROR "${CXX} -M ${header}:\n${log}")
  endif()
  string(REGEX MATCHALL "[^ \n]*/(${names})[ \n]" found "${reached} ")
  foreach(path IN LISTS found)
    string(STRIP "${path}" path)
    message(SEND_ERROR "<ctnn/ctnn.hpp> ${ARGN} reaches ${path}")
  endforeach()
endfunction()

# xsimd has <complex>, which has <string> and <stdexcept>: these are ours to keep out only where it is not.
set(never "iostream|random|vector|functional|regex|map|unordered_map|ctnn/(data|train|io)/[^ \n]*")
must_not_reach("${never}")
must_not_reach("${never}|string|stdexcept|ostream|istream|sstream|memory|xsimd/[^ \n]*" -DCTNN_NO_SIMD)
