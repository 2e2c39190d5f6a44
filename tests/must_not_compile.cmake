# cmake -DCXX=... -DFLAGS=... -DSOURCE=... [-DREAD=...] -P must_not_compile.cmake
#
# SOURCE must not compile with MUST_NOT_COMPILE defined, as it must without (must_not_compile_right.cmake): the compiler
# gives exactly one error, it matches the file's "// ERROR: regex" line, it points into the file itself, and a user has less
# than 2 KB to read; or what a line "// BYTES: number" says, where the compilers write down again what is long in the file.
# What lines "// NOTE: regex" say stands somewhere in what the compiler says.
cmake_minimum_required(VERSION 3.25)
set(ENV{LC_ALL} C.UTF-8)  # as users have it, with the longer quotation marks
if(READ)  # a header that is precompiled
  list(APPEND FLAGS -include ${READ})
endif()
cmake_path(GET SOURCE PARENT_PATH folder)
cmake_path(GET SOURCE FILENAME file)
cmake_path(SET root NORMALIZE "${folder}/../..")

execute_process(COMMAND ${CXX} ${FLAGS} -fsyntax-only -DMUST_NOT_COMPILE ${file} WORKING_DIRECTORY ${folder}
                RESULT_VARIABLE status OUTPUT_QUIET ERROR_VARIABLE log)
if(status EQUAL 0)
  message(FATAL_ERROR "compiles, but must not")
endif()
string(REPLACE "${root}" "" read "${log}")  # wherever the project lies
string(LENGTH "${read}" bytes)
string(REGEX REPLACE "[][;]" "," log "${log}")  # characters that take lists of CMake apart

file(STRINGS ${SOURCE} expected REGEX "^// ERROR: ")
list(LENGTH expected count)
if(NOT count EQUAL 1)
  message(FATAL_ERROR "needs one line \"// ERROR: regex\" and has ${count}")
endif()
string(REGEX REPLACE "^// ERROR: " "" expected "${expected}")

string(REGEX MATCHALL "[^\n]*: (fatal )?error: [^\n]*" errors "${log}")
list(LENGTH errors count)
if(NOT count EQUAL 1)
  message(SEND_ERROR "one error is enough, and these are ${count}")
endif()
list(GET errors 0 first)
if(NOT first MATCHES "${expected}")
  message(SEND_ERROR "the first error does not match \"${expected}\"")
endif()
file(STRINGS ${SOURCE} notes REGEX "^// NOTE: ")
foreach(note IN LISTS notes)
  string(REGEX REPLACE "^// NOTE: " "" note "${note}")
  if(NOT log MATCHES "${note}")
    message(SEND_ERROR "nothing matches \"${note}\"")
  endif()
endforeach()
file(STRINGS ${SOURCE} limit REGEX "^// BYTES: ")
string(REGEX REPLACE "^// BYTES: ([0-9]+).*" "\\1" limit "${limit}")
if(NOT limit)
  set(limit 2048)
endif()
if(NOT bytes LESS limit)
  message(SEND_ERROR "${bytes} bytes to read; the limit is ${limit}")
endif()
if(NOT log MATCHES "(^|\n)${file}:[0-9]+")
  message(SEND_ERROR "no line of ${file} is named")
endif()
message("${log}")
