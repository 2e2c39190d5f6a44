#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/dense/choice.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <ctnn/kernels/values/vectors.hpp>
#include <ctnn/simd/partial.hpp>
#include <ctnn/simd/shuffle.hpp>
#include <ctnn/simd/simd.hpp>
#include <ctnn/simd/target.hpp>
#include <ctnn/simd/tuning.hpp>
#include <type_traits>
#include <utility>

// A dense layer over weights that were laid out for this machine, so that no load crosses a cache line and
// one broadcast serves two inputs. A register holds two inputs' weights of half as many outputs, side by
// side; the last few outputs, which would fill no register so, are dot products of four inputs and more at
// once.

namespace ctnn::kernels::inline CTNN_CODE {

/// Where the weights of In inputs and Out outputs lie, and behind them the biases. Panels of outputs, which
/// stay in registers together, follow each other; within one the pairs of inputs.
template <std::size_t In, std::size_t Out, class T>
struct PackedRows {
    static constexpr std::size_t W = simd::target<T>.widest(), rest = Out % W;
    /// Outputs that are dot products, and inputs that one register takes of each.
    static constexpr std::size_t dots = rest <= W / 4 ? rest : 0,
                                 group = dots == 0 ? 1 : W / std::bit_ceil(dots);
    /// Whether the last unit is one register, half a unit.
    static constexpr bool has_half = dots == 0 && rest > 0 && rest <= W / 2;
    /// Units of W outputs, in two registers.
    static constexpr std::size_t units = Out / W + (dots == 0 && rest > 0 ? 1 : 0), pairs = (In + 1) / 2;
    static constexpr std::size_t vectors = 2 * units - (has_half ? 1 : 0);
    static constexpr std::size_t first_dot = Out - dots, dots_at = pairs * vectors * W;
    static constexpr std::size_t biases_at = dots_at + (dots == 0 ? 0 : (In + group - 1) / group * W);
    static constexpr std::size_t size = biases_at + (Out + W - 1) / W * W;

    static constexpr std::size_t most = simd::tuning_of(simd::target<T>.registers).dense_panel / 2,
                                 panels = (units + most - 1) / most;
    /// The first unit of panel p, and the registers of so many units from there on.
    static constexpr std::size_t first(std::size_t p) noexcept { return p * units / panels; }
    static constexpr std::size_t vectors_of(std::size_t first, std::size_t count) noexcept {
        return 2 * count - (has_half && first + count == units ? 1 : 0);
    }

    /// The place of a weight.
    static constexpr std::size_t place(std::size_t i, std::size_t o) noexcept {
        if (o >= first_dot) return dots_at + i / group * W + (o - first_dot) * group + i % group;
        const std::size_t unit = o / W, in_unit = o % W;
        std::size_t p = 0;
        while (first(p + 1) <= unit) ++p;
        const std::size_t here = vectors_of(first(p), first(p + 1) - first(p));
        const bool half = has_half && unit + 1 == units;
        const std::size_t vector = 2 * (unit - first(p)) + (half ? 0 : in_unit % 4 / 2);
        const std::size_t lane = (half ? 2 * in_unit : in_unit / 4 * 4 + in_unit % 2 * 2) + i % 2;
        return pairs * 2 * first(p) * W + (i / 2 * here + vector) * W + lane;
    }
};

/// Lays out W and b. What lies between the values becomes zero.
template <std::size_t In, std::size_t Out, class T>
constexpr void pack_rows(const T* w, const T* b, T* to) noexcept {
    using P = PackedRows<In, Out, T>;
    std::fill_n(to, P::size, T(0));
    for (std::size_t i = 0; i < In; ++i)
        for (std::size_t o = 0; o < Out; ++o) to[P::place(i, o)] = w[i * Out + o];
    for (std::size_t o = 0; o < Out; ++o) to[P::biases_at + o] = b[o];
}

namespace detail {

#ifndef CTNN_NO_SIMD
/// `Count` units from unit First on, of the panel that starts at unit Panel, for S samples.
template <std::size_t S, std::size_t In, std::size_t Out, std::size_t Panel, std::size_t Stride,
          std::size_t First, std::size_t Count, class Act, class T>
CTNN_INLINE void packed_units(const T* packed, const T* x, T* y) noexcept {
    using P = PackedRows<In, Out, T>;
    constexpr std::size_t W = P::W, C = P::vectors_of(First, Count), whole = In / 2;
    constexpr std::size_t Chains = std::clamp<std::size_t>(8 / (S * C), 1, std::max<std::size_t>(whole, 1));
    using V = simd::vec<T, W>;
    V sums[Chains][S][C];
    CTNN_UNROLL_FOR (std::size_t c = 0; c < Chains; ++c)
        CTNN_UNROLL_FOR (std::size_t s = 0; s < S; ++s)
            CTNN_UNROLL_FOR (std::size_t j = 0; j < C; ++j) sums[c][s][j] = V(T(0));
    const T* const w = packed + (P::pairs * 2 * Panel + 2 * (First - Panel)) * W;
    const auto add = [&](std::size_t pair, auto& to, auto splat) CTNN_LAMBDA_INLINE {
        V values[S];
        CTNN_UNROLL_FOR (std::size_t s = 0; s < S; ++s) values[s] = splat(x + s * In + 2 * pair);
        CTNN_UNROLL_FOR (std::size_t j = 0; j < C; ++j) {
            const V row = simd::load<W>(w + (pair * Stride + j) * W);
            CTNN_UNROLL_FOR (std::size_t s = 0; s < S; ++s) to[s][j] = simd::fma(values[s], row, to[s][j]);
        }
    };
    const auto both = [](const T* at) CTNN_LAMBDA_INLINE { return simd::splat_pair<W>(at); };
    const auto one = [](const T* at) CTNN_LAMBDA_INLINE { return simd::splat_with_zero<W>(*at); };
    constexpr std::size_t loops = whole / Chains * Chains;
    CTNN_ROLL_FOR (std::size_t i = 0; i < loops; i += Chains)
        CTNN_UNROLL_FOR (std::size_t c = 0; c < Chains; ++c) add(i + c, sums[c], both);
    CTNN_UNROLL_FOR (std::size_t c = 0; c < whole - loops; ++c) add(loops + c, sums[c], both);
    if constexpr (In % 2 == 1) add(whole, sums[Chains - 1], one);
    CTNN_UNROLL_FOR (std::size_t c = 1; c < Chains; ++c)
        CTNN_UNROLL_FOR (std::size_t s = 0; s < S; ++s)
            CTNN_UNROLL_FOR (std::size_t j = 0; j < C; ++j) sums[0][s][j] = sums[0][s][j] + sums[c][s][j];
    const auto finish = [&]<std::size_t U>() CTNN_LAMBDA_INLINE {
        constexpr std::size_t at = (First + U) * W, filled = std::min(W, P::first_dot - at);
        CTNN_UNROLL_FOR (std::size_t s = 0; s < S; ++s) {
            const auto all = [&]() CTNN_LAMBDA_INLINE {
                if constexpr (2 * U + 1 < C)
                    return simd::add_mixed(sums[0][s][2 * U], sums[0][s][2 * U + 1]);
                else
                    return simd::add_neighbours(sums[0][s][2 * U]);
            }();
            const auto bias = simd::load<all.size>(packed + P::biases_at + at);
            simd::store_part<filled>(y + s * Out + at, Act::value(all + bias));
        }
    };
    [&]<std::size_t... U>(std::index_sequence<U...>)
        CTNN_LAMBDA_INLINE { (finish.template operator()<U>(), ...); }(std::make_index_sequence<Count>{});
}

/// The last outputs, as dot products side by side.
template <std::size_t In, std::size_t Out, class Act, class T>
CTNN_INLINE void packed_dots(const T* packed, const T* x, T* y) noexcept {
    using P = PackedRows<In, Out, T>;
    constexpr std::size_t W = P::W, G = P::group, whole = In / G,
                          Chains = std::clamp<std::size_t>(whole, 1, 4);
    using V = simd::vec<T, W>;
    V sums[Chains];
    CTNN_UNROLL_FOR (std::size_t c = 0; c < Chains; ++c) sums[c] = V(T(0));
    const auto add = [&](std::size_t i, V& to, const auto& values) CTNN_LAMBDA_INLINE {
        to = simd::fma(simd::repeat<W>(values), simd::load<W>(packed + P::dots_at + i * W), to);
    };
    constexpr std::size_t loops = whole / Chains * Chains;
    CTNN_ROLL_FOR (std::size_t i = 0; i < loops; i += Chains)
        CTNN_UNROLL_FOR (std::size_t c = 0; c < Chains; ++c)
            add(i + c, sums[c], simd::load<G>(x + (i + c) * G));
    CTNN_UNROLL_FOR (std::size_t c = 0; c < whole - loops; ++c)
        add(loops + c, sums[c], simd::load<G>(x + (loops + c) * G));
    if constexpr (In % G > 0) add(whole, sums[Chains - 1], simd::load_pieces<G, In % G>(x + whole * G));
    CTNN_UNROLL_FOR (std::size_t c = 1; c < Chains; ++c) sums[0] = sums[0] + sums[c];
    const auto down = [](auto self, const auto& v, auto group) CTNN_LAMBDA_INLINE {
        if constexpr (group == 1)
            return v;
        else
            return self(self, simd::add_neighbours(v), std::integral_constant<std::size_t, group / 2>{});
    };
    const auto all = down(down, sums[0], std::integral_constant<std::size_t, G>{});
    const auto bias = simd::load_part<all.size, P::dots>(packed + P::biases_at + P::first_dot);
    simd::store_part<P::dots>(y + P::first_dot, Act::value(all + bias));
}

/// S samples. Out of line: layers of one shape share it.
template <std::size_t S, std::size_t In, std::size_t Out, class Act, class T>
[[gnu::noinline]] void packed_samples(const T* packed, const T* x, T* y) noexcept {
    using P = PackedRows<In, Out, T>;
    using Within = InEpilogue<Act>;
    // Sums, the inputs of all samples, and weights.
    constexpr std::size_t most =
        S == 1 ? P::most : std::max<std::size_t>(1, (simd::registers - S - 1) / S / 2);
    each_panel<P::units, P::most>([&]<std::size_t Panel, std::size_t All>() CTNN_LAMBDA_INLINE {
        constexpr std::size_t stride = P::vectors_of(Panel, All);
        each_panel<All, most>([&]<std::size_t First, std::size_t Count>() CTNN_LAMBDA_INLINE {
            packed_units<S, In, Out, Panel, stride, Panel + First, Count, Within>(packed, x, y);
        });
    });
    if constexpr (P::dots > 0)
        CTNN_UNROLL_FOR (std::size_t s = 0; s < S; ++s)
            packed_dots<In, Out, Within>(packed, x + s * In, y + s * Out);
    if constexpr (comes_after<Act>) activate<Act, S, Out>(static_cast<const T*>(y), y);
}
#endif

template <std::size_t In, std::size_t Out, class T>
constexpr void packed_plain(const T* packed, const T* x, T* y) noexcept {
    using P = PackedRows<In, Out, T>;
    for (std::size_t o = 0; o < Out; ++o) {
        y[o] = packed[P::biases_at + o];
        for (std::size_t i = 0; i < In; ++i) y[o] += x[i] * packed[P::place(i, o)];
    }
}

}  // namespace detail

/// y = f(x W + b) for B samples, of what `pack_rows` laid out. y must not overlap x.
template <std::size_t B, std::size_t In, std::size_t Out, class Act, class T>
CTNN_INLINE constexpr void packed_dense(const T* packed, const T* x, T* y) noexcept {
#ifndef CTNN_NO_SIMD
    if (!std::is_constant_evaluated()) {
        std::size_t s = 0;
        if constexpr (B >= 4)
            for (; s + 4 <= B; s += 4)
                detail::packed_samples<4, In, Out, Act>(packed, x + s * In, y + s * Out);
        if constexpr (B % 4 != 0)
            for (; s < B; ++s) detail::packed_samples<1, In, Out, Act>(packed, x + s * In, y + s * Out);
        return;
    }
#endif
    for (std::size_t s = 0; s < B; ++s, x += In, y += Out) {
        detail::packed_plain<In, Out>(packed, x, y);
        activate<Act, 1, Out>(static_cast<const T*>(y), y);
    }
}

}  // namespace ctnn::kernels::inline CTNN_CODE
