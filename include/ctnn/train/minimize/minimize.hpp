#pragma once

#include <concepts>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/sentence.hpp>
#include <ctnn/core/error/training.hpp>
#include <ctnn/data/dataset.hpp>
#include <ctnn/data/metrics.hpp>
#include <ctnn/engine/layer.hpp>
#include <ctnn/network/parameters.hpp>
#include <ctnn/train/learner_mistake.hpp>
#include <ctnn/train/losses/mean_squared_error.hpp>
#include <ctnn/train/minimize/lbfgs.hpp>
#include <ctnn/train/minimize/levenberg_marquardt.hpp>
#include <ctnn/train/minimize/minimization.hpp>
#include <ctnn/train/objective.hpp>
#include <ctnn/train/optimizers/sgd.hpp>
#include <type_traits>

namespace ctnn {
namespace detail::inline CTNN_CODE {

/// Fits, or the first mistake in minimizing a network's Loss by a Method on Data.
template <class Loss, class Net, class Data, class Method>
consteval auto minimize_mistake() {
    if constexpr (Broken<typename Net::body>)
        return std::type_identity<Fits>{};  // the network has said it
    else if constexpr (!is_data_for<Net, Data>)
        return DataMistake<Data, error::this_function_takes_a_Dataset_after_the_parameters_not<Data>>{};
    else if constexpr (!std::same_as<Method, LBFGS> && !std::same_as<Method, LevenbergMarquardt>)
        return std::type_identity<
            error::minimize_takes_LBFGS_or_LevenbergMarquardt_after_the_Dataset_not<Method>>{};
    else if constexpr (Net::parameter_count == 0)
        return std::type_identity<error::there_is_nothing_to_train_in<Net>>{};
    else if constexpr (!std::is_void_v<typename decltype(objective_mistake<Loss, Net>())::type>)
        return objective_mistake<Loss, Net>();
    else if constexpr (couples_samples<typename Net::body>())
        return std::type_identity<
            error::BatchNorm_learns_from_batches_so_train_it_by_a_Trainer_and_not_by<Method>>{};
    else if constexpr (std::same_as<Method, LevenbergMarquardt> && !std::same_as<Loss, MeanSquaredError>)
        return std::type_identity<error::LevenbergMarquardt_minimizes_MeanSquaredError_not<Loss>>{};
    else
        return learner_mistake<Net, Loss, SGD, 16>();
}

template <class Loss, class Net, class Data, class Method>
using MinimizeMistake = typename decltype(minimize_mistake<Loss, Net, Data, Method>())::type;

}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

/// Makes the mean loss of all samples as small as it gets from where the parameters are, by `LBFGS` or
/// `LevenbergMarquardt` and their settings; computes in double whatever the parameters are kept in.
///
///     const auto result = minimize<MeanSquaredError>(parameters, data, LevenbergMarquardt{.goal = 1e-6});
///     std::printf("%g after %zu steps: %s\n", result.loss(), result.iterations(), words(result.ended));
///
/// The same parameters and data give the same bits, for any number of threads. The parameters are never worse
/// afterwards than before.
/// Goes wrong: no samples, targets that the loss does not take, a loss that is no number at the start,
/// settings without sense and layers that draw numbers, as Dropout, throw TrainingError, and the parameters
/// stay. A loss that does not fit the network, one that LevenbergMarquardt does not minimize, BatchNorm and a
/// network without parameters are sentences from the compiler.
template <class Loss, class Net, class T, class Method>
    requires std::same_as<detail::MinimizeMistake<Loss, Net, Dataset<Net>, Method>, detail::Fits>
Minimization minimize(Parameters<Net, T>& parameters, const Dataset<Net>& data, const Method& how) {
    return detail::minimized<Loss>(parameters, data, how);
}

template <class Loss, class Net, class T, class Data, class Method>
    requires(!std::same_as<detail::MinimizeMistake<Loss, Net, Data, Method>, detail::Fits>)
decltype(error::sentence(detail::minimize_mistake<Loss, Net, Data, Method>())) minimize(Parameters<Net, T>&,
                                                                                        const Data&,
                                                                                        const Method&);

template <class P, class Net, class Method>
    requires detail::HasParameters<P>
error::the_loss_goes_before_the_arguments_in_angle_brackets_as_in_minimize_MeanSquaredError_of<P> minimize(
    const P&, const Dataset<Net>&, const Method&);

}  // namespace CTNN_CODE
}  // namespace ctnn
