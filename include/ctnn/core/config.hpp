#pragma once

// The library's only macros.
//
// CTNN_NO_SIMD          the user defines it: no xsimd, plain loops everywhere.
// CTNN_INLINE           a function that must dissolve in its caller, whatever the optimisation level's
// budget. CTNN_LAMBDA_INLINE    the same for a lambda; stands between its parameters and its body.
// CTNN_UNROLL_FOR, CTNN_ROLL_FOR  a for loop that is unrolled whole, or not at all. A loop over accumulators
// must be
//                       unrolled: g++ 12 puts an array that any run-time index touches on the stack.
// CTNN_COLD             a function that hardly ever runs: small rather than fast, and quick to compile.

#define CTNN_INLINE [[gnu::always_inline]] inline
#define CTNN_LAMBDA_INLINE __attribute__((always_inline))
#define CTNN_UNROLL_FOR _Pragma("GCC unroll 64") for
#define CTNN_ROLL_FOR _Pragma("GCC unroll 1") for
#define CTNN_COLD [[gnu::cold, gnu::noinline]]
