#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <ctnn/simd/partial.hpp>
#include <ctnn/simd/simd.hpp>
#include <type_traits>

// Where a gradient goes. A kernel that computes one takes either a pointer, to whose values it adds, or an
// Update: the optimizer's step, into which the gradient goes at once, without a way through memory.

namespace ctnn::kernels::inline CTNN_CODE {

/// What is done beside a step: memory that is needed later is asked for, a share at a time, so that the wait
/// for it passes in the multiply-adds. The kernel of a
/// dense layer's gradient by tiles of inputs says how many weights it has come on by: after a call the rule's
/// numbers are loaded anew, which its long tiles hide and short ones do not.
struct Meanwhile {
    void (*go_on)(Meanwhile& self, std::size_t weights) noexcept;
};

/// One optimizer step on the parameters from `w` on: w[i] = rule(w[i], gradient[i], moments of i).
/// A rule that says in_lanes takes simd vectors too.
template <class Rule, class T, std::size_t Moments>
struct Update {
    Rule rule;
    T* w;
    std::array<T*, Moments> moments;
    T* gradient;  ///< room for the gradient of who cannot do without; as many values as w
    Meanwhile* meanwhile = nullptr;

    /// The same for the parameters from number n on.
    constexpr Update operator+(std::size_t n) const noexcept {
        Update rest = *this;
        rest.w += n;
        rest.gradient += n;
        for (std::size_t k = 0; k != Moments; ++k) rest.moments[k] += n;
        return rest;
    }
};
template <class Rule, class T, std::size_t Moments>
Update(Rule, T*, std::array<T*, Moments>, T*, Meanwhile* = nullptr) -> Update<Rule, T, Moments>;

#ifndef CTNN_NO_SIMD
namespace detail {

template <class Into>
inline constexpr bool takes_vectors = false;
template <class T>
inline constexpr bool takes_vectors<T*> = true;
template <class Rule, class T, std::size_t Moments>
inline constexpr bool takes_vectors<Update<Rule, T, Moments>> = InLanes<Rule>;

/// The new value and moments of one vector, of which `Lanes` are filled.
template <class V, std::size_t Moments, std::size_t Lanes = V::size>
struct Updated {
    V w;
    std::array<V, Moments> moments;

    template <class Rule, class T>
    CTNN_INLINE Updated(const Update<Rule, T, Moments>& by, std::size_t at, const V& gradient) noexcept {
        CTNN_UNROLL_FOR (std::size_t k = 0; k != Moments; ++k)
            moments[k] = simd::load_part<V::size, Lanes>(by.moments[k] + at);
        w = by.rule(simd::load_part<V::size, Lanes>(by.w + at), gradient, moments);
    }

    template <class Rule, class T>
    CTNN_INLINE void store(const Update<Rule, T, Moments>& by, std::size_t at) const noexcept {
        simd::store_first<Lanes>(by.w + at, w);
        CTNN_UNROLL_FOR (std::size_t k = 0; k != Moments; ++k)
            simd::store_first<Lanes>(by.moments[k] + at, moments[k]);
    }
};

/// Says that as many weights are done.
template <class T>
CTNN_INLINE void come_on_by(std::size_t, T*) noexcept {}
template <class Rule, class T, std::size_t Moments>
CTNN_INLINE void come_on_by(std::size_t weights, const Update<Rule, T, Moments>& by) noexcept {
    if (by.meanwhile) by.meanwhile->go_on(*by.meanwhile, weights);
}

/// Vector j of a gradient belongs to the values from start(j) on. The last one may overlap the one before it,
/// with equal values in the shared lanes: what it becomes is computed before anything is overwritten. Of it
/// `Lanes` are filled.
template <std::size_t Lanes, class V, std::size_t Count, class T, class Start>
CTNN_INLINE void take(const V (&gradient)[Count], T* sums, Start start) noexcept {
    T* const end = sums + start(Count - 1);
    const V last = gradient[Count - 1] + simd::load_part<V::size, Lanes>(static_cast<const T*>(end));
    CTNN_UNROLL_FOR (std::size_t j = 0; j + 1 < Count; ++j)
        simd::store(sums + start(j), gradient[j] + simd::load<V::size>(sums + start(j)));
    simd::store_first<Lanes>(end, last);
}
template <std::size_t Lanes, class V, std::size_t Count, class Rule, class T, std::size_t Moments,
          class Start>
CTNN_INLINE void take(const V (&gradient)[Count], const Update<Rule, T, Moments>& by, Start start) noexcept {
    const Updated<V, Moments, Lanes> last(by, start(Count - 1), gradient[Count - 1]);
    CTNN_UNROLL_FOR (std::size_t j = 0; j + 1 < Count; ++j)
        Updated<V, Moments>(by, start(j), gradient[j]).store(by, start(j));
    last.store(by, start(Count - 1));
}

/// N values fewer than a register holds, by way of one. Never scalars: that an optimizer's result does not
/// depend on where a value happens to lie, they would have to be contracted to fused operations alike.
template <std::size_t N, class Rule, class T, std::size_t Moments>
void update_few(const Update<Rule, T, Moments>& by) noexcept {
    constexpr std::size_t W = simd::narrowest<T>;
    T blocks[Moments + 2][W]{};
    std::array<T*, Moments> moments{};
    for (std::size_t k = 0; k != Moments; ++k) {
        moments[k] = blocks[k + 2];
        std::copy_n(by.moments[k], N, moments[k]);
    }
    std::copy_n(by.w, N, blocks[0]);
    std::copy_n(static_cast<const T*>(by.gradient), N, blocks[1]);
    const Update<Rule, T, Moments> padded{by.rule, blocks[0], moments, blocks[1]};
    Updated<simd::vec<T, W>, Moments>(padded, 0, simd::load<W>(blocks[1])).store(padded, 0);
    std::copy_n(blocks[0], N, by.w);
    for (std::size_t k = 0; k != Moments; ++k) std::copy_n(blocks[k + 2], N, by.moments[k]);
}

template <std::size_t N, class Rule, class T, std::size_t Moments>
void update_simd(const Update<Rule, T, Moments>& by) noexcept {
    if constexpr (N < simd::narrowest<T>) {
        update_few<N>(by);
    } else {
        constexpr std::size_t W = simd::width<T>(N);
        using Vector = Updated<simd::vec<T, W>, Moments>;
        const T* const g = by.gradient;
        const Vector last(by, N - W, simd::load<W>(g + N - W));
        CTNN_ROLL_FOR (std::size_t i = 0; i + W < N; i += W) Vector(by, i, simd::load<W>(g + i)).store(by, i);
        last.store(by, N - W);
    }
}

}  // namespace detail
#endif

/// The step of N values by the gradient that `by` has room for.
template <std::size_t N, class Rule, class T, std::size_t Moments>
constexpr void update(const Update<Rule, T, Moments>& by) noexcept {
    if constexpr (N > 0) {
#ifndef CTNN_NO_SIMD
        if constexpr (simd::has_vectors<T> && detail::InLanes<Rule>)
            if (!std::is_constant_evaluated()) return detail::update_simd<N>(by);
#endif
        for (std::size_t i = 0; i != N; ++i) {
            std::array<T, Moments> m{};
            for (std::size_t k = 0; k != Moments; ++k) m[k] = by.moments[k][i];
            by.w[i] = by.rule(by.w[i], by.gradient[i], m);
            for (std::size_t k = 0; k != Moments; ++k) by.moments[k][i] = m[k];
        }
    }
}

/// For what can only add to memory: calls add(dw), which adds the gradient of N values to dw.
template <std::size_t N, class Rule, class T, std::size_t Moments, class Add>
constexpr void update_after(const Update<Rule, T, Moments>& by, Add&& add) noexcept {
    fill<N>(T(0), by.gradient);
    add(by.gradient);
    update<N>(by);
}

}  // namespace ctnn::kernels::inline CTNN_CODE
