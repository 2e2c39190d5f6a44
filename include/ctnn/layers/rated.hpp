#pragma once

#include <ctnn/core/code.hpp>
#include <ctnn/core/error/trained_layer.hpp>
#include <ctnn/core/spelling.hpp>
#include <ctnn/engine/bare.hpp>
#include <ctnn/engine/placing.hpp>
#include <ctnn/engine/rated.hpp>
#include <ratio>
#include <type_traits>

namespace ctnn {
namespace detail::inline CTNN_CODE {

template <class L, class Rate, class Decay>
consteval auto rated_on() {
    if constexpr (Broken<L>)
        return std::type_identity<L>{};
    else if constexpr (Rate::num < 0)
        return std::type_identity<BrokenLayer<
            error::a_rate_is_0_or_more_times_the_others_but_this_one_is<Rate>, typename L::input>>{};
    else if constexpr (Decay::num < 0)
        return std::type_identity<BrokenLayer<
            error::a_decay_is_0_or_more_times_the_others_but_this_one_is<Decay>, typename L::input>>{};
    else
        return std::type_identity<RatedOn<L, typename Rate::type, typename Decay::type>>{};
}

}  // namespace detail::inline CTNN_CODE

/// A layer that learns faster or slower than the others: `Rated<Dense<64>, std::ratio<1, 10>>` has a tenth of
/// their learning rate, `Rated<Dense<64>, std::ratio<1>, std::ratio<0>>` the same rate and no decay.
///
/// Shapes, formula, parameters, names: the layer's; of one of others, as Sequential, that of all in it, times
/// what these say themselves. `Rate` multiplies what the optimizer and its schedule give; `Decay` the
/// penalties l1 and l2, and an optimizer's `weight_decay`. Cost: none in predictions. A training step takes
/// the weights in a pass of their own behind the gradient. `minimize` has no rates. Files are those of the
/// network without. PyTorch: a group of parameters, `{"params": ..., "lr": 1e-4, "weight_decay": 0}`; Keras:
/// none. Goes wrong when one of them is negative: a sentence from the network.
template <class Layer, class Rate, class Decay = std::ratio<1>>
struct Rated {
    template <class In>
    using on = typename decltype(detail::rated_on<placed<Layer, In>, Rate, Decay>())::type;

    CTNN_MEMBER static constexpr void spell(std::type_identity<Rated> self, auto& out) {
        out(self, std::type_identity<Layer>{}, std::type_identity<Rate>{}, or_default<Decay, std::ratio<1>>);
    }
};

}  // namespace ctnn
