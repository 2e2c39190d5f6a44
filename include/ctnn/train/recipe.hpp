#pragma once

#include <cstddef>
#include <ctnn/activations/sigmoid.hpp>
#include <ctnn/activations/softmax.hpp>
#include <ctnn/activations/step.hpp>
#include <ctnn/core/code.hpp>
#include <ctnn/network/network.hpp>
#include <ctnn/train/losses/binary_cross_entropy.hpp>
#include <ctnn/train/losses/cross_entropy.hpp>
#include <ctnn/train/losses/mean_squared_error.hpp>
#include <ctnn/train/losses/perceptron.hpp>
#include <ctnn/train/objective.hpp>
#include <ctnn/train/optimizers/adam.hpp>
#include <ctnn/train/optimizers/sgd.hpp>
#include <type_traits>

namespace ctnn {

/// How the compiler trains. `Loss` void is the one that suits the network's last activation: CrossEntropy
/// after Softmax, BinaryCrossEntropy after Sigmoid, Perceptron after Step, else MeanSquaredError. `Batch` 0
/// is all samples, or as many of them as a constant expression surely takes, at most 32; batches smaller than
/// all are drawn anew every epoch.
///
///     constexpr Recipe<Momentum> slowly{.optimizer = {.learning_rate = 0.1f}, .epochs = 2000};
///
/// PyTorch and Keras: what their training loops and `fit` are given.
template <class Optimizer = Adam, class Loss = void, std::size_t Batch = 0>
struct Recipe {
    Optimizer optimizer{};      ///< and its settings
    std::size_t epochs = 1000;  ///< at most: training ends when `accuracy` is reached
    float tolerance = 0.25f;    ///< an answer is right when every output is this near its target
    float accuracy = 1;         ///< the part of all samples that must be answered right, 0 to 1
};

namespace detail::inline CTNN_CODE {

template <class R>
struct RecipeOf;
template <class Optimizer_, class Loss_, std::size_t Batch>
struct RecipeOf<Recipe<Optimizer_, Loss_, Batch>> {
    using Optimizer = Optimizer_;
    using Loss = Loss_;
    static constexpr std::size_t batch = Batch;
};

template <class R>
concept ARecipe = requires { typename RecipeOf<R>::Optimizer; };

/// The last activation of a network, of each place if it has several, as the one that Fast<...> stands for;
/// void if it has none.
template <class Net>
consteval auto last_activation_of() {
    if constexpr (requires { typename Net::body::activation; })
        return ExactOf<typename OfPlace<typename Net::body::activation>::type>{};
    else
        return std::type_identity<void>{};
}
template <class Net>
using LastActivation = typename decltype(last_activation_of<Net>())::type;

template <class Net>
consteval auto suited_loss() {
    using Last = LastActivation<Net>;
    if constexpr (std::is_same_v<Last, Softmax>)
        return std::type_identity<CrossEntropy>{};
    else if constexpr (std::is_same_v<Last, Sigmoid>)
        return std::type_identity<BinaryCrossEntropy>{};
    else if constexpr (std::is_same_v<Last, Step>)
        return std::type_identity<Perceptron>{};
    else
        return std::type_identity<MeanSquaredError>{};
}

template <class Net, class Loss>
using LossFor = std::conditional_t<std::is_void_v<Loss>, typename decltype(suited_loss<Net>())::type, Loss>;

/// Rosenblatt's rule for a perceptron, else Adam with a rate for small networks.
template <class Net>
consteval auto default_recipe_for() {
    if constexpr (std::is_same_v<LastActivation<Net>, Step>)
        return Recipe<SGD>{.optimizer = {.learning_rate = 0.5f}};
    else
        return Recipe<Adam>{.optimizer = {.learning_rate = 0.05f}};
}
template <class Net>
inline constexpr auto default_recipe = default_recipe_for<Net>();

}  // namespace detail::inline CTNN_CODE
}  // namespace ctnn
