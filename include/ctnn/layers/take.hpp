#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/heads.hpp>
#include <ctnn/core/shape.hpp>
#include <ctnn/engine/chain.hpp>
#include <ctnn/engine/placing.hpp>
#include <ctnn/layers/reshape.hpp>
#include <ctnn/layers/slice.hpp>
#include <tuple>
#include <type_traits>
#include <utility>

namespace ctnn {
namespace detail::inline CTNN_CODE {

/// Each of several inputs: how many there are, `shape<I>`, and `start<I>`, where its values begin.
template <class In>
struct SeveralInputs {
    static constexpr std::size_t count = 0;
};
template <class... Each>
struct SeveralInputs<SeveralShapes<Each...>> {
    static constexpr std::size_t count = sizeof...(Each);
    template <std::size_t I>
    using shape = std::tuple_element_t<I, std::tuple<Each...>>;

    template <std::size_t I>
    static constexpr std::size_t start = []<std::size_t... J>(std::index_sequence<J...>) {
        return (std::size_t{0} + ... + shape<J>::size);
    }(std::make_index_sequence<I>{});
};

template <class S, class = std::make_index_sequence<S::rank>>
struct ReshapeTo;
template <class S, std::size_t... I>
struct ReshapeTo<S, std::index_sequence<I...>> : std::type_identity<Reshape<S::extents[I]...>> {};

template <std::size_t I, class In>
consteval auto take_on() {
    using Several = SeveralInputs<In>;
    if constexpr (Several::count == 0) {
        return std::type_identity<
            BrokenLayer<error::Take_picks_one_of_a_network_s_Inputs_but_the_layer_before_it_gives<In>, In>>{};
    } else if constexpr (I >= Several::count) {
        return std::type_identity<
            BrokenLayer<typename error::the_network_takes_several_inputs<
                            Several::count>::template counted_from_0_but_this_takes_number<I>,
                        In>>{};
    } else {
        using One = typename Several::template shape<I>;
        using Row = Slice<0, Several::template start<I>, Several::template start<I> + One::size>;
        if constexpr (One::rank == 1)
            return std::type_identity<ChainOf<typename In::plain, Row>>{};
        else
            return std::type_identity<ChainOf<typename In::plain, Row, typename ReshapeTo<One>::type>>{};
    }
}

}  // namespace detail::inline CTNN_CODE

/// One of a network's Inputs: `Take<0>` is the first. What becomes of several is put together by `Concat`,
/// also further in, beside what has become of others:
///
///     using Net = Network<Inputs<Input<28, 28, 1>, Input<3>>,
///                         Concat<Sequential<Take<0>, Conv2D<8, 3, ReLU>, Flatten, Dense<16, ReLU>>,
///                         Take<1>>, Dense<10, Softmax>>;
///
/// Shapes: all inputs -> that of this one. No parameters; a copy.
/// PyTorch: an argument of `forward`; Keras: an `Input` of a model of several.
/// Goes wrong where it does not stand first, in each branch, and when there is no so-manieth input: a
/// sentence.
template <std::size_t I>
struct Take {
    template <class In>
    using on = typename decltype(detail::take_on<I, In>())::type;
};

}  // namespace ctnn
