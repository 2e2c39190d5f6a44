#include <cstdio>

#include "board.hpp"

void board::print(const char* text) { std::fputs(text, stdout); }

std::size_t board::stack_of(void (*predict)(const float* x, float* y), const float* x, float* y) {
    predict(x, y);
    return 0;
}

int main() { program(); }
