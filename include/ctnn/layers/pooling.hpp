#pragma once

#include <cstddef>
#include <ctnn/core/placing.hpp>
#include <ctnn/core/window.hpp>
#include <ctnn/kernels/pool2d.hpp>
#include <type_traits>

// What the pooling layers have in common: their options, where their windows lie, and how they work.

namespace ctnn {

/// How the windows of MaxPool2D and AvgPool2D go over an image.
struct PoolOptions {
    Size2D stride = 0;        ///< from one window to the next; 0: as the window
    Padding padding = valid;  ///< valid, same, or pad(...)
    /// Whether an average counts the zeros of the padding among its values, as PyTorch does by default; Keras
    /// and ONNX do not. Greatest values are never taken from the padding.
    bool count_padding = false;
};

namespace detail {

/// The windows on an image; strides may be 0.
template <class In>
constexpr kernels::Windows windows_on(Size2D window, const PoolOptions& options) noexcept {
    const Padding& padding = options.padding;
    const std::size_t down = options.stride.height > 0 ? options.stride.height : window.height;
    const std::size_t along = options.stride.width > 0 ? options.stride.width : window.width;
    return {axis(In::extents[0], window.height, down, 1, padding.kind, padding.top, padding.bottom),
            axis(In::extents[1], window.width, along, 1, padding.kind, padding.left, padding.right),
            In::extents[2]};
}

/// Whether all windows see something of what they are on, the first and the last one in particular.
constexpr bool all_see(const Axis& axis) noexcept {
    return axis.before < axis.window && (axis.out() - 1) * axis.stride < axis.before + axis.in;
}

template <class In, Size2D Window, PoolOptions Options>
consteval auto pool2d_mistake() {
    constexpr std::size_t height = Window.height, width = Window.width;
    if constexpr (height == 0 || width == 0)
        return std::type_identity<
            error::a_pool_window_has_at_least_one_row_and_column_but_this_one_is<height, width>>{};
    else if constexpr (In::rank != 3)
        return std::type_identity<
            error::pool_needs_height_width_channels_but_the_layer_before_it_gives<In>>{};
    else if constexpr (Options.padding.kind == Padding::Kind::causal)
        return std::type_identity<error::causal_padding_is_for_sequences_but_this_pool_is_on<In>>{};
    else if constexpr (constexpr auto on = windows_on<In>(Window, Options);
                       !on.rows.fits() || !on.columns.fits())
        return std::type_identity<error::the_pool_window_is_larger_than_the_image<height, width, In>>{};
    else if constexpr (!all_see(on.rows) || !all_see(on.columns))
        return std::type_identity<error::a_pool_window_lies_wholly_in_the_padding<height, width, In>>{};
    else
        return std::type_identity<void>{};
}

/// A pooling layer: Op (kernels/pool2d.hpp) says what becomes of a window.
template <class In, class Out, kernels::Windows On, class Op>
struct PoolOn {
    using input = In;
    using output = Out;

    static constexpr std::size_t n = In::size, m = Out::size;
    static constexpr std::size_t parameters = 0, state = 0, tape = 0, scratch = 0, multiply_adds = 0;

    template <std::size_t B, class T>
    static constexpr void predict(View<T, 0>, View<T, 0>, View<T, B * n> x, Slot<T, B * m> y,
                                  Slot<T, 0>) noexcept {
        kernels::pool<On, Op>(x.data(), y.data(), B);
    }

    template <std::size_t B, class T>
    static constexpr void forward(View<T, 0>, Slot<T, 0>, View<T, B * n> x, Slot<T, B * m> y, Slot<T, 0>,
                                  Slot<T, 0>, Random&) noexcept {
        kernels::pool<On, Op>(x.data(), y.data(), B);
    }

    template <std::size_t B, class T, std::size_t D>
    static constexpr void backward(View<T, 0>, View<T, B * n> x, View<T, B * m> y, View<T, 0>,
                                   View<T, B * m> dy, Slot<T, D> dx, Slot<T, 0>, Slot<T, 0>) noexcept {
        if constexpr (D == 0)
            return;
        else if constexpr (std::is_same_v<Op, kernels::Greatest>)
            kernels::max_pool_backward<On>(x.data(), y.data(), dy.data(), dx.data(), B);
        else
            kernels::spread<On, Op>(dy.data(), dx.data(), B);
    }

    template <class T>
    static constexpr void initialize(Slot<T, 0>, Slot<T, 0>, Random&) noexcept {}
};

template <class In, Size2D Window, PoolOptions Options, class Op>
consteval auto pool2d_on() {
    using Mistake = typename decltype(pool2d_mistake<In, Window, Options>())::type;
    if constexpr (!std::is_void_v<Mistake>) {
        return std::type_identity<BrokenLayer<Mistake, In>>{};
    } else {
        constexpr auto on = windows_on<In>(Window, Options);
        return std::type_identity<PoolOn<In, Shape<on.rows.out(), on.columns.out(), on.channels>, on, Op>>{};
    }
}

}  // namespace detail
}  // namespace ctnn
