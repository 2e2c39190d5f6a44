#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/layer.hpp>
#include <ctnn/engine/kernel_layer.hpp>
#include <ctnn/engine/placing.hpp>
#include <ctnn/kernels/pooling/global_pool.hpp>
#include <type_traits>

// What the pooling layers over whole images and sequences have in common.

namespace ctnn::detail::inline CTNN_CODE {

template <std::size_t Pixels, std::size_t Channels, class Op>
struct GlobalPool {
    template <class T>
    static constexpr void forward(const T* x, T* y, std::size_t count) noexcept {
        kernels::global_pool<Pixels, Channels, Op>(x, y, count);
    }
    template <class T>
    static constexpr void backward(const T* x, const T* y, const T* dy, T* dx, std::size_t count) noexcept {
        kernels::global_pool_backward<Pixels, Channels, Op>(x, y, dy, dx, count);
    }
};

/// Over an input of `Rank` axes, the last of which stays; Mistake if it has others.
template <class In, std::size_t Rank, class Op, class Mistake>
consteval auto global_pool_on() {
    if constexpr (In::rank != Rank) {
        return std::type_identity<BrokenLayer<Mistake, In>>{};
    } else {
        constexpr std::size_t channels = In::extents[Rank - 1];
        return std::type_identity<
            KernelOn<In, Shape<channels>, GlobalPool<In::size / channels, channels, Op>>>{};
    }
}

template <class In, class Op>
using GlobalPool2DOn =
    typename decltype(global_pool_on<
                      In, 3, Op,
                      error::pool_needs_height_width_channels_but_the_layer_before_it_gives<In>>())::type;
template <class In, class Op>
using GlobalPool1DOn =
    typename decltype(global_pool_on<
                      In, 2, Op, error::pool_needs_steps_features_but_the_layer_before_it_gives<In>>())::type;

}  // namespace ctnn::detail::inline CTNN_CODE
