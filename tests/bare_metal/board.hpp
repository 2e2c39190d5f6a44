#pragma once

#include <cstddef>

/// The program: what main calls, or what comes after the reset.
void program();

/// What it needs of the machine that it runs on: host.cpp has it for this one, cortex_m4f.cpp for the board.
namespace board {

void print(const char* text);

/// Calls predict(x, y) and returns how many bytes of the stack it touched, 0 where nobody can tell. What x
/// points to is out of the compiler's sight: it cannot compute the answer in advance.
std::size_t stack_of(void (*predict)(const float* x, float* y), const float* x, float* y);

}  // namespace board
