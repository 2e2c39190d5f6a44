# cmake -DCXX=... -DFLAGS=... -DFOLDER=... -DTO=... -P must_not_compile_right.cmake
#
# What must not compile with MUST_NOT_COMPILE must without: all files of FOLDER as one, TO, which takes a twentieth of the
# time of each by itself. What they include goes first, each file's rest into a namespace of its own.
cmake_minimum_required(VERSION 3.25)
file(GLOB sources ${FOLDER}/*.cpp)
set(includes "")
set(bodies "")
set(number 0)
foreach(source IN LISTS sources)
  file(READ ${source} text)
  string(REGEX MATCHALL "#include[^\n]*" found "${text}")
  list(APPEND includes ${found})
  string(REGEX REPLACE "#include" "//" text "${text}")
  string(APPEND bodies "namespace file_${number} {\n#line 1 \"${source}\"\n${text}\n}\n")
  math(EXPR number "${number} + 1")
endforeach()
if(number EQUAL 0)
  message(FATAL_ERROR "${FOLDER} has no files")
endif()
list(REMOVE_DUPLICATES includes)
list(JOIN includes "\n" includes)
file(WRITE ${TO} "${includes}\n${bodies}")
execute_process(COMMAND ${CXX} ${FLAGS} -I${FOLDER} -w -fsyntax-only ${TO} COMMAND_ERROR_IS_FATAL ANY)
