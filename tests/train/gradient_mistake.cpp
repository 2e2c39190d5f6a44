#include <array>
#include <concepts>
#include <ctnn/activations/softmax.hpp>
#include <ctnn/layers/batch_norm.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/network/network.hpp>
#include <ctnn/train/gradient_mistake.hpp>
#include <ctnn/train/losses/cross_entropy.hpp>
#include <ctnn/train/losses/mean_squared_error.hpp>
#include <span>
#include <vector>

using namespace ctnn;
using detail::GradientMistake, detail::GradientMistakeIn, detail::LossMistake, detail::LossMistakeIn;

namespace {

using Net = Network<Input<3>, Dense<2>>;
using Classes = Network<Input<3>, Dense<2, Softmax>>;
using Other = Network<Input<3>, Dense<4>>;
using X = std::array<float, 3>;
using Y = std::array<float, 2>;
using Sum = Parameters<Net>;

static_assert(std::is_void_v<LossMistake<MeanSquaredError, Net, float, X, Y>>);
static_assert(std::is_void_v<LossMistake<CrossEntropy, Classes, float, X, unsigned>>);
static_assert(std::same_as<LossMistake<MeanSquaredError, Net, float, Y, Y>,
                           error::the_network_takes<3>::inputs_but_the_array_holds<2>>);
static_assert(std::same_as<LossMistake<MeanSquaredError, Net, float, X, X>,
                           error::the_loss_needs<2>::targets_but_the_array_holds<3>>);
static_assert(std::same_as<LossMistake<MeanSquaredError, Net, float, X, unsigned>,
                           error::a_class_index_needs_CrossEntropy_but_the_loss_is<MeanSquaredError>>);

static_assert(std::is_void_v<GradientMistake<MeanSquaredError, Net, float, X, Y, Sum>>);
static_assert(std::is_void_v<GradientMistake<MeanSquaredError, Net, float, X, Y, Sum, X&>>);
static_assert(std::same_as<GradientMistake<MeanSquaredError, Net, float, X, Y, Parameters<Other>>,
                           error::these_parameters_belong_to<Other>>);
static_assert(std::same_as<GradientMistake<MeanSquaredError, Net, float, X, Y, Parameters<Net, double>>,
                           error::these_parameters_are_of_another_type<double>>);
static_assert(std::same_as<GradientMistake<MeanSquaredError, Net, float, X, Y, const Sum>,
                           error::a_gradient_is_added_to_Parameters_that_are_not_const_not_to<const Sum>>);
static_assert(std::same_as<GradientMistake<MeanSquaredError, Net, float, X, Y, Sum, const X&>,
                           error::these_values_cannot_be_written_as<std::span<float, 3>>::but_are<const X>>);

// A number is the target of a single output alone.
static_assert(std::is_void_v<LossMistake<MeanSquaredError, Network<Input<3>, Dense<1>>, float, X, float>>);
static_assert(!std::is_void_v<LossMistake<MeanSquaredError, Net, float, X, float>>);

using Work = std::vector<float>;
constexpr std::size_t few = detail::loss_values<MeanSquaredError, Net> - 1;
static_assert(std::is_void_v<LossMistakeIn<MeanSquaredError, Net, float, X, Y, Work&>>);
static_assert(std::same_as<LossMistakeIn<MeanSquaredError, Net, float, X, X, Work&>,
                           error::the_loss_needs<2>::targets_but_the_array_holds<3>>);
using Normed = Network<Input<3>, BatchNorm<>, Dense<2>>;
static_assert(detail::gradient_values<MeanSquaredError, Normed> ==
              detail::Objective<MeanSquaredError, Normed>::workspace + 6);
static_assert(
    std::is_void_v<GradientMistakeIn<MeanSquaredError, Net, float, X, Y, Sum, std::nullptr_t, Work&>>);
static_assert(std::same_as<LossMistakeIn<MeanSquaredError, Net, float, X, Y, std::array<float, few>&>,
                           error::the_network_needs<few + 1>::values_of_workspace_but_the_array_holds<few>>);

}  // namespace
