#pragma once

#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/dense/accumulate.hpp>
#include <ctnn/kernels/dense/dense_gradients.hpp>
#include <ctnn/kernels/dense/outer.hpp>
#include <ctnn/kernels/values/biases.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <ctnn/kernels/values/reduce.hpp>
#include <ctnn/kernels/values/softmax.hpp>
#include <ctnn/kernels/values/transpose.hpp>
#include <type_traits>

// Attention of one head: c = softmax(q k^T) v, where q is scaled already. Sums go on in one order whatever
// the number of queries (kernels/dense/accumulate.hpp), so that one step at a time has the bits of all at
// once.

namespace ctnn::kernels::inline CTNN_CODE {

/// The first `Width` of each of `Steps` rows that lie `FromStep` and `ToStep` values apart, times a factor.
template <std::size_t Steps, std::size_t Width, std::size_t FromStep, std::size_t ToStep, class T>
constexpr void copy_columns(const T* from, T* to) noexcept {
    for (std::size_t t = 0; t < Steps; ++t) copy<Width>(from + t * FromStep, to + t * ToStep);
}
template <std::size_t Steps, std::size_t Width, std::size_t FromStep, std::size_t ToStep, class T>
constexpr void scale_columns(T factor, const T* from, T* to) noexcept {
    for (std::size_t t = 0; t < Steps; ++t)
        for (std::size_t i = 0; i < Width; ++i) to[t * ToStep + i] = factor * from[t * FromStep + i];
}

/// to[i][t] = from[t][i]: the keys as the scores' product takes them.
template <std::size_t Steps, std::size_t Width, class T>
constexpr void turn_keys(const T* from, T* to) noexcept {
#ifndef CTNN_NO_SIMD
    if (!std::is_constant_evaluated()) return transpose<Steps, Width, Width>(from, to);
#endif
    for (std::size_t t = 0; t < Steps; ++t)
        for (std::size_t i = 0; i < Width; ++i) to[i * Steps + t] = from[t * Width + i];
}

/// The scores of one query as probabilities, in place; of those behind number `last` none. Those become the
/// last one's for a while, so that there is no infinity for -ffast-math to stumble over. Out of line, so that
/// who asks for one query and who asks for all get the same bits.
template <std::size_t Steps, class T>
[[gnu::noinline]] constexpr void probabilities(T* p, std::size_t last) noexcept {
    if (last + 1 >= Steps) return softmax<Steps>(static_cast<const T*>(p), p);
    for (std::size_t j = last + 1; j < Steps; ++j) p[j] = p[last];
    const T most = maximum<Steps>(static_cast<const T*>(p));
    transform<Steps>([most](auto v) { return ExpOfNegative{}(v - decltype(v)(most)); }, p,
                     static_cast<const T*>(p));
    for (std::size_t j = last + 1; j < Steps; ++j) p[j] = 0;
    const T total = sum<Steps>(static_cast<const T*>(p));
    transform<Steps>([total](auto v) { return v / decltype(v)(total); }, p, static_cast<const T*>(p));
}

/// `Queries` of them, the first of which sees the keys up to number `last`, each other one more, while there
/// are any. `keys` are turned, `values` lie row by row.
template <std::size_t Queries, std::size_t Steps, std::size_t Width, class T>
constexpr void attend(const T* q, const T* keys, const T* values, std::size_t last, T* p,
                      T* context) noexcept {
    accumulate<Queries, Width, Steps, Width, true>(keys, detail::zeros<T, Steps>, 0, q, p);
    for (std::size_t i = 0; i < Queries; ++i) probabilities<Steps>(p + i * Steps, last + i);
    accumulate<Queries, Steps, Width, Steps, true>(values, detail::zeros<T, Width>, 0,
                                                   static_cast<const T*>(p), context);
}

/// The gradients of q, k and v of all steps, given that of c. `scores` is room for the gradient of these.
template <std::size_t Steps, std::size_t Width, class T>
constexpr void attend_backward(const T* q, const T* k, const T* v, const T* p, const T* dcontext, T* scores,
                               T* dq, T* dk, T* dv) noexcept {
    fill<Steps * Width>(T(0), dv);
    outer<Steps, Steps, Width>(p, dcontext, dv);
    data_gradient<Steps, Steps, Width>(v, dcontext, scores);
    for (std::size_t i = 0; i < Steps; ++i)
        softmax_gradient<Steps>(p + i * Steps, static_cast<const T*>(scores + i * Steps), scores + i * Steps);
    const T* const dscores = scores;
    accumulate<Steps, Steps, Width, Steps, true>(k, detail::zeros<T, Width>, 0, dscores, dq);
    fill<Steps * Width>(T(0), dk);
    outer<Steps, Steps, Width>(dscores, q, dk);
}

}  // namespace ctnn::kernels::inline CTNN_CODE
