#pragma once

#include <cstddef>

/// How often this program has asked for memory through operator new so far.
std::size_t allocations();
