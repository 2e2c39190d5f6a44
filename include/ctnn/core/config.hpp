#pragma once

// The library's only macros.
//
// CTNN_NO_SIMD          the user defines it: no xsimd, plain loops everywhere.
// CTNN_INLINE           a function that must dissolve in its caller, whatever the optimisation level's
// budget. CTNN_LAMBDA_INLINE    the same for a lambda; stands between its parameters and its body.
// CTNN_UNROLL, CTNN_ROLL  before a loop: unroll it whole, or not at all. A loop over accumulators must be
//                       unrolled: g++ 12 puts an array that any run-time index touches on the stack.

#define CTNN_INLINE [[gnu::always_inline]] inline
#define CTNN_LAMBDA_INLINE __attribute__((always_inline))
#define CTNN_UNROLL _Pragma("GCC unroll 64")
#define CTNN_ROLL _Pragma("GCC unroll 1")
