#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/axis.hpp>
#include <ctnn/core/shape.hpp>
#include <ctnn/engine/kernel_layer.hpp>
#include <ctnn/engine/placing.hpp>
#include <ctnn/engine/step_stream.hpp>
#include <ctnn/kernels/pooling/global_pool.hpp>
#include <type_traits>
#include <utility>

// What the layers have in common that join all values along an axis, which then is gone.

namespace ctnn::detail::inline CTNN_CODE {

/// A shape without one of its axes; `Shape<1>` of its last one.
template <class S, std::size_t Axis, class = std::make_index_sequence<S::rank - 1>>
struct WithoutAxis;
template <class S, std::size_t Axis, std::size_t... I>
struct WithoutAxis<S, Axis, std::index_sequence<I...>>
    : std::type_identity<Shape<S::extents[I < Axis ? I : I + 1]...>> {};
template <class S, std::size_t Axis>
struct WithoutAxis<S, Axis, std::index_sequence<>> : std::type_identity<Shape<1>> {};

/// What is behind the axis are channels, what is before it are images.
template <class In, std::size_t Axis, class Op>
struct JoinAxis {
    static constexpr std::size_t inner = [] {
        std::size_t values = 1;
        for (std::size_t i = Axis + 1; i < In::rank; ++i) values *= In::extents[i];
        return values;
    }();
    static constexpr std::size_t extent = In::extents[Axis], outer = In::size / (extent * inner);

    template <class T>
    static constexpr void forward(const T* x, T* y, std::size_t count) noexcept {
        kernels::global_pool<extent, inner, Op>(x, y, count * outer);
    }
    template <class T>
    static constexpr void backward(const T* x, const T* y, const T* dy, T* dx, std::size_t count) noexcept {
        kernels::global_pool_backward<extent, inner, Op>(x, y, dy, dx, count * outer);
    }
};

template <class In, std::size_t Axis, class Op>
struct JoinedAxisOn;
template <class In, std::size_t Axis, class Op>
struct JoinedAxisStream : std::type_identity<void> {};
template <class In, std::size_t Axis, class Op>
    requires(In::rank >= 3 && Axis > 0)
struct JoinedAxisStream<In, Axis, Op>
    : std::type_identity<StepByStep<JoinedAxisOn<StepOf<In>, Axis - 1, Op>>> {};

template <class In, std::size_t Axis, class Op>
struct JoinedAxisOn : KernelOn<In, typename WithoutAxis<In, Axis>::type, JoinAxis<In, Axis, Op>> {
    using stream = typename JoinedAxisStream<In, Axis, Op>::type;
};

/// JoinedAxisOn, or what says that there is no such axis.
template <class In, std::size_t Axis, class Op>
consteval auto joined_axis_on() {
    if constexpr (Axis >= In::rank)
        return std::type_identity<BrokenLayer<typename error::there_is_no_axis<Axis>::template of<In>, In>>{};
    else
        return std::type_identity<JoinedAxisOn<In, Axis, Op>>{};
}

}  // namespace ctnn::detail::inline CTNN_CODE
