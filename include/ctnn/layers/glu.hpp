#pragma once

#include <cstddef>
#include <ctnn/activations/gelu.hpp>
#include <ctnn/activations/relu.hpp>
#include <ctnn/activations/sigmoid.hpp>
#include <ctnn/activations/silu.hpp>
#include <ctnn/core/code.hpp>
#include <ctnn/core/concepts.hpp>
#include <ctnn/core/error/axis.hpp>
#include <ctnn/core/error/layer.hpp>
#include <ctnn/core/shape.hpp>
#include <ctnn/engine/kernel_layer.hpp>
#include <ctnn/engine/placing.hpp>
#include <ctnn/engine/step_stream.hpp>
#include <ctnn/kernels/values/glu.hpp>
#include <type_traits>
#include <utility>

namespace ctnn {
namespace detail::inline CTNN_CODE {

/// A shape with another last extent.
template <class S, std::size_t Last, class = std::make_index_sequence<S::rank - 1>>
struct EndingWith;
template <class S, std::size_t Last, std::size_t... I>
struct EndingWith<S, Last, std::index_sequence<I...>> : std::type_identity<Shape<S::extents[I]..., Last>> {};

/// Of the last axis of In, of `All` values, row by row.
template <class Act, std::size_t Half, std::size_t All>
struct Gating {
    static constexpr std::size_t rows = All / (2 * Half);

    template <class T>
    static constexpr void forward(const T* x, T* y, std::size_t count) noexcept {
        kernels::glu<Act, Half>(x, y, count * rows);
    }
    template <class T>
    static constexpr void backward(const T* x, const T*, const T* dy, T* dx, std::size_t count) noexcept {
        kernels::glu_backward<Act, Half>(x, dy, dx, count * rows);
    }
};

template <class In, class Act>
struct GluOn : KernelOn<In, typename EndingWith<In, last_extent<In> / 2>::type,
                        Gating<Act, last_extent<In> / 2, In::size>> {
    using stream = StepStream<In, GluOn<StepOf<In>, Act>>;
    static constexpr std::size_t multiply_adds = In::size / 2;
};

template <class In, class Act>
consteval auto glu_on() {
    if constexpr (!AnActivation<Act>)
        return std::type_identity<BrokenLayer<
            typename error::is_not_an_activation<Act>::that_has_value_of_z_and_slope_of_z_y, In>>{};
    else if constexpr (!Elementwise<Act>)
        return std::type_identity<
            BrokenLayer<error::a_gated_unit_takes_an_activation_of_single_values_unlike<Act>, In>>{};
    else if constexpr (last_extent<In> % 2 != 0)
        return std::type_identity<
            BrokenLayer<error::a_gated_unit_halves_the_last_axis_but_that_is_odd_of<In>, In>>{};
    else
        return std::type_identity<GluOn<In, Act>>{};
}

}  // namespace detail::inline CTNN_CODE

/// A gated linear unit: the first half of the last axis, each value times the activation of its fellow in the
/// second half. `Dense<16>, GLU<>` makes 8 values.
///
/// Shapes: `Shape<..., 2 F>` -> `Shape<..., F>`. y[i] = x[i] * Act(x[F + i])
/// Source: Dauphin, Fan, Auli, Grangier, Language Modeling with Gated Convolutional Networks, 2017; Shazeer,
/// GLU Variants Improve Transformer, 2020, whose other activations have names here: SwiGLU, GeGLU, ReGLU.
/// No parameters. Cost: the activation and a multiplication for each output. Streams.
/// PyTorch: `nn.GLU(-1)`, of channels `nn.GLU(1)`. Of others `a * F.silu(b)` with `a, b = x.chunk(2, -1)`;
/// where a model has `F.silu(a) * b`, its two halves change places. Goes wrong when the last axis is odd or
/// Act is of whole samples: a sentence from the network.
template <class Act = Sigmoid>
struct GLU {
    template <class In>
    using on = typename decltype(detail::glu_on<In, Act>())::type;
};

using SwiGLU = GLU<SiLU>;  ///< gated by SiLU
using GeGLU = GLU<GELU>;   ///< gated by GELU
using ReGLU = GLU<ReLU>;   ///< gated by ReLU

}  // namespace ctnn
