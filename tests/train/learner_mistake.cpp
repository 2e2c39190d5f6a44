#include <concepts>
#include <ctnn/activations/softmax.hpp>
#include <ctnn/activations/step.hpp>
#include <ctnn/layers/batch_norm.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/network/network.hpp>
#include <ctnn/train/learner_mistake.hpp>
#include <ctnn/train/losses/cross_entropy.hpp>
#include <ctnn/train/losses/mean_squared_error.hpp>
#include <ctnn/train/losses/own_loss.hpp>
#include <ctnn/train/optimizers/sgd.hpp>

using namespace ctnn;

namespace {

template <class Net, class Loss, class Optimizer, std::size_t Batch>
using Mistake = typename decltype(detail::learner_mistake<Net, Loss, Optimizer, Batch>())::type;

using Net = Network<Input<3>, Dense<2>>;
using Classes = Network<Input<3>, Dense<2, Softmax>>;
using Steps = Network<Input<3>, Dense<2, Step>>;
using Normed = Network<Input<3>, BatchNorm<>>;
struct Nothing {};

static_assert(std::same_as<Mistake<Net, MeanSquaredError, SGD, 1>, detail::Fits>);
static_assert(std::same_as<Mistake<Net, OwnLoss, SGD, 1>, detail::Fits>);
static_assert(std::same_as<Mistake<Classes, CrossEntropy, SGD, 1>, detail::Fits>);
static_assert(
    std::same_as<Mistake<Net, Nothing, SGD, 1>,
                 error::is_not_a_loss<Nothing>::that_has_value_of_y_target_and_slope_of_y_target_dy>);
static_assert(std::same_as<
              Mistake<Net, MeanSquaredError, Nothing, 1>,
              error::is_not_an_optimizer<Nothing>::that_has_learning_rate_and_moments_and_rule_of_step_rate>);
static_assert(std::same_as<Mistake<Net, MeanSquaredError, SGD, 0>, error::a_batch_cannot_have<0>::samples>);
static_assert(std::same_as<Mistake<Steps, MeanSquaredError, SGD, 1>,
                           error::Step_has_no_slope_so_it_is_trained_by_Perceptron_not_by<MeanSquaredError>>);
static_assert(
    std::same_as<Mistake<Normed, MeanSquaredError, SGD, 1>,
                 error::BatchNorm_of_flat_samples_needs_two_or_more_in_a_batch_but_this_one_has<1>>);

// What memory holds: as much as anyone has, nothing that wraps.
constexpr std::size_t largest = ~std::size_t{0};
static_assert(std::same_as<Mistake<Net, MeanSquaredError, SGD, 10'000'000>, detail::Fits>);
static_assert(std::same_as<Mistake<Net, MeanSquaredError, SGD, largest / 8>,
                           error::a_batch_of<largest / 8>::samples_is_larger_than_any_memory>);
static_assert(std::same_as<Mistake<Net, OwnLoss, SGD, largest>,
                           error::a_batch_of<largest>::samples_is_larger_than_any_memory>);

}  // namespace
