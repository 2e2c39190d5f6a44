#pragma once

#include <cstddef>
#include <ctnn/core/anything.hpp>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/sentence.hpp>
#include <ctnn/data/dataset.hpp>
#include <ctnn/data/metrics.hpp>
#include <ctnn/train/objective.hpp>
#include <ctnn/train/targets.hpp>
#include <span>
#include <vector>

namespace ctnn {

inline namespace CTNN_CODE {

/// How good a network is on a data set, when predicting: no dropout, the state as it is. NaN without samples.
struct Evaluation {
    double loss = 0;      ///< mean over the samples
    double accuracy = 0;  ///< the share whose class is right, of samples or of their steps or pixels; targets
                          ///< that are values count as classes do
    double mean_squared_error = 0;  ///< over all outputs of all samples
};

/// Runs a whole data set through the network, by blocks of samples. Of weighted samples all means are
/// weighted.
///
/// Cost: one prediction for each sample, and memory for up to 64 of them.
/// PyTorch: a loop under `torch.no_grad()`; Keras: `model.evaluate`.
/// Goes wrong when the network's last activation does not fit the loss: a sentence; with targets that the
/// loss does not take: TrainingError.
template <class Loss, class Net, class T>
    requires std::is_void_v<typename decltype(detail::objective_mistake<Loss, Net>())::type>
Evaluation evaluate(const Parameters<Net, T>& parameters, const Dataset<Net>& data) {
    using Goal = detail::Objective<Loss, Net>;
    constexpr std::size_t out = Net::output_size, width = out / Dataset<Net>::places;
    if (!data.has_distant_targets()) detail::require_targets<Loss>(data, "data");
    const detail::TakenTargets<Loss, Net> taken(data, "data");
    if (!data.empty()) detail::require_weights<Loss>(data, "data");
    Evaluation sums;
    double counted = 0;
    std::vector<T> target(out), weights(Goal::places);
    detail::for_each_output<typename Goal::Body>(parameters, data, [&](std::size_t i, std::span<T, out> y) {
        data.target(i, std::span<T, out>(target));
        taken.look(i, target.data());
        if (data.is_weighted()) {
            data.weights(i, std::span<T, Goal::places>(weights));
            sums.loss += static_cast<double>(
                Goal::value(y.data(), static_cast<const T*>(target.data()), weights.data()));
        } else {
            sums.loss += static_cast<double>(Goal::value(y.data(), target.data()));
        }
        Goal::finish(y.data());
        counted += data.each_counted(i, [&](std::size_t p, double weight) {
            sums.accuracy += weight * (detail::rank_at(data, i, p, std::span<const T, out>(y)) == 0);
            for (std::size_t k = p * width; k < (p + 1) * width; ++k) {
                const double error = static_cast<double>(y[k]) - static_cast<double>(target[k]);
                sums.mean_squared_error += weight * (error * error);
            }
        });
    });
    const double n = counted / double(Dataset<Net>::places);
    return {sums.loss / n, sums.accuracy / counted, sums.mean_squared_error / (n * double(out))};
}

template <class Loss, class Net, class T>
    requires(!std::is_void_v<typename decltype(detail::objective_mistake<Loss, Net>())::type>)
decltype(error::sentence(detail::objective_mistake<Loss, Net>())) evaluate(const Parameters<Net, T>&,
                                                                           const Dataset<Net>&);

template <class Loss, class P, class Data>
    requires detail::NotMeasured<P, Data>
decltype(error::sentence(detail::measuring_mistake<P, Data>())) evaluate(const P&, const Data&);
template <class P, class Data>
    requires detail::HasParameters<P>
error::the_loss_goes_before_the_arguments_in_angle_brackets_as_in_evaluate_MeanSquaredError_of<P> evaluate(
    const P&, const Data&);
template <class Loss, detail::NoArgument...>
error::a_trainer_has_its_Parameters_as_in_predict_trainer_parameters_x evaluate(detail::AnyTrainer, ...);

}  // namespace CTNN_CODE
}  // namespace ctnn
