#pragma once

// Code bears the instruction set and the configuration that it is compiled for in its name, so that one
// program may hold several: a unit for every processor and another one with -march behind a check of the
// processor, or two plugins. Of an inline function or an instance of a template that two units have by the
// same name the linker keeps one, and an old processor would meet the fast unit's instructions.
//
//   CTNN_CODE      the name: the inline namespace around functions, and around types whose functions these
//   are.
//                  What passes between units is the same type in all of them, and stands outside: Shape,
//                  Network and whatever is between its brackets, Parameters, exceptions.
//   CTNN_MEMBER    puts the name into that of a member function of such a type.
//
// Functions that the compiler makes by itself, as the constructor of an aggregate, are left out: nothing in
// them is worth a vector. Functions of the standard library and of xsimd are not ours: what two units call of
// them and nothing inlines (at -O0; of strings and containers always), they share. A unit that an old
// processor must not meet does best with what allocates nothing: predict, gradient, Stream, Learner. Flags of
// which no macro tells, as -ffp-contract, are not in the name.

#include <ctnn/core/vectors.hpp>

#define CTNN_IS_SET_1 0,
#define CTNN_IS_SET_ 0,
#define CTNN_SECOND(first, second, ...) second
#define CTNN_SECOND_OF(...) CTNN_SECOND(__VA_ARGS__, )
#define CTNN_LETTER_IF(letter, value) CTNN_SECOND_OF(CTNN_IS_SET_##value letter, )
// The letter where the macro is defined as nothing or as 1, which compilers do, else nothing.
#define CTNN_LETTER(letter, macro) CTNN_LETTER_IF(letter, macro)
#define CTNN_JOINED(a, b, c, d, e, f, g, h) a##b##c##d##e##f##g##h
#define CTNN_JOIN(a, b, c, d, e, f, g, h) CTNN_JOINED(a, b, c, d, e, f, g, h)
#define CTNN_QUOTED(name) #name
#define CTNN_QUOTE(name) CTNN_QUOTED(name)

// The user's own, whatever they are defined as, and CTNN_NO_SIMD where there are no vectors.
#ifdef CTNN_NO_SIMD
#define CTNN_CODE_NO_SIMD 1
#endif
#ifdef CTNN_REPRODUCIBLE
#define CTNN_CODE_REPRODUCIBLE 1
#endif
#ifdef CTNN_NO_FORCED_INLINE
#define CTNN_CODE_NO_FORCED_INLINE 1
#endif

#define CTNN_CODE_OPTIONS                                                                \
    CTNN_JOIN(CTNN_LETTER(n, CTNN_CODE_NO_SIMD), CTNN_LETTER(r, CTNN_CODE_REPRODUCIBLE), \
              CTNN_LETTER(i, CTNN_CODE_NO_FORCED_INLINE), CTNN_LETTER(f, __FAST_MATH__), \
              CTNN_LETTER(o, __ASSOCIATIVE_MATH__), CTNN_LETTER(q, __RECIPROCAL_MATH__), \
              CTNN_LETTER(u, __FINITE_MATH_ONLY__), CTNN_LETTER(z, __NO_SIGNED_ZEROS__))

#if defined(__x86_64__) || defined(__i386__)
#define CTNN_CODE_SSE                                                                             \
    CTNN_JOIN(CTNN_LETTER(2, __SSE2_MATH__), CTNN_LETTER(3, __SSE3__), CTNN_LETTER(s, __SSSE3__), \
              CTNN_LETTER(4, __SSE4_1__), CTNN_LETTER(5, __SSE4_2__), CTNN_LETTER(p, __POPCNT__), \
              CTNN_LETTER(4a, __SSE4A__), CTNN_LETTER(x, __XOP__))
#define CTNN_CODE_AVX                                                                       \
    CTNN_JOIN(CTNN_LETTER(a, __AVX__), CTNN_LETTER(h, __F16C__), CTNN_LETTER(f, __FMA__),   \
              CTNN_LETTER(b, __BMI__), CTNN_LETTER(c, __BMI2__), CTNN_LETTER(l, __LZCNT__), \
              CTNN_LETTER(m, __MOVBE__), CTNN_LETTER(2, __AVX2__))
#define CTNN_CODE_AVX512                                                                                  \
    CTNN_JOIN(CTNN_LETTER(z, __AVX512F__), CTNN_LETTER(c, __AVX512CD__), CTNN_LETTER(b, __AVX512BW__),    \
              CTNN_LETTER(d, __AVX512DQ__), CTNN_LETTER(l, __AVX512VL__), CTNN_LETTER(i, __AVX512IFMA__), \
              CTNN_LETTER(v, __AVX512VBMI__), CTNN_LETTER(w, __AVX512VBMI2__))
#define CTNN_CODE_AI                                                                                      \
    CTNN_JOIN(CTNN_LETTER(v, __AVX512VNNI__), CTNN_LETTER(b, __AVX512BF16__),                             \
              CTNN_LETTER(h, __AVX512FP16__), CTNN_LETTER(g, __AVX512BITALG__),                           \
              CTNN_LETTER(p, __AVX512VPOPCNTDQ__), CTNN_LETTER(i, __AVXVNNI__), CTNN_LETTER(k, __FMA4__), \
              CTNN_LETTER(f, __GFNI__))
#define CTNN_CODE_SET CTNN_JOIN(x86S, CTNN_CODE_SSE, A, CTNN_CODE_AVX, Z, CTNN_CODE_AVX512, V, CTNN_CODE_AI)
#elif defined(__aarch64__) || defined(__arm__)
#ifdef __ARM_FP
#define CTNN_CODE_FP __ARM_FP
#else
#define CTNN_CODE_FP
#endif
#ifdef __ARM_FEATURE_SVE_BITS
#define CTNN_CODE_SVE_BITS __ARM_FEATURE_SVE_BITS
#else
#define CTNN_CODE_SVE_BITS
#endif
#define CTNN_CODE_ARM                                                                                   \
    CTNN_JOIN(CTNN_LETTER(n, __ARM_NEON), CTNN_LETTER(f, __ARM_FEATURE_FMA),                            \
              CTNN_LETTER(d, __ARM_FEATURE_DOTPROD), CTNN_LETTER(s, __ARM_FEATURE_SVE),                 \
              CTNN_LETTER(h, __ARM_FEATURE_FP16_VECTOR_ARITHMETIC),                                     \
              CTNN_LETTER(b, __ARM_FEATURE_BF16_VECTOR_ARITHMETIC), CTNN_LETTER(i, __ARM_FEATURE_IDIV), \
              CTNN_LETTER(t, __thumb__))
#define CTNN_CODE_ARMV8                                                                         \
    CTNN_JOIN(CTNN_LETTER(a, __ARM_FEATURE_ATOMICS), CTNN_LETTER(r, __ARM_FEATURE_RCPC),        \
              CTNN_LETTER(2, __ARM_FEATURE_SVE2), CTNN_LETTER(q, __ARM_FEATURE_QRDMX),          \
              CTNN_LETTER(c, __ARM_FEATURE_COMPLEX), CTNN_LETTER(m, __ARM_FEATURE_MATMUL_INT8), \
              CTNN_LETTER(f, __ARM_FEATURE_FRINT), CTNN_LETTER(l, __ARM_FEATURE_FP16_FML))
#define CTNN_CODE_SET \
    CTNN_JOIN(arm, __ARM_ARCH, F, CTNN_CODE_FP, CTNN_CODE_ARM, V, CTNN_CODE_ARMV8, CTNN_CODE_SVE_BITS)
#else
#if defined(__riscv_vector) || defined(__VEC__) || defined(__mips_msa) || defined(__loongarch_sx)
#define CTNN_CODE_VECTORS 1
#endif
#define CTNN_CODE_SET                                                                                  \
    CTNN_JOIN(other, CTNN_LETTER(v, CTNN_CODE_VECTORS), CTNN_LETTER(w, __wasm_simd128__),              \
              CTNN_LETTER(a, __ALTIVEC__), CTNN_LETTER(x, __VSX__), CTNN_LETTER(8, __POWER8_VECTOR__), \
              CTNN_LETTER(9, __POWER9_VECTOR__), CTNN_LETTER(z, __POWER10_VECTOR__))
#endif

#define CTNN_CODE CTNN_JOIN(code_, CTNN_CODE_SET, O, CTNN_CODE_OPTIONS, , , , )
#define CTNN_MEMBER [[gnu::abi_tag(CTNN_QUOTE(CTNN_CODE))]]
