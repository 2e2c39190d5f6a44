#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/sparse/choice.hpp>
#include <ctnn/kernels/sparse/marks.hpp>
#include <ctnn/kernels/sparse/sparse.hpp>
#include <ctnn/kernels/values/finite.hpp>
#include <ctnn/kernels/values/update.hpp>
#include <ctnn/simd/simd.hpp>
#include <ctnn/simd/target.hpp>
#include <type_traits>

// The gradient of a dense layer's weights where many inputs are zero: those take no part in it. But where a
// sample's dz is infinite or NaN, for an input was, zero times it is NaN: there all inputs count.

namespace ctnn::kernels::inline CTNN_CODE {

/// dw[i][o] += sum over the samples of x[s][i] * dz[s][o], by plain loops.
template <std::size_t B, std::size_t In, std::size_t Out, class T>
constexpr void sparse_outer_plain(const T* x, const T* dz, T* dw) noexcept {
    std::array<bool, B> unbounded{};
    for (std::size_t s = 0; s < B; ++s) unbounded[s] = !all_finite<Out>(dz + s * Out);
    if constexpr (reproducible) {  // as the vectors: summed up first
        for (std::size_t i = 0; i < In; ++i)
            for (std::size_t o = 0; o < Out; ++o) {
                T sum = 0;
                bool any = false;
                for (std::size_t s = 0; s < B; ++s)
                    if (const T value = x[s * In + i]; value != 0 || unbounded[s]) {
                        sum += value * dz[s * Out + o];
                        any = true;
                    }
                if (any) dw[i * Out + o] += sum;
            }
        return;
    }
    for (std::size_t s = 0; s < B; ++s)
        for (std::size_t i = 0; i < In; ++i)
            if (const T value = x[s * In + i]; value != 0 || unbounded[s])
                for (std::size_t o = 0; o < Out; ++o) dw[i * Out + o] += value * dz[s * Out + o];
}

#ifndef CTNN_NO_SIMD
namespace detail {

/// The samples in whose dz there is an infinity or NaN.
template <std::size_t B, std::size_t Out, class T>
CTNN_INLINE Marks<B> unbounded_samples(const T* dz) noexcept {
    Marks<B> marks;
    if (all_finite<B * Out>(dz)) return marks;
    CTNN_ROLL_FOR (std::size_t s = 0; s < B; ++s)
        marks.bits[s / 64] |= std::uint64_t{!all_finite<Out>(dz + s * Out)} << s % 64;
    return marks;
}

/// An input's row of the gradient is summed up in registers. A row of zeros is taken too, unless it is only
/// added: of an optimizer's moments it makes something.
template <std::size_t B, std::size_t In, std::size_t Out, class T, class Into>
[[gnu::noinline]] void sparse_outer_simd(const T* x, const T* dz, Into into) noexcept {
    using Row = RowInPanels<Out, T>;
    using V = typename Row::V;
    const Marks<B> unbounded = unbounded_samples<B, Out>(dz);
    each_marked<B, In, 1>(x, [&]<std::size_t>(std::size_t i, const Marks<B>& nonzero) CTNN_LAMBDA_INLINE {
        const Marks<B> marks = nonzero | unbounded;
        if (std::is_pointer_v<Into> && !marks.any()) return;
        Row::each([&]<std::size_t First, std::size_t Count>() CTNN_LAMBDA_INLINE {
            V sums[Count];
            CTNN_UNROLL_FOR (std::size_t j = 0; j < Count; ++j) sums[j] = V(T(0));
            marks.each([&](std::size_t s) CTNN_LAMBDA_INLINE {
                const V value(x[s * In + i]);
                CTNN_UNROLL_FOR (std::size_t j = 0; j < Count; ++j)
                    sums[j] =
                        simd::fma(value, simd::load<Row::W>(dz + s * Out + Row::start(First + j)), sums[j]);
            });
            take<V::size>(sums, into + i * Out,
                          [](std::size_t j) CTNN_LAMBDA_INLINE { return Row::start(First + j); });
        });
    });
}

}  // namespace detail
#endif

/// The table's entry for a gradient that goes to `Into`: where it says "dense", outer.hpp is quicker, which
/// is for the caller to take.
template <std::size_t B, std::size_t Out, class T, class Into>
inline constexpr SparseKernel sparse_outer_kernel = sparse_gradient_kernel(B, Out,
#ifndef CTNN_NO_SIMD
                                                                           detail::takes_vectors<Into>,
#else
                                                                            false,
#endif
                                                                           simd::target<T>);

/// Takes the sum over the samples of x[s][i] * dz[s][o] into weight [i][o], skipping zeros of x.
template <std::size_t B, std::size_t In, std::size_t Out, class T, class Into>
constexpr void sparse_outer(const T* x, const T* dz, Into into) noexcept {
#ifndef CTNN_NO_SIMD
    if constexpr (sparse_outer_kernel<B, Out, T, Into> != SparseKernel::plain)
        if (!std::is_constant_evaluated()) return detail::sparse_outer_simd<B, In, Out>(x, dz, into);
#endif
    if constexpr (std::is_pointer_v<Into>)
        sparse_outer_plain<B, In, Out>(x, dz, into);
    else
        update_after<In * Out>(into, [&](T* dw) { sparse_outer<B, In, Out>(x, dz, dw); });
}

}  // namespace ctnn::kernels::inline CTNN_CODE
