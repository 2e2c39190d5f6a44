#pragma once

#include <array>
#include <cstddef>
#include <ctnn/activations/linear.hpp>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/sentence.hpp>
#include <ctnn/core/error/values.hpp>
#include <ctnn/engine/fold_layer.hpp>
#include <ctnn/layers/activation.hpp>
#include <ctnn/network/network.hpp>
#include <ctnn/network/parameters.hpp>
#include <type_traits>

namespace ctnn {
namespace detail::inline CTNN_CODE {

/// Whether the network of these has nothing to say; it is not asked itself, as it would say it where no
/// sentence may stand.
template <class First, class... Layers>
concept Foldable =
    SomeInput<First> && !EmptyInput<First> && !Broken<ChainOf<typename InputShape<First>::type, Layers...>>;

/// A network that is broken stays, and says why.
template <class Net>
struct FoldedNetwork;
template <class First, class... Layers>
struct FoldedNetwork<Network<First, Layers...>> : std::type_identity<Network<First, Layers...>> {
    struct fold {
        template <class To>
        static constexpr void convert(auto&&...) noexcept {}
    };
};

template <class First, class... Layers>
    requires Foldable<First, Layers...>
struct FoldedNetwork<Network<First, Layers...>> {
    using fold = FoldChain<typename Network<First, Layers...>::body, Layers...>;

    template <class... Left>
    static std::type_identity<Network<First, Left...>> with(TypeList<Left...>);
    using type = typename decltype(with(typename fold::left{}))::type;

    template <class... Left>
    static std::type_identity<ChainOf<typename InputShape<First>::type, Left...>> chain(TypeList<Left...>);
    using body = typename decltype(chain(typename fold::left{}))::type;
};

/// Whether a layer of the network says something wrong of how it folds.
template <class Net>
concept Misfolds = Broken<typename FoldedNetwork<Net>::body>;

}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

/// A network as it is to be deployed: each BatchNorm goes into the Dense or convolution without activation
/// that stands before it, and so does an Activation of single values behind that; Dropout and GaussianNoise,
/// which do nothing when predicting, go. `fold` converts the parameters; outputs are equal to rounding.
///
///     static_assert(folded<Net>::state_count == 0);
///     save_header("weights.hpp", fold(trainer.parameters), sample);
///
/// Within Sequential, Residual, Concat, Add, Multiply and TimeDistributed too; where nothing is left,
/// `Activation<Linear>` stays. A BatchNorm behind anything else stays as it is: behind an activation, for
/// instance, as in `Dense<16, ReLU>, BatchNorm<>`. A network with nothing to fold is its own folded one.
/// Layers of your own stay, unless they say how they fold: core/folding.hpp.
/// Cost: of BatchNorm none any more, and small networks stay in registers again.
/// PyTorch: `torch.nn.utils.fusion.fuse_conv_bn_eval`. Goes wrong when a folded network is trained on: it has
/// nothing left that normalises.
template <class Net>
using folded = typename detail::FoldedNetwork<Net>::type;

/// Converts a network's parameters into those of `folded<Net>`, in place: a big network's block does not
/// belong on the stack. Each output o of a layer before BatchNorm has its weights multiplied by f = gamma[o]
/// / sqrt(running variance[o] + epsilon), and the bias (bias[o] - running mean[o]) * f + beta[o]. Goes wrong
/// when `to` belongs to another network: a sentence.
template <class Net, class T>
constexpr void fold(const Parameters<Net, T>& from, Parameters<folded<Net>, T>& to) noexcept {
    detail::FoldedNetwork<Net>::fold::template convert<typename folded<Net>::body>(
        from.data(), from.state().data(), to.data(), to.state().data());
}

template <class Net, class T, class Other, class U>
    requires(!std::is_same_v<Other, folded<Net>>)
decltype(error::sentence(std::type_identity<error::these_parameters_belong_to<Other>>{})) fold(
    const Parameters<Net, T>&, Parameters<Other, U>&);
template <class Net, class T, class U>
    requires(!std::is_same_v<U, T>)
decltype(error::sentence(std::type_identity<error::these_parameters_are_of_another_type<U>>{})) fold(
    const Parameters<Net, T>&, Parameters<folded<Net>, U>&);

/// The same, by value.
template <class Net, class T>
constexpr Parameters<folded<Net>, T> fold(const Parameters<Net, T>& from) noexcept {
    Parameters<folded<Net>, T> to;
    fold(from, to);
    return to;
}
template <class Net, class T>
    requires detail::Misfolds<Net>
decltype(error::sentence(detail::network_mistake<typename detail::FoldedNetwork<Net>::body>())) fold(
    const Parameters<Net, T>&);

}  // namespace CTNN_CODE
}  // namespace ctnn
