#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <ctnn/train.hpp>
#include <memory>
#include <numeric>
#include <string>
#include <vector>

#include "measure.hpp"
#include "mnist.hpp"
#include "works.hpp"

// Training on MNIST, 60,000 images of 28 x 28 bytes, in batches of 64: the losses of the first steps, on the
// samples in the order of the file, must agree; what is timed is an epoch over all of them, shuffled.

namespace bench {

inline constexpr std::size_t training_batch = 64, checked_steps = 8;
inline constexpr std::uint64_t training_seed = 1;
inline constexpr const char* training_group = "training, an epoch of MNIST";

inline std::string data_of(const Settings& settings) {
    return has_mnist(settings.mnist) ? "" : ", random data";
}

template <class Net>
using SharedData = std::shared_ptr<const nn::Dataset<Net>>;

template <class Net>
SharedData<Net> training_data(const Settings& settings) {
    return std::make_shared<nn::Dataset<Net>>(digits_of_mnist<Net>(settings.mnist, true));
}

/// The same samples for another network.
template <class Net, class Other>
SharedData<Net> same_data(const nn::Dataset<Other>& data) {
    return std::make_shared<nn::Dataset<Net>>(data);
}

/// A learner that starts with these parameters; with those of the seed where there are none.
template <class Learner, class Optimizer>
std::shared_ptr<Learner> learner_from(const std::vector<float>& start, Optimizer optimizer) {
    const std::shared_ptr<Learner> learner(new Learner(optimizer, training_seed));
    std::copy(start.begin(), start.end(), learner->parameters.data());
    return learner;
}

template <class Net, class Loss, class Optimizer>
std::vector<float> ctnn_losses(const nn::Dataset<Net>& data, Optimizer optimizer,
                               const std::vector<float>& start) {
    constexpr std::size_t in = Net::input_size, out = Net::output_size, batch = training_batch;
    const auto learner = learner_from<nn::Learner<Net, Loss, Optimizer, batch>>(start, optimizer);
    std::vector<float> inputs(batch * in), targets(batch * out), losses;
    for (std::size_t step = 0; step < checked_steps; ++step) {
        for (std::size_t s = 0; s < batch; ++s) {
            data.input(step * batch + s, std::span<float, in>(inputs.data() + s * in, in));
            data.target(step * batch + s, std::span<float, out>(targets.data() + s * out, out));
        }
        losses.push_back(learner->step(std::span<const float, batch * in>(inputs),
                                       std::span<const float, batch * out>(targets)));
    }
    return losses;
}

template <class Net, class Loss, class Optimizer>
Player ctnn_training(const char* name, SharedData<Net> data, Optimizer optimizer,
                     std::vector<float> start = {}) {
    const auto trainer = learner_from<nn::Trainer<Net, Loss, Optimizer, training_batch>>(start, optimizer);
    return {
        .name = name,
        .variant = "",
        .answer = [=] { return ctnn_losses<Net, Loss>(*data, optimizer, start); },
        .measure =
            [data, trainer] {
                return std::vector{seconds([&] { trainer->fit(*data, {.epochs = 1, .progress = nullptr}); })};
            }};
}

/// A loop by hand, or a library's: `make()` gives a trainer as it starts, with `step` and `epoch`.
template <class Net, class Make>
Player peer_training(const char* name, const char* variant, SharedData<Net> data, Make make) {
    const auto losses = [data, make] {
        const auto trainer = make();
        std::vector<float> all;
        std::vector<std::size_t> samples(training_batch);
        for (std::size_t step = 0; step < checked_steps; ++step) {
            std::iota(samples.begin(), samples.end(), step * training_batch);
            all.push_back(trainer->step(data->bytes().data(), data->classes().data(), samples));
        }
        return all;
    };
    return {.name = name,
            .variant = variant,
            .answer = losses,
            .measure = [data, trainer = make(), random = nn::Random{~training_seed}]() mutable {
                return std::vector{seconds([&] { trainer->epoch(data->bytes(), data->classes(), random); })};
            }};
}

/// Of a network as Lenet, by Adam.
template <class M>
Row training_row(const Settings& settings, Must must) {
    return {.name = M::name() + ", " + M::trained_by + data_of(settings),
            .unit = "s",
            .work = work_of_epoch(M::multiply_adds, M::without_gradient, M::parameters, 2),
            .must = std::move(must)};
}

}  // namespace bench
