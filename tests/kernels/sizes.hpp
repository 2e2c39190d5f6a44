#pragma once

#include <cstddef>
#include <ctnn/simd/simd.hpp>
#include <utility>

// All sizes from 1 to 3 W + 2, W the lanes of the widest register, and one past the panels of 64. Fewer for
// the sanitizers, which take minutes to compile unrolled kernels.
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
template <std::size_t... I>
constexpr auto kernel_sizes(std::index_sequence<I...>) -> std::index_sequence<I + 1 ..., 67>;
#ifdef CTNN_NO_SIMD
using KernelSizes = decltype(kernel_sizes(std::make_index_sequence<14>{}));
#else
using KernelSizes = decltype(kernel_sizes(std::make_index_sequence<3 * ctnn::simd::native<float> + 2>{}));
#endif
#endif
