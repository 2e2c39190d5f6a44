#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/axis.hpp>
#include <ctnn/core/error/layer.hpp>
#include <ctnn/core/window.hpp>
#include <ctnn/engine/kernel_layer.hpp>
#include <ctnn/engine/placing.hpp>
#include <ctnn/kernels/pooling/choice.hpp>
#include <ctnn/kernels/pooling/pool2d.hpp>
#include <ctnn/kernels/pooling/pool_stream.hpp>
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
    /// Whether what is left behind the last window has one too, which juts out, as PyTorch's `ceil_mode`; but
    /// none that would start in the padding behind. An average is of what it sees.
    bool ceil_mode = false;

    CTNN_MEMBER constexpr void each_member(auto&& visit) const {
        visit("stride", stride);
        visit("padding", padding);
        visit("count_padding", count_padding);
        visit("ceil_mode", ceil_mode);
    }
};

/// How the windows of MaxPool1D and AvgPool1D go along a sequence.
struct Pool1DOptions {
    std::size_t stride = 0;   ///< from one window to the next; 0: as the window
    Padding padding = valid;  ///< valid, same, causal, or pad(...), of which left is before and right after
    bool count_padding = false;  ///< as PoolOptions has it
    bool ceil_mode = false;      ///< as PoolOptions has it

    CTNN_MEMBER constexpr void each_member(auto&& visit) const {
        visit("stride", stride);
        visit("padding", padding);
        visit("count_padding", count_padding);
        visit("ceil_mode", ceil_mode);
    }
};

namespace detail::inline CTNN_CODE {

/// The same options, rounded down.
template <class Options>
constexpr Options without_ceiling(Options options) noexcept {
    options.ceil_mode = false;
    return options;
}

/// With as much more behind as makes room for one more window, where that starts on the axis.
constexpr Axis rounded_up(Axis axis) noexcept {
    if (!axis.fits()) return axis;
    const std::size_t left = (axis.padded() - axis.reach()) % axis.stride;
    if (left != 0 && axis.out() * axis.stride < axis.before + axis.in) axis.after += axis.stride - left;
    return axis;
}

/// The windows on an image; strides may be 0.
template <class In>
constexpr kernels::Windows windows_on(Size2D window, const PoolOptions& options) noexcept {
    if (options.ceil_mode) {
        const kernels::Windows on = windows_on<In>(window, without_ceiling(options));
        return {rounded_up(on.rows), rounded_up(on.columns), on.channels};
    }
    const Padding& padding = options.padding;
    const std::size_t down = options.stride.height > 0 ? options.stride.height : window.height;
    const std::size_t along = options.stride.width > 0 ? options.stride.width : window.width;
    return {axis(In::extents[0], window.height, down, 1, padding.kind, padding.top, padding.bottom),
            axis(In::extents[1], window.width, along, 1, padding.kind, padding.left, padding.right),
            In::extents[2]};
}

/// A sequence is an image of one row.
template <class In>
constexpr kernels::Windows windows_along(std::size_t window, const Pool1DOptions& options) noexcept {
    if (options.ceil_mode) {
        const kernels::Windows on = windows_along<In>(window, without_ceiling(options));
        return {on.rows, rounded_up(on.columns), on.channels};
    }
    const Padding& padding = options.padding;
    const std::size_t stride = options.stride > 0 ? options.stride : window;
    return {axis(1, 1, 1, 1, Padding::Kind::given, 0, 0),
            axis(In::extents[0], window, stride, 1, padding.kind, padding.left, padding.right),
            In::extents[1]};
}

/// Whether an average would have to count some zeros behind the last value and not others.
template <class Options>
constexpr bool counts_some_zeros(const kernels::Windows& on, const kernels::Windows& down,
                                 const Options& options) noexcept {
    const bool pads = on.rows.before + on.columns.before + down.rows.after + down.columns.after > 0;
    return options.count_padding && pads && !(on.rows == down.rows && on.columns == down.columns);
}

/// Whether an average counts zeros: not those that are there for a window more.
template <auto Options>
inline constexpr bool counts_zeros = [] {
    if constexpr (requires { Options.ceil_mode; })
        return Options.count_padding && !(Options.ceil_mode && Options.padding == valid);
    else
        return false;  // of another type, of which a sentence is said
}();

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
    else if constexpr (counts_some_zeros(on, windows_on<In>(Window, without_ceiling(Options)), Options))
        return std::type_identity<
            error::ceil_mode_and_count_padding_do_not_go_together_so_put_the_zeros_before_the_pool_on<In>>{};
    else
        return std::type_identity<void>{};
}

/// Op (kernels/pooling/pool2d.hpp) says what becomes of a window.
template <kernels::Windows On, class Op>
struct Pool {
    static constexpr auto kernel = kernels::window_kernel(On.rows.window, On.columns.window);

    template <class T>
    static constexpr void forward(const T* x, T* y, std::size_t count) noexcept {
        kernels::pool<On, Op>(x, y, count);
    }
    template <class T>
    static constexpr void backward(const T* x, const T* y, const T* dy, T* dx, std::size_t count) noexcept {
        if constexpr (std::is_same_v<Op, kernels::Greatest>)
            kernels::max_pool_backward<On>(x, y, dy, dx, count);
        else
            kernels::spread<On, Op>(dy, dx, count);
    }
};

template <class In, Size2D Window, PoolOptions Options, class Op>
consteval auto pool2d_on() {
    using Mistake = typename decltype(pool2d_mistake<In, Window, Options>())::type;
    if constexpr (!std::is_void_v<Mistake>) {
        return std::type_identity<BrokenLayer<Mistake, In>>{};
    } else {
        constexpr auto on = windows_on<In>(Window, Options);
        return std::type_identity<
            KernelOn<In, Shape<on.rows.out(), on.columns.out(), on.channels>, Pool<on, Op>>>{};
    }
}

template <class In, std::size_t Window, Pool1DOptions Options>
consteval auto pool1d_mistake() {
    if constexpr (Window == 0)
        return std::type_identity<
            error::a_pool_window_has_at_least_one_row_and_column_but_this_one_is<1, Window>>{};
    else if constexpr (In::rank != 2)
        return std::type_identity<error::pool_needs_steps_features_but_the_layer_before_it_gives<In>>{};
    else if constexpr (constexpr auto on = windows_along<In>(Window, Options); !on.columns.fits())
        return std::type_identity<error::the_pool_window_is_longer_than_the_sequence<Window, In>>{};
    else if constexpr (!all_see(on.columns))
        return std::type_identity<error::a_pool_window_lies_wholly_in_the_padding<1, Window, In>>{};
    else if constexpr (counts_some_zeros(on, windows_along<In>(Window, without_ceiling(Options)), Options))
        return std::type_identity<
            error::ceil_mode_and_count_padding_do_not_go_together_so_put_the_zeros_before_the_pool_on<In>>{};
    else
        return std::type_identity<void>{};
}

/// A pool along a sequence that looks at no step after the last one.
template <class In, class Out, kernels::Windows On, class Op>
struct StreamedPoolOn : KernelOn<In, Out, Pool<On, Op>> {
    struct stream {
        using input = Shape<On.channels>;
        using output = Shape<On.channels>;
        static constexpr std::size_t delay = On.columns.window - 1 - On.columns.before;
        static constexpr std::size_t period = On.columns.stride;
        static constexpr std::size_t memory = kernels::stream_memory<On>, scratch = 0;

        template <class T>
        static constexpr std::size_t run(const T*, const T*, std::size_t t, const T* x, std::size_t count,
                                         T* y, T* kept, T*) noexcept {
            return kernels::pool_stream<On, Op>(t, x, count, y, kept);
        }
    };
};

template <class In, std::size_t Window, Pool1DOptions Options, class Op>
consteval auto pool1d_on() {
    using Mistake = typename decltype(pool1d_mistake<In, Window, Options>())::type;
    if constexpr (!std::is_void_v<Mistake>) {
        return std::type_identity<BrokenLayer<Mistake, In>>{};
    } else {
        constexpr auto on = windows_along<In>(Window, Options);
        using Out = Shape<on.columns.out(), on.channels>;
        if constexpr (kernels::looks_ahead<on>)
            return std::type_identity<KernelOn<In, Out, Pool<on, Op>>>{};
        else
            return std::type_identity<StreamedPoolOn<In, Out, on, Op>>{};
    }
}

template <class In, Size2D, auto Options, class>
    requires(!std::is_same_v<TypeOf<Options>, PoolOptions>)
consteval auto pool2d_on() {
    using mistake = error::a_pool_on_an_image_takes_PoolOptions_but_was_given<TypeOf<Options>>;
    return std::type_identity<BrokenLayer<mistake, In>>{};
}

template <class In, std::size_t, auto Options, class>
    requires(!std::is_same_v<TypeOf<Options>, Pool1DOptions>)
consteval auto pool1d_on() {
    using mistake = error::a_pool_along_a_sequence_takes_Pool1DOptions_but_was_given<TypeOf<Options>>;
    return std::type_identity<BrokenLayer<mistake, In>>{};
}

}  // namespace detail::inline CTNN_CODE
}  // namespace ctnn
