#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/layer.hpp>
#include <ctnn/layers/activation.hpp>
#include <type_traits>

namespace ctnn {
namespace detail::inline CTNN_CODE {

/// The shape that has these extents, and as many zeros as In.
template <class In, std::size_t... Extents>
using ReshapedTo = std::conditional_t<In::is_sparse, SparseShape<Extents...>, Shape<Extents...>>;

template <class In, class Out>
struct ReshapeOn : ActivationOn<In, Linear> {
    using output = Out;
    using logits = ReshapeOn;
    using stream = void;  // a step of the one is none of the other
};

template <class In, std::size_t... Extents>
consteval auto reshape_on() {
    using Out = ReshapedTo<In, Extents...>;
    if constexpr (sizeof...(Extents) == 0 || Out::size != In::size)
        return std::type_identity<BrokenLayer<
            typename error::a_reshape_keeps_the_number_of_values_of<In>::template but_this_one_gives<Out>,
            In>>{};
    else
        return std::type_identity<ReshapeOn<In, Out>>{};
}

}  // namespace detail::inline CTNN_CODE

/// The same values by other extents: `Reshape<7, 7, 64>` makes an image of a dense layer's outputs.
///
/// Shapes: any -> `Shape<Extents...>` of as many values. Values and their order, outermost extent first,
/// stay. No parameters, no cost beyond a copy. PyTorch: `nn.Unflatten`, whose images are channels x height x
/// width; Keras: `Reshape`. Goes wrong when the number of values changes: a sentence from the network with
/// both shapes.
template <std::size_t... Extents>
struct Reshape {
    template <class In>
    using on = typename decltype(detail::reshape_on<In, Extents...>())::type;
};

}  // namespace ctnn
