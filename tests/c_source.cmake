# cmake -DWRITER=... -DFOLDER=... -P c_source.cmake
#
# WRITER writes networks as C into FOLDER, with a program that compares their outputs. Each C compiler that is there takes
# them as C99 without a warning, as C++17 too, and the program finds nothing.
cmake_minimum_required(VERSION 3.25)
set(warnings -Wall -Wextra -Wpedantic -Wshadow -Werror -O0)
file(REMOVE_RECURSE ${FOLDER})
file(MAKE_DIRECTORY ${FOLDER})
execute_process(COMMAND ${WRITER} ${FOLDER} COMMAND_ERROR_IS_FATAL ANY)
file(STRINGS ${FOLDER}/files.txt files)

set(found 0)
foreach(compiler IN ITEMS gcc clang)
  find_program(${compiler} NAMES ${compiler} ${compiler}-12 ${compiler}-14 ${compiler}-16 ${compiler}-19)
  if(NOT ${compiler})
    continue()
  endif()
  math(EXPR found "${found} + 1")
  execute_process(COMMAND ${${compiler}} -std=c99 ${warnings} ${files} main.c -lm -o ${compiler}.program
                  WORKING_DIRECTORY ${FOLDER} COMMAND_ERROR_IS_FATAL ANY)
  execute_process(COMMAND ${FOLDER}/${compiler}.program COMMAND_ERROR_IS_FATAL ANY)
  execute_process(COMMAND ${${compiler}} -x c++ -std=c++17 ${warnings} -fsyntax-only ${files}
                  WORKING_DIRECTORY ${FOLDER} COMMAND_ERROR_IS_FATAL ANY)
endforeach()
if(found EQUAL 0)
  message(FATAL_ERROR "there is no C compiler")
endif()
