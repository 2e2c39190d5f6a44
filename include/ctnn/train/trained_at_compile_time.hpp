#pragma once

#include <cstddef>
#include <cstdint>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/sentence.hpp>
#include <ctnn/core/error/training.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/data/samples.hpp>
#include <ctnn/network/parameters.hpp>
#include <ctnn/train/learner.hpp>
#include <ctnn/train/recipe.hpp>
#include <ctnn/train/stages.hpp>
#include <ctnn/train/targets.hpp>
#include <type_traits>

namespace ctnn {
namespace detail::inline CTNN_CODE {

template <class S>
struct SamplesAre : std::false_type {
    using network = void;
};
template <class Net, std::size_t N>
struct SamplesAre<Samples<Net, N>> : std::true_type {
    using network = Net;
    static constexpr std::size_t count = N;
};

/// Numbers that training can square without overflow.
constexpr bool is_moderate(float x) { return x >= -1e12f && x <= 1e12f; }

/// Whether an activation can come near a value.
template <class Activation>
constexpr bool can_give(float target) {
    if constexpr (requires { Activation::least; })
        if (!(target >= Activation::least)) return false;
    if constexpr (requires { Activation::greatest; })
        if (!(target <= Activation::greatest)) return false;
    return is_moderate(target);
}

/// The first sample of which a value does not satisfy the predicate, or their number.
template <std::size_t N, std::size_t Width>
consteval std::size_t first_without(const float (&rows)[N][Width], auto satisfies) {
    for (std::size_t s = 0; s < N; ++s)
        for (const float value : rows[s])
            if (!satisfies(value)) return s;
    return N;
}

/// The first sample whose target the loss does not take, or their number.
template <class Loss, std::size_t N, std::size_t Width>
consteval std::size_t first_not_taken_of(const float (&targets)[N][Width]) {
    std::size_t s = 0;
    while (s < N && takes<Loss>(targets[s])) ++s;
    return s;
}

/// The number, from 1, of the first of an optimizer's settings that makes no sense, the learning rate being
/// number 1; 0 where all do, or the optimizer says nothing of them.
template <class Optimizer>
consteval std::size_t senseless_setting(const Optimizer& optimizer) {
    if constexpr (HasSettings<Optimizer>)
        for (std::size_t number = 2; const Setting& setting : optimizer.settings()) {
            if (!setting.makes_sense) return number;
            ++number;
        }
    return 0;
}

/// Fits when training may begin, else the sentence that says why not.
template <class Net, const auto& Data, const auto& How>
consteval auto beginning_mistake() {
    using S = SamplesAre<std::remove_cvref_t<decltype(Data)>>;
    using R = std::remove_cvref_t<decltype(How)>;
    if constexpr (Broken<typename Net::body>) {
        return std::type_identity<Fits>{};  // the network has said it
    } else if constexpr (!S::value) {
        return std::type_identity<error::is_not_Samples_of_a_network<std::remove_cvref_t<decltype(Data)>>>{};
    } else if constexpr (!std::is_same_v<typename S::network, Net>) {
        return std::type_identity<error::these_samples_belong_to<typename S::network>>{};
    } else if constexpr (S::count == 0) {
        return std::type_identity<error::training_needs_samples_but_there_are<S::count>>{};
    } else if constexpr (!ARecipe<R>) {
        return std::type_identity<error::is_not_a_recipe<R>>{};
    } else if constexpr (!(How.accuracy >= 0 && How.accuracy <= 1 && How.tolerance >= 0)) {
        return std::type_identity<error::an_accuracy_is_0_to_1_and_a_tolerance_0_or_more_but_not_in<R>>{};
    } else {
        using Loss = LossFor<Net, typename RecipeOf<R>::Loss>;
        using Activation = LastActivation<Net>;
        using Wrong = decltype(learner_mistake<Net, Loss, typename RecipeOf<R>::Optimizer, 32>());
        constexpr std::size_t input = first_without(Data.inputs, is_moderate);
        constexpr std::size_t target = first_without(Data.targets, can_give<Activation>);
        if constexpr (!std::is_same_v<typename Wrong::type, Fits>)
            return Wrong{};
        else if constexpr (!(How.optimizer.learning_rate > 0 && How.optimizer.learning_rate < 1e6f))
            return std::type_identity<
                error::a_learning_rate_lies_above_0_and_below_1000000_but_not_that_of<R>>{};
        else if constexpr (constexpr std::size_t setting = senseless_setting(How.optimizer); setting != 0)
            return std::type_identity<
                typename error::the_setting<setting>::template of_the_optimizer_makes_no_sense_in<R>>{};
        else if constexpr (input < S::count)
            return std::type_identity<typename error::the_input_of_sample<input>::is_no_number_within_1e12>{};
        else if constexpr (target < S::count)
            return std::type_identity<typename error::the_target_of_sample<
                target>::template lies_outside_the_range_of<typename LastLayer<Net>::type>>{};
        else if constexpr (constexpr std::size_t taken = first_not_taken_of<Loss>(Data.targets);
                           taken < S::count)
            return std::type_identity<
                typename error::the_target_of_sample<taken>::template is_not_one_that_is_taken_by<Loss>>{};
        else  // the batch that it will be
            return learner_mistake<Net, Loss, typename RecipeOf<R>::Optimizer,
                                   Stages<Net, Data, 0, How>::batch>();
    }
}

/// Fits when training ended as the recipe asks, else the sentence with the figures.
template <class Run, const auto& How>
consteval auto ending_mistake() {
    constexpr const auto& end = trained<Run>;
    constexpr std::size_t asked = Run::At::asked(How.accuracy);
    if constexpr (end.diverged)
        return std::type_identity<
            typename error::training_diverged_in_epoch<end.epochs + 1>::
                template so_try_a_smaller_learning_rate_than_that_of<std::remove_cvref_t<decltype(How)>>>{};
    else if constexpr (end.right < asked)
        return std::type_identity<typename error::training_ended_after<end.epochs>::template epochs_with<
            end.right>::template right_answers_of<Run::N>::template but_the_recipe_asks_for<asked>>{};
    else
        return std::type_identity<Fits>{};
}

template <class Net, const auto& Data, std::uint64_t Seed, const auto& How>
consteval auto training_mistake() {
    using Beginning = decltype(beginning_mistake<Net, Data, How>());
    if constexpr (!std::is_same_v<typename Beginning::type, Fits> || Broken<typename Net::body>)
        return Beginning{};
    else
        return ending_mistake<Stages<Net, Data, Seed, How>, How>();
}

/// What training gave; after a mistake all zero.
template <class Net, const auto& Data, std::uint64_t Seed, const auto& How>
struct Trained : decltype(error::sentence(training_mistake<Net, Data, Seed, How>())) {
    using type = Parameters<Net>;
    static constexpr type parameters = [] {
        using Mistake = decltype(training_mistake<Net, Data, Seed, How>());
        if constexpr (std::is_same_v<typename Mistake::type, Fits> && !Broken<typename Net::body>)
            return trained<Stages<Net, Data, Seed, How>>.learner.parameters;
        else
            return Parameters<Net>{};
    }();
};

}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

/// Parameters that the compiler trains, a constant: what the program holds is the answer.
///
///     constexpr Samples<Xor, 4> truth{{{0, 0}, {0, 1}, {1, 0}, {1, 1}}, {{0}, {1}, {1}, {0}}};
///     constexpr Parameters<Xor> solved = trained_at_compile_time<Xor, truth, /*seed*/ 1>;
///     static_assert(predict(solved, std::array<float, 2>{0, 1})[0] > 0.5f);
///
/// Samples and recipe are constants at namespace scope, or static ones. Without a recipe: at most 1000 epochs
/// of Adam with a learning rate of 0.05 and the loss that suits the last activation (Rosenblatt's rule for a
/// perceptron), until every output is within 0.25 of its target.
///
/// The same weights with every compiler and for every processor, bit for bit (with CTNN_REPRODUCIBLE perhaps
/// others; without it not quite those of a Trainer at run time, whose multiply-adds may be fused). Training
/// is a chain of constant expressions, each within the default limits of g++ and clang.
///
/// Cost: XOR 2-3-1 takes about a second to compile. One optimizer step must stay within clang's limit: some
/// 8,000 parameters with Adam, 100,000 multiply-adds for all samples of a batch; beyond, raise
/// -fconstexpr-steps.
/// PyTorch and Keras: none. Goes wrong when the accuracy asked for is not reached, when training diverges,
/// when a target lies outside what the last activation can give: a sentence with the figures.
template <class Net, const auto& Data, std::uint64_t Seed, const auto& How = detail::default_recipe<Net>>
#ifdef __clang__  // so that after a mistake it does not take the variable for no constant: a second error
inline constexpr const typename detail::Trained<Net, Data, Seed, How>::type&
#else  // g++ names the user's line for initializers only
inline constexpr const Parameters<Net>&
#endif
    trained_at_compile_time = detail::Trained<Net, Data, Seed, How>::parameters;

}  // namespace CTNN_CODE
}  // namespace ctnn
