#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/code.hpp>
#include <ctnn/engine/placed/global_pooling.hpp>
#include <ctnn/engine/placed/joined_axis.hpp>
#include <ctnn/kernels/pooling/global_pool.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <ctnn/network/ragged/lengths.hpp>

// Pools over the steps of sequences that end before the last one.

namespace ctnn::detail::inline CTNN_CODE {

/// Op of the steps that there are, value by value.
template <class L, class Op, class Steps>
struct PoolOfSteps : CountsOf<L> {
    using CountsOf<L>::n, CountsOf<L>::m;
    static constexpr std::size_t tape = 0, scratch = 0, backward_scratch = 0;

    template <std::size_t B, class T>
    static constexpr void predict(View<T, 0>, View<T, 0>, View<T, B * n> x, Slot<T, B * m> y, Slot<T, 0>,
                                  const std::uint32_t* lengths) noexcept {
        for (std::size_t b = 0; b < B; ++b) {
            const std::size_t real = Steps::of(lengths[b]);
            const T* const from = x.data() + b * n;
            T* const to = y.data() + b * m;
            kernels::copy<m>(from, to);
            for (std::size_t i = m; i < real * m; ++i) to[i % m] = Op::join(to[i % m], from[i]);
            for (std::size_t c = 0; c < m; ++c) to[c] = share(to[c], real);
        }
    }

    template <std::size_t B, class T>
    static constexpr void forward(View<T, 0> w, Slot<T, 0> s, View<T, B * n> x, Slot<T, B * m> y, Slot<T, 0>,
                                  Slot<T, 0> work, Random&, const std::uint32_t* lengths) noexcept {
        predict<B, T>(w, s, x, y, work, lengths);
    }

    template <std::size_t B, class T, std::size_t D, class Into, class... At>
    static constexpr void backward_into(View<T, 0>, View<T, B * n> x, View<T, B * m> y, View<T, 0>,
                                        View<T, B * m> dy, Slot<T, D> dx, Into, Slot<T, 0>,
                                        At... ends) noexcept {
        if constexpr (D == 0) return;
        kernels::fill<D>(T(0), dx.data());
        for (std::size_t b = 0; b < B; ++b)
            for (std::size_t c = 0; c < m; ++c)
                back(x.data() + b * n + c, y[b * m + c], dy[b * m + c], Steps::of((ends.lengths[b] + ...)),
                     dx.data() + b * n + c);
    }

  private:
    template <class T>
    static constexpr T share(T value, std::size_t real) noexcept {
        return Op::template share<kernels::detail::whole<1, m>>(value, std::size_t{1}, real);
    }

    /// One value's gradient to its steps, or to the first of the greatest, or the least.
    template <class T>
    static constexpr void back(const T* x, T y, T dy, std::size_t real, T* dx) noexcept {
        for (std::size_t t = 0; t < real; ++t) {
            if constexpr (std::same_as<Op, kernels::Greatest> || std::same_as<Op, kernels::Least>) {
                if (!kernels::detail::is_greatest(x[t * m], y)) continue;
                dx[t * m] = dy;
                return;
            } else {
                dx[t * m] = share(dy, real);
            }
        }
    }
};

template <class In, class Op, class Steps>
    requires(In::rank == 2)
struct InSequence<KernelOn<In, Shape<In::extents[1]>, GlobalPool<In::extents[0], In::extents[1], Op>>, Steps>
    : Knowing<PoolOfSteps<KernelOn<In, Shape<In::extents[1]>, GlobalPool<In::extents[0], In::extents[1], Op>>,
                          Op, Steps>,
              NoSteps, shortest_of<Steps>()> {};

template <class In, class Op, class Steps>
struct InSequence<JoinedAxisOn<In, 0, Op>, Steps>
    : Knowing<PoolOfSteps<JoinedAxisOn<In, 0, Op>, Op, Steps>, NoSteps, shortest_of<Steps>()> {};

}  // namespace ctnn::detail::inline CTNN_CODE
