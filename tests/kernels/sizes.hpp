#pragma once

#include <utility>

// Sizes around the widths of the registers: 1, W - 1, W, W + 1, 3 W + 2, and past the panels of 64. Fewer for the
// sanitizers, which take minutes to compile unrolled kernels.
#if defined(__SANITIZE_ADDRESS__)
#define CTNN_TEST_FEW 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define CTNN_TEST_FEW 1
#endif
#endif

#ifdef CTNN_TEST_FEW
using KernelSizes = std::index_sequence<1, 7, 17>;
#else
using KernelSizes = std::index_sequence<1, 2, 3, 4, 5, 7, 8, 9, 14, 15, 16, 17, 26, 33, 50, 67>;
#endif
