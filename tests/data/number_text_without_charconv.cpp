// The same where <charconv> knows no floating-point numbers.

#include <charconv>
#undef __cpp_lib_to_chars

#include "number_text.cpp"
