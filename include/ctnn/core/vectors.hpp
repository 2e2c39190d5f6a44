#pragma once

// Whether there are vectors here. Where xsimd has none for the target, or none that keep what this library
// promises, CTNN_NO_SIMD is defined for the user, and xsimd is not even needed.
//
//   x86            from SSE2 on
//   AArch64        always, but for big endian, whose registers and memory count lanes otherwise
//   32-bit ARM     with NEON, for float; with CTNN_REPRODUCIBLE not: NEON rounds denormals to zero
//   WebAssembly    with -msimd128 and an xsimd that knows it (11 or newer)
//   all others     none: plain loops

#ifndef CTNN_NO_SIMD
#if defined(__x86_64__) || defined(__i386__)
#ifndef __SSE2__
#define CTNN_NO_SIMD
#endif
#elif defined(__aarch64__) || defined(__arm__)
#if !defined(__ARM_NEON) || defined(__ARM_BIG_ENDIAN) || (defined(__arm__) && defined(CTNN_REPRODUCIBLE))
#define CTNN_NO_SIMD
#endif
#elif defined(__wasm_simd128__) && __has_include(<xsimd/config/xsimd_config.hpp>)
#include <xsimd/config/xsimd_config.hpp>
#if XSIMD_VERSION_MAJOR < 11
#define CTNN_NO_SIMD
#endif
#else
#define CTNN_NO_SIMD
#endif
#endif
