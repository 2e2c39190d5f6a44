# cmake -DCXX=... -DFLAGS=... -DWRITER=... -DFOLDER=... -P saved_header.cmake
#
# WRITER writes headers of weights into FOLDER. A program with them must compile and run; with one digit changed, one
# value less or one more it must not, and the compiler's first error says which.
cmake_minimum_required(VERSION 3.25)
set(warnings -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Werror)
file(REMOVE_RECURSE ${FOLDER})
file(MAKE_DIRECTORY ${FOLDER})
execute_process(COMMAND ${WRITER} ${FOLDER} COMMAND_ERROR_IS_FATAL ANY)

execute_process(COMMAND ${CXX} ${FLAGS} ${warnings} -I${FOLDER} ${CMAKE_CURRENT_LIST_DIR}/saved_header/program.cpp
                        -o ${FOLDER}/program COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${FOLDER}/program COMMAND_ERROR_IS_FATAL ANY)

# The header with `from`, a regular expression, replaced once by `to`.
function(must_not_compile header from to expected)
  file(READ ${FOLDER}/${header}.hpp text)
  string(REGEX MATCH "${from}" found "${text}")
  string(FIND "${text}" "${found}" at)
  string(LENGTH "${found}" length)
  string(REGEX REPLACE "${from}" "${to}" new "${found}")
  math(EXPR rest "${at} + ${length}")
  string(SUBSTRING "${text}" 0 ${at} before)
  string(SUBSTRING "${text}" ${rest} -1 after)
  if(found STREQUAL "" OR found STREQUAL new)
    message(FATAL_ERROR "${header}: nothing to change at ${from}")
  endif()
  file(WRITE ${FOLDER}/damaged.hpp "${before}${new}${after}")
  file(WRITE ${FOLDER}/damaged.cpp "#include \"damaged.hpp\"\n")
  execute_process(COMMAND ${CXX} ${FLAGS} -fsyntax-only ${FOLDER}/damaged.cpp
                  RESULT_VARIABLE status OUTPUT_QUIET ERROR_VARIABLE log)
  string(REGEX REPLACE "[][;]" "," log "${log}")
  string(REGEX MATCHALL "[^\n]*: (fatal )?error: [^\n]*" errors "${log}")
  list(LENGTH errors count)
  if(status EQUAL 0 OR NOT count EQUAL 1 OR NOT errors MATCHES "damaged\\.hpp:.*${expected}")
    message(SEND_ERROR "${header} with ${new} for ${found}: not the one error ${expected}, but\n${log}")
  endif()
endfunction()

set(literal "-?0x[0-9a-f.]+p[-+][0-9]+f?,")
set(damaged the_values_in_the_header_are_not_those_that_were_saved_for)
# Weights that the sample, whose first input is zero, does not see.
must_not_compile(small "0x1\\.00000" "0x1.00001" ${damaged})
must_not_compile(doubles "-0x0p\\+0" "0x0p+0" ${damaged})
must_not_compile(small "(\\.checksum = 0x[0-9a-f]*)[1-9a-f]" "\\10" ${damaged})
must_not_compile(doubles "(\\.tolerance = )${literal}" "\\11," ${damaged})
must_not_compile(small "(x [0-9]+\n *)${literal}" "\\1" "the_header_holds<530>::values_but_the_network_has<531>")
must_not_compile(small "(x [0-9]+\n *)(${literal})" "\\1\\2 \\2" "the_header_holds<532>::values_but_the_network_has<531>")
must_not_compile(small "ctnn::Tanh" "ctnn::ReLU" the_output_in_the_header_is_not_that_of)
must_not_compile(big "(x [0-9]+\n *)${literal}" "\\1" "the_header_holds<101769>::values_but_the_network_has<101770>")
must_not_compile(big "(layer 1[^\n]*\n[^\n]*\n *-?0x1\\.)." "\\1f" ${damaged})
