#include <concepts>
#include <ctnn/layers/dense.hpp>
#include <ctnn/network/network.hpp>
#include <ctnn/train/fit_mistake.hpp>
#include <ctnn/train/losses/mean_squared_error.hpp>
#include <vector>

using namespace ctnn;

namespace {

using Net = Network<Input<3>, Dense<2>>;

template <class Loss>
using Mistake = typename decltype(detail::fit_mistake<Loss, Net>())::type;
template <class Data>
using DataMistake = typename decltype(detail::fit_data_mistake<Data>())::type;

static_assert(std::same_as<Mistake<MeanSquaredError>, detail::FitsData>);
static_assert(
    std::same_as<Mistake<OwnLoss>,
                 error::OwnLoss_takes_no_targets_so_call_forward_and_backward_of_a_Learner_of<Net>>);
static_assert(std::same_as<DataMistake<Dataset<Net>>, error::these_samples_belong_to<Net>>);
static_assert(
    std::same_as<DataMistake<std::vector<float>>, error::fit_takes_a_Dataset_not<std::vector<float>>>);

}  // namespace
