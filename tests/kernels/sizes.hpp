#pragma once

#include <cstddef>
#include <ctnn/simd/simd.hpp>
#include <utility>

// Sizes around the lanes W of the widest register, where the ways through a kernel part, and one past the
// panels of 64; in an exhaustive run all from 1 to 3 W + 2. Fewer for the sanitizers, and for g++ where it does
// not optimize: both take minutes to compile unrolled kernels, and repeat what clang has run in full. Fewer too
// where CTNN_TEST_FEW asks for it: an emulator takes minutes to run them.
#if defined(CTNN_TEST_FEW)
#elif defined(__SANITIZE_ADDRESS__)
#define CTNN_TEST_FEW 1
#elif defined(__GNUC__) && !defined(__clang__) && !defined(__OPTIMIZE__) && !defined(CTNN_EXHAUSTIVE_TESTS)
#define CTNN_TEST_FEW 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define CTNN_TEST_FEW 1
#endif
#endif

#ifdef CTNN_TEST_FEW
using KernelSizes = std::index_sequence<1, 4, 7, 17>;
#else
#ifdef CTNN_NO_SIMD
inline constexpr std::size_t lanes_of_the_widest = 4;
#else
inline constexpr std::size_t lanes_of_the_widest = ctnn::simd::native<float>;
#endif
#ifdef CTNN_EXHAUSTIVE_TESTS
template <std::size_t... I>
constexpr auto kernel_sizes(std::index_sequence<I...>) -> std::index_sequence<I + 1 ..., 67>;
using KernelSizes = decltype(kernel_sizes(std::make_index_sequence<3 * lanes_of_the_widest + 2>{}));
#else
using KernelSizes =
    std::index_sequence<1, 2, lanes_of_the_widest - 1, lanes_of_the_widest, lanes_of_the_widest + 1,
                        2 * lanes_of_the_widest - 1, 3 * lanes_of_the_widest + 2, 67>;
#endif
#endif
