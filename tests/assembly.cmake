# cmake -DCXX=... -DFLAGS=... -P assembly.cmake: predict of a tiny network, as the compiler leaves it. It is one
# straight piece of code: no call, hence no allocation; no jump, hence no loop; nothing put aside on the stack. And a
# function of the user's around it is inlined where it is called, twice too: its weight is that of its instructions.
cmake_minimum_required(VERSION 3.25)
find_program(OBJDUMP objdump)
execute_process(COMMAND ${CXX} -dumpmachine OUTPUT_VARIABLE machine)
if(NOT OBJDUMP OR NOT machine MATCHES "^x86_64")
  message("skipped: it takes a compiler for x86-64, and objdump")
  return()
endif()

set(base ${CMAKE_CURRENT_BINARY_DIR}/assembly)
file(WRITE ${base}.cpp [[
#include <ctnn/ctnn.hpp>
using namespace ctnn;
using Two = Network<Input<2>, Dense<2, Sigmoid>, Dense<1, Sigmoid>>;
using Eight = Network<Input<8>, Dense<8, Sigmoid>, Dense<1, Sigmoid>>;
extern "C" void predict_2_2_1(const Parameters<Two>& p, const float (&x)[2], float& y) { y = predict(p, x)[0]; }
static float answer(const Parameters<Two>& p, const std::array<float, 2>& x) { return predict(p, x)[0]; }
extern "C" void inlined_here(const Parameters<Two>& p, const std::array<float, 2>* x, float* y, int count) {
    for (int i = 0; i < count; ++i) y[i] = answer(p, x[i]);
}
extern "C" void inlined_there(const Parameters<Two>& p, const std::array<float, 2>* x, float* y, int count) {
    for (int i = 0; i < count; ++i) y[i] += answer(p, x[i]);
}
extern "C" void predict_8_8_1(const Parameters<Eight>& p, const float (&x)[8], float& y) { y = predict(p, x)[0]; }
]])
execute_process(COMMAND ${CXX} ${FLAGS} -O3 -march=x86-64-v4 -c ${base}.cpp -o ${base}.o RESULT_VARIABLE failed)
execute_process(COMMAND ${OBJDUMP} -d --no-show-raw-insn ${base}.o OUTPUT_VARIABLE text)
file(REMOVE ${base}.cpp ${base}.o)
if(failed)
  message(FATAL_ERROR "it does not compile")
endif()

string(REGEX MATCHALL "[^\n]+" lines "${text}")
set(function "")
set(found "")
foreach(line IN LISTS lines)
  if(line MATCHES "^[0-9a-f]+ <(.*)>:$")
    set(function ${CMAKE_MATCH_1})
    list(APPEND found ${function})
  elseif(function MATCHES "^inlined_")
    if(line MATCHES "\tcall")
      message(SEND_ERROR "${function}: ${line}")
    endif()
  elseif(NOT function MATCHES "^predict_[0-9_]+$")
    continue()
  elseif(line MATCHES "\t(call|j[a-z]+|loop|push|pop|sub +\\$[^,]*,%rsp)" OR line MATCHES "\\(%(rsp|rbp)")
    message(SEND_ERROR "${function}: ${line}")
  endif()
endforeach()
foreach(function IN ITEMS predict_2_2_1 predict_8_8_1 inlined_here inlined_there)
  if(NOT function IN_LIST found)
    message(SEND_ERROR "${function}: not found")
  endif()
endforeach()
