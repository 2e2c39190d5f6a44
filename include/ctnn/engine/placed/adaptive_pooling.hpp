#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/axis.hpp>
#include <ctnn/core/error/layer.hpp>
#include <ctnn/core/shape.hpp>
#include <ctnn/core/window.hpp>
#include <ctnn/engine/kernel_layer.hpp>
#include <ctnn/engine/placed/pooling.hpp>
#include <ctnn/engine/placing.hpp>
#include <ctnn/kernels/pooling/bins.hpp>
#include <type_traits>

// What the pools have in common that give an image, or a sequence, of a size that is asked for.

namespace ctnn::detail::inline CTNN_CODE {

template <kernels::Bins On, class Op>
struct BinPool {
    template <class T>
    static constexpr void forward(const T* x, T* y, std::size_t count) noexcept {
        kernels::pool_bins<On, Op>(x, y, count);
    }
    template <class T>
    static constexpr void backward(const T* x, const T* y, const T* dy, T* dx, std::size_t count) noexcept {
        kernels::pool_bins_backward<On, Op>(x, y, dy, dx, count);
    }
};

/// Where the size comes out even it is a pool of windows.
template <class In, std::size_t Height, std::size_t Width, class Op>
consteval auto adaptive_pool2d_on() {
    if constexpr (Height == 0 || Width == 0)
        return std::type_identity<BrokenLayer<
            error::an_adaptive_pool_gives_at_least_one_row_and_column_but_this_one_is<Height, Width>, In>>{};
    else if constexpr (In::rank != 3)
        return std::type_identity<
            BrokenLayer<error::pool_needs_height_width_channels_but_the_layer_before_it_gives<In>, In>>{};
    else if constexpr (In::extents[0] % Height == 0 && In::extents[1] % Width == 0)
        return pool2d_on<In, Size2D{In::extents[0] / Height, In::extents[1] / Width}, PoolOptions{}, Op>();
    else
        return std::type_identity<KernelOn<
            In, Shape<Height, Width, In::extents[2]>,
            BinPool<kernels::Bins{In::extents[0], In::extents[1], In::extents[2], Height, Width}, Op>>>{};
}

template <class In, std::size_t Steps, class Op>
consteval auto adaptive_pool1d_on() {
    if constexpr (Steps == 0)
        return std::type_identity<BrokenLayer<
            error::an_adaptive_pool_gives_at_least_one_row_and_column_but_this_one_is<1, Steps>, In>>{};
    else if constexpr (In::rank != 2)
        return std::type_identity<
            BrokenLayer<error::pool_needs_steps_features_but_the_layer_before_it_gives<In>, In>>{};
    else if constexpr (In::extents[0] % Steps == 0)
        return pool1d_on<In, In::extents[0] / Steps, Pool1DOptions{}, Op>();
    else
        return std::type_identity<
            KernelOn<In, Shape<Steps, In::extents[1]>,
                     BinPool<kernels::Bins{1, In::extents[0], In::extents[1], 1, Steps}, Op>>>{};
}

}  // namespace ctnn::detail::inline CTNN_CODE
