#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/axis.hpp>
#include <ctnn/core/shape.hpp>
#include <ctnn/core/spelling.hpp>
#include <ctnn/engine/kernel_layer.hpp>
#include <ctnn/engine/placed/border.hpp>
#include <ctnn/engine/placing.hpp>
#include <ctnn/engine/step_stream.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <type_traits>
#include <utility>

namespace ctnn {
namespace detail::inline CTNN_CODE {

/// Which indices of an axis are taken: `from`, and each `step`th after it before `to`.
struct Sliced {
    std::size_t axis, from, to, step;

    constexpr std::size_t count() const noexcept { return (to - from + step - 1) / step; }
};

template <class In, Sliced S, class = std::make_index_sequence<In::rank>>
struct SliceOf;
template <class In, Sliced S, std::size_t... I>
struct SliceOf<In, S, std::index_sequence<I...>>
    : std::type_identity<Shape<(I == S.axis ? S.count() : In::extents[I])...>> {};

template <class In, Sliced S>
struct Slicing {
    static constexpr std::size_t inner = [] {  // values at one index
        std::size_t values = 1;
        for (std::size_t i = S.axis + 1; i < In::rank; ++i) values *= In::extents[i];
        return values;
    }();
    static constexpr std::size_t whole = In::extents[S.axis] * inner, outer = In::size / whole;
    static constexpr std::size_t runs = S.step == 1 ? 1 : S.count(), run = S.count() / runs * inner;

    template <class T>
    static constexpr void forward(const T* x, T* y, std::size_t count) noexcept {
        for (std::size_t o = 0; o < count * outer; ++o, x += whole)
            for (std::size_t i = 0; i < runs; ++i, y += run) kernels::copy<run>(x + start(i), y);
    }
    template <class T>
    static constexpr void backward(const T*, const T*, const T* dy, T* dx, std::size_t count) noexcept {
        for (std::size_t o = 0; o < count * outer; ++o, dx += whole) {
            kernels::fill<whole>(T(0), dx);
            for (std::size_t i = 0; i < runs; ++i, dy += run) kernels::copy<run>(dy, dx + start(i));
        }
    }

  private:
    static constexpr std::size_t start(std::size_t i) noexcept { return (S.from + i * S.step) * inner; }
};

/// Of features each step gives its own; of steps only what cuts nothing off the end knows which it gives.
template <class In, Sliced S>
struct SliceOn;
template <class In, Sliced S>
struct SliceStream : std::type_identity<void> {};
template <class In, Sliced S>
    requires(In::rank >= 2 && S.axis > 0)
struct SliceStream<In, S>
    : std::type_identity<StepByStep<SliceOn<StepOf<In>, Sliced{S.axis - 1, S.from, S.to, S.step}>>> {};
template <class In, Sliced S>
    requires(In::rank == 2 && S.axis == 0 && S.step == 1 && S.to == In::extents[0])
struct SliceStream<In, S> : std::type_identity<CropStream<In, S.from>> {};

template <class In, Sliced S>
struct SliceOn : KernelOn<In, typename SliceOf<In, S>::type, Slicing<In, S>> {
    using stream = typename SliceStream<In, S>::type;
};

template <class In, Sliced S>
consteval auto slice_on() {
    if constexpr (S.axis >= In::rank)
        return std::type_identity<
            BrokenLayer<typename error::there_is_no_axis<S.axis>::template of<In>, In>>{};
    else if constexpr (S.step == 0)
        return std::type_identity<
            BrokenLayer<error::a_slice_takes_each_first_second_or_later_value_but_not_each_0th_of<In>, In>>{};
    else if constexpr (S.from >= S.to || S.to > In::extents[S.axis])
        return std::type_identity<BrokenLayer<
            typename error::a_slice_starts_before_it_ends_and_ends_within_its_axis_but_this_one_is<
                S.from, S.to>::template of<In>,
            In>>{};
    else
        return std::type_identity<SliceOn<In, S>>{};
}

}  // namespace detail::inline CTNN_CODE

/// What lies from index `From` to before `To` along one axis, which counts from 0; of these each `Step`th.
/// `Slice<1, 0, 2>` takes the first two features of each step.
///
/// Shapes: extent `Axis` becomes (To - From) / Step, rounded up; the others stay.
/// No parameters. Cost: one copy. Streams where it cuts features, or steps but none at the end.
/// PyTorch: `x[:, From:To:Step]` for axis 0, and so on: the axis of the batch is not counted here. Keras:
/// such a `Lambda`. Slices beside each other: `Concat<Sequential<Slice<0, 0, 4>, ...>, Sequential<Slice<0, 4,
/// 6>, ...>>`. Goes wrong when there is no such axis, nothing would be left, To lies beyond the axis or Step
/// is 0: a sentence from the network.
template <std::size_t Axis, std::size_t From, std::size_t To, std::size_t Step = 1>
struct Slice {
    template <class In>
    using on = typename decltype(detail::slice_on<In, detail::Sliced{Axis, From, To, Step}>())::type;

    CTNN_MEMBER static constexpr void spell(std::type_identity<Slice> self, auto& out) {
        out(self, Axis, From, To, OrDefault{Step, std::size_t{1}});
    }
};

}  // namespace ctnn
