#pragma once

#include <array>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/layer.hpp>
#include <ctnn/engine/kernel_layer.hpp>
#include <ctnn/engine/placing.hpp>
#include <ctnn/kernels/values/permute.hpp>
#include <utility>

namespace ctnn {
namespace detail::inline CTNN_CODE {

template <std::size_t Size, kernels::Permutation P>
struct Permuting {
    template <class T>
    static constexpr void forward(const T* x, T* y, std::size_t count) noexcept {
        for (; count > 0; --count, x += Size, y += Size) kernels::permute<P>(x, y);
    }
    template <class T>
    static constexpr void backward(const T*, const T*, const T* dy, T* dx, std::size_t count) noexcept {
        for (; count > 0; --count, dy += Size, dx += Size) kernels::permute<P.inverse()>(dy, dx);
    }
};

/// Whether each number from 0 to N - 1 is there once.
template <std::size_t N>
consteval bool is_permutation(const std::array<std::size_t, N>& axes) {
    std::array<bool, N> named{};
    for (const std::size_t axis : axes)
        if (axis >= N || std::exchange(named[axis], true)) return false;
    return true;
}

template <class In, std::size_t... Axes>
consteval auto permute_on() {
    using Mistake =
        typename error::a_permute_names_each_axis_from_0_on_of<In>::template once_but_this_one_is<Axes...>;
    if constexpr (sizeof...(Axes) != In::rank)
        return std::type_identity<BrokenLayer<Mistake, In>>{};
    else if constexpr (!is_permutation<In::rank>({Axes...}))
        return std::type_identity<BrokenLayer<Mistake, In>>{};
    else
        return std::type_identity<
            KernelOn<In, Shape<In::extents[Axes]...>,
                     Permuting<In::size, kernels::Permutation<In::rank>{In::extents, {Axes...}}>>>{};
}

}  // namespace detail::inline CTNN_CODE

/// The axes in another order: axis k of what it gives is axis `Axes[k]` of what it takes. Axes are those of
/// one sample, and count from 0, as in NumPy's `transpose`. `Permute<2, 0, 1>` makes channels x height x
/// width of height x width x channels.
///
/// Shapes: `Shape<E0, E1, ...>` -> `Shape<E(Axes[0]), E(Axes[1]), ...>`.
/// No parameters. Cost: one copy for each value.
/// PyTorch: `x.permute(0, Axes + 1...)`, where 0 is the batch; Keras: `Permute((Axes + 1...))`.
/// Goes wrong when the axes are not each named once: a sentence from the network.
template <std::size_t... Axes>
struct Permute {
    template <class In>
    using on = typename decltype(detail::permute_on<In, Axes...>())::type;
};

}  // namespace ctnn
