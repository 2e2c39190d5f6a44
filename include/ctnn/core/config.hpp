#pragma once

// The library's macros. The first three are the user's to define, for a whole unit or not at all; what is
// compiled with other ones may stand beside it in one program (core/code.hpp).
//
//   CTNN_NO_SIMD             no xsimd, plain loops everywhere; by itself where there are no vectors
//                            (core/vectors.hpp).
//   CTNN_REPRODUCIBLE        one answer everywhere; see ctnn::reproducible below.
//   CTNN_NO_FORCED_INLINE    small functions stay functions where nothing is optimised: a debugger steps into
//                            them, and they compile in half to three quarters of the time.
//
//   CTNN_INLINE              a function that must dissolve in its caller, whatever the optimisation level.
//   CTNN_LAMBDA_INLINE       the same for a lambda; stands between its parameters and its body.
//   CTNN_UNROLL_FOR          a for loop that is unrolled whole. A loop over accumulators must be: g++ 12 puts
//                            an array that any run-time index touches on the stack.
//   CTNN_ROLL_FOR            a for loop that is not unrolled at all.
//   CTNN_COLD                a function that hardly ever runs: small rather than fast, quick to compile.
//   CTNN_CODE                the inline namespace of all code: core/code.hpp.
//   CTNN_MEMBER              a member function of a type that is the same everywhere: core/code.hpp.

#include <ctnn/core/code.hpp>

#ifdef CTNN_NO_FORCED_INLINE
#define CTNN_INLINE inline
#define CTNN_LAMBDA_INLINE
#else
#define CTNN_INLINE [[gnu::always_inline]] inline
#define CTNN_LAMBDA_INLINE __attribute__((always_inline))
#endif
#define CTNN_UNROLL_FOR _Pragma("GCC unroll 64") for
#define CTNN_ROLL_FOR _Pragma("GCC unroll 1") for
#define CTNN_COLD [[gnu::cold, gnu::noinline]]

namespace ctnn::inline CTNN_CODE {

/// One answer everywhere, in a program that defines CTNN_REPRODUCIBLE and is compiled with -ffp-contract=off:
/// with CMake, link ctnn::reproducible, which does both. The same parameters and input then give the same
/// bits in constant evaluation and at run time, with g++ and with clang, in plain loops (CTNN_NO_SIMD), SSE2,
/// AVX2, AVX-512 and NEON, one sample at a time or in a batch of any size. So do losses, gradients and whole
/// trainings, which never depend on the number of threads.
///
/// How: no multiply-add is fused; an output is its bias, to which its inputs' shares are added one by one;
/// what must be summed across lanes (a single output of 16 inputs or more, softmax, norms) goes to 16 partial
/// sums, in however many registers, that are folded in halves.
/// Cost: a multiplication and an addition in each fused operation's place, and the latency of the additions
/// where a layer has few outputs.
/// Left out: the sign and the payload of a NaN, which are the processor's; a processor told to flush
/// denormals to zero or to round otherwise than to nearest; code of the user's own that calls functions
/// outside the library. A SparseInput is a network of its own: its sums leave out the zeros, and where its
/// first layer has one output they may be rounded otherwise than those of Input.
/// Goes wrong without -ffp-contract=off, and with flags that let the compiler calculate by other rules: the
/// macros by which g++ tells of them are errors here, clang tells of -ffast-math alone.
inline constexpr bool reproducible =
#ifdef CTNN_REPRODUCIBLE
    true;
#else
    false;
#endif

/// Whether the compiler was told that it may exchange additions and multiplications (-ffast-math, -Ofast,
/// -funsafe-math-optimizations; clang tells of the first two alone).
inline constexpr bool fast_math =
#if defined(__FAST_MATH__) || defined(__ASSOCIATIVE_MATH__)
    true;
#else
    false;
#endif

#ifdef CTNN_REPRODUCIBLE
#if defined(__FAST_MATH__) || defined(__ASSOCIATIVE_MATH__) || defined(__RECIPROCAL_MATH__) || \
    defined(__NO_SIGNED_ZEROS__) || __FINITE_MATH_ONLY__
#error "CTNN_REPRODUCIBLE: -ffast-math and its parts let the compiler calculate by other rules"
#endif
static_assert(
    __FLT_EVAL_METHOD__ == 0 || __FLT_EVAL_METHOD__ == 16,
    "CTNN_REPRODUCIBLE: here float is computed with more digits than it has (x87: use -mfpmath=sse)");
#endif

}  // namespace ctnn::inline CTNN_CODE
