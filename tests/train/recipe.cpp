#include <ctnn/ctnn.hpp>
#include <ctnn/train/recipe.hpp>
#include <type_traits>

using namespace ctnn;

namespace {

template <class Last>
using Net = Network<Input<2>, Last>;

// The loss that suits the last activation, unless the recipe names one.
template <class Last, class Loss>
constexpr bool suits = std::is_same_v<detail::LossFor<Net<Last>, void>, Loss>;
static_assert(suits<Dense<3, Softmax>, CrossEntropy> && suits<Dense<3, Fast<Softmax>>, CrossEntropy>);
static_assert(suits<Dense<3, Sigmoid>, BinaryCrossEntropy> && suits<Activation<Sigmoid>, BinaryCrossEntropy>);
static_assert(suits<Dense<1, Step>, Perceptron> && suits<Dense<1>, MeanSquaredError>);
static_assert(suits<Residual<Dense<2>>, MeanSquaredError>);
static_assert(std::is_same_v<detail::LossFor<Net<Dense<1, Sigmoid>>, MeanSquaredError>, MeanSquaredError>);

// All samples at once, until all are right, a thousand times at most.
static_assert(detail::RecipeOf<Recipe<>>::batch == 0 && Recipe<>{}.epochs == 1000 &&
              Recipe<>{}.accuracy == 1);

static_assert(detail::ARecipe<Recipe<>> && detail::ARecipe<Recipe<SGD, MeanSquaredError, 7>>);
static_assert(!detail::ARecipe<Adam> && detail::RecipeOf<Recipe<SGD, void, 7>>::batch == 7);
static_assert(
    std::is_same_v<std::remove_cv_t<decltype(detail::default_recipe<Net<Dense<1, Step>>>)>, Recipe<SGD>>);

}  // namespace
