#pragma once

#include <concepts>
#include <cstddef>
#include <ctnn/activations/linear.hpp>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/layer.hpp>
#include <ctnn/engine/placing.hpp>
#include <ctnn/engine/step_stream.hpp>
#include <ctnn/kernels/dense/lanes.hpp>
#include <ctnn/kernels/values/choice.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <ctnn/kernels/values/row.hpp>
#include <type_traits>

namespace ctnn {
namespace detail::inline CTNN_CODE {

/// Value by value, and so step by step.
template <class In, class Act>
struct ActivationStream {
    using input = StepOf<In>;
    using output = input;
    static constexpr std::size_t delay = 0, period = 1, memory = 0, scratch = 0;

    template <class T>
    CTNN_INLINE static constexpr std::size_t run(const T*, const T*, std::size_t, const T* x,
                                                 std::size_t count, T* y, T*, T*) noexcept {
        kernels::activate_steps<Act, input::size, In::size>(x, y, count);
        return count;
    }
};

template <class In, class Act>
struct ActivationOn {
    using input = In;
    using output = In;
    using activation = Act;
    using logits = ActivationOn<In, Linear>;
    using stream = std::conditional_t<Elementwise<Act> && (In::rank >= 2), ActivationStream<In, Act>, void>;

    static constexpr std::size_t n = In::size;
    static constexpr std::size_t parameters = 0, state = 0, tape = 0, scratch = 0, multiply_adds = 0;

    template <std::size_t B, class T>
    CTNN_INLINE static constexpr void predict(View<T, 0>, View<T, 0>, View<T, B * n> x, Slot<T, B * n> y,
                                              Slot<T, 0>) noexcept {
        kernels::activate<Act, B, n>(x.data(), y.data());
    }

    // Of a sequence that no register is filled by, every value is computed alone, as in a stream.
    template <class T, class X>
        requires(kernels::OnRows<Act> && kernels::goes_in_rows(n) &&
                 (In::rank == 1 || n * sizeof(T) >= 16 || std::same_as<Act, Linear>))
    CTNN_INLINE static auto predict_row(const T*, const X& x) noexcept {
        auto row = x.row();
        kernels::activate<Act>(row);
        return row;
    }

    template <class V, class T>
        requires(kernels::OnLanes<Act> && kernels::goes_in_rows(n))
    CTNN_INLINE static void predict_lanes(const T*, const V* x, V* y) noexcept {
        kernels::copy<n>(x, y);
        kernels::activate_lanes<Act, n>(y);
    }

    template <std::size_t B, class T>
    CTNN_INLINE static constexpr void forward(View<T, 0>, Slot<T, 0>, View<T, B * n> x, Slot<T, B * n> y,
                                              Slot<T, 0>, Slot<T, 0>, Random&) noexcept {
        kernels::activate<Act, B, n>(x.data(), y.data());
    }

    template <std::size_t B, class T, std::size_t D>
    CTNN_INLINE static constexpr void backward(View<T, 0>, View<T, B * n> x, View<T, B * n> y, View<T, 0>,
                                               View<T, B * n> dy, Slot<T, D> dx, Slot<T, 0>,
                                               Slot<T, 0>) noexcept {
        if constexpr (D != 0) kernels::activate_backward<Act, B, n>(x.data(), y.data(), dy.data(), dx.data());
    }

    template <class T>
    static constexpr void initialize(Slot<T, 0>, Slot<T, 0>, Random&) noexcept {}
};

}  // namespace detail::inline CTNN_CODE

/// An activation as a layer of its own: `Activation<Tanh>`.
///
/// Shapes: any -> the same. y = Act(x), value by value; Softmax over the whole sample.
/// No parameters. PyTorch: `nn.Tanh()` and the like; Keras: `Activation("tanh")`.
/// Goes wrong when Act is no activation: a sentence from the network.
template <class Act>
struct Activation {
    template <class In>
    using on = detail::ActivationOn<In, Act>;
    using sole_activation = Act;
};

template <class Act>
    requires(!AnActivation<Act>)
struct Activation<Act> {
    template <class In>
    using on =
        detail::BrokenLayer<typename error::is_not_an_activation<Act>::that_has_value_of_z_and_slope_of_z_y,
                            In>;
};

}  // namespace ctnn
