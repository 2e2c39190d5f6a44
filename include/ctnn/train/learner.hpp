#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/sentence.hpp>
#include <ctnn/core/random.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <ctnn/kernels/values/reduce.hpp>
#include <ctnn/kernels/values/update.hpp>
#include <ctnn/math/math.hpp>
#include <ctnn/network/parameters.hpp>
#include <ctnn/network/trained_part.hpp>
#include <ctnn/train/batch_values.hpp>
#include <ctnn/train/concepts.hpp>
#include <ctnn/train/learner_mistake.hpp>
#include <ctnn/train/objective.hpp>
#include <ctnn/train/penalties.hpp>
#include <ctnn/train/trainer_options.hpp>
#include <span>
#include <type_traits>
#include <utility>

namespace ctnn {

inline namespace CTNN_CODE {

/// Everything that one training step needs, in one object of known size: the parameters, their gradient, the
/// optimizer's moments, the workspace. It never allocates, cannot fail, and works in constant expressions:
/// training on a device, or a loop of one's own. `Trainer` adds data sets, epochs and reports.
///
/// What goes wrong: a step does not look at its settings. `senseless_setting()` names the first that makes no
/// sense, a momentum of 2 or a negative rate, for a program to ask before it starts; it compares in double.
///
/// A big network's learner belongs in static storage.
template <class Net, class Loss, class Optimizer, std::size_t Batch = 32, class T = float>
struct Learner : detail::NoLearner<Net, Optimizer, T> {
    using detail::NoLearner<Net, Optimizer, T>::NoLearner;
};

template <class Net, class Loss, class Optimizer, std::size_t Batch, Number T>
    requires detail::ANetwork<Net>
struct Learner<Net, Loss, Optimizer, Batch, T>
    : decltype(error::sentence(detail::learner_mistake<Net, Loss, Optimizer, Batch>())) {
    using Goal = detail::Objective<Loss, Net>;                        ///< the loss of the network
    using Inputs = detail::BatchInputs<Net, Batch, const T>;          ///< of a batch, one after the other
    using Targets = detail::BatchTargets<Net, Loss, Batch, const T>;  ///< likewise
    using Weights = detail::BatchPlaces<Goal, Batch, const T>;        ///< one a sample, or a place of it
    using Outputs = detail::BatchOutputs<Net, Loss, Batch, T>;        ///< of a batch, to be written
    /// The gradient of the loss by the outputs, to be read.
    using OutputSlopes = detail::BatchOutputs<Net, Loss, Batch, const T>;
    using InputSlopes = detail::BatchInputs<Net, Batch, T>;  ///< and by the inputs, to be written

    /// A batch is worked on in parts of 64 samples or more, at most eight of them, which threads may share.
    /// They do not depend on the number of threads, and so neither does the result. With a layer that couples
    /// the samples of a batch, as BatchNorm, a batch is one part.
    static constexpr std::size_t parts = detail::parts_of<Net>(Batch),
                                 part_size = detail::holds_batch_of<Net, Loss>(Batch)
                                                 ? std::max<std::size_t>(1, Batch / parts)
                                                 : 1;  // else a sentence

    Parameters<Net, T> parameters{};  ///< that are trained
    Gradient<Net, T> gradient{};      ///< of the last step that kept it, as the optimizer saw it
    std::array<Gradient<Net, T>, detail::moments<Optimizer>> moments{};  ///< that the optimizer keeps
    Optimizer optimizer{};     ///< and its settings, which may change between steps
    TrainerOptions options{};  ///< penalties, clipping, weight decay
    std::uint64_t steps = 0;   ///< taken since the beginning
    Random random{};           ///< for dropout and the like

    constexpr Learner() = default;

    /// Parameters initialized from the seed, moments zero.
    constexpr Learner(const Optimizer& settings, std::uint64_t seed, const TrainerOptions& step_options = {})
        : optimizer(settings), options(step_options), random{~seed} {
        initialize(parameters, seed);
    }

    /// One step on a batch: `Batch` inputs, one after the other, and as many targets. Returns the mean loss,
    /// before the step. `rate_factor` multiplies the optimizer's learning rate.
    constexpr T step(Inputs inputs, Targets targets, T rate_factor = 1) noexcept {
        const T mean = differentiate(inputs, targets, Batch);
        update(rate_factor);
        return mean;
    }

    /// The same by the weighted mean: a weight for each sample, or, where the loss is a mean over steps or
    /// pixels, for each of these. All of 0: no loss, no gradient.
    constexpr T step(Inputs inputs, Targets targets, Weights weights, T rate_factor = 1) noexcept {
        const T mean = differentiate(inputs, targets, weights);
        return update(rate_factor), mean;
    }

    /// The two halves of a step. First: the gradient of the mean loss of the first `count` samples (of none
    /// it is 0, above Batch of all), which this returns. The others, copies of the first for instance, change
    /// nothing but what couples samples: BatchNorm's statistics are of all. But the loss is NaN, as then the
    /// gradient may be, when one of them or what the network makes of it is infinite or NaN.
    constexpr T differentiate(Inputs inputs, Targets targets, std::size_t count) noexcept {
        return differentiate_all(inputs, targets, count, detail::Unweighted{});
    }

    /// The same, and OVERWRITES `dx` with the gradient of that mean by the inputs: for what gave them,
    /// another network for instance.
    constexpr T differentiate(Inputs inputs, Targets targets, std::size_t count, InputSlopes dx) noexcept {
        begin();
        for (std::size_t part = 0; part < parts; ++part)
            differentiate_part<part_inputs>(part, inputs.data() + part * part_inputs,
                                            targets.data() + part * part_outputs, count,
                                            dx.data() + part * part_inputs, cleared_sum(part));
        return combine();
    }

    /// The gradient of the weighted mean of all, which this returns.
    constexpr T differentiate(Inputs inputs, Targets targets, Weights weights) noexcept {
        return differentiate_all(inputs, targets, Batch, detail::batch_weights<Goal::places, T>(weights));
    }

    /// With OwnLoss that half is two. First: OVERWRITES `outputs` with what the network gives for a batch in
    /// training, where dropout drops and BatchNorm's running statistics move on.
    constexpr void forward(Inputs inputs, Outputs outputs) noexcept {
        begin();
        forwarded_.set(inputs);
        for (std::size_t part = 0; part < parts; ++part) {
            T* const work = parts_[part].workspace;
            Goal::template run<part_size>(parameters.data(), parameters.state().data(),
                                          inputs.data() + part * part_inputs, work, parts_[part].random);
            std::copy_n(work, part_outputs, outputs.data() + part * part_outputs);
        }
    }

    /// Then: the gradient of the loss from `slopes`, its gradient by these outputs; of a mean over the batch,
    /// the 1 / Batch is in them. `inputs` are those of the last `forward`; of others the gradient is NaN.
    constexpr void backward(Inputs inputs, OutputSlopes slopes) noexcept {
        backward_parts<0>(inputs, slopes.data(), nullptr);
    }

    /// The same, and OVERWRITES `dx` with the gradient by the inputs.
    constexpr void backward(Inputs inputs, OutputSlopes slopes, InputSlopes dx) noexcept {
        backward_parts<part_inputs>(inputs, slopes.data(), dx.data());
    }

    /// Second: the optimizer changes the parameters by the gradient, after penalties, clipping and decay.
    constexpr void update(T rate_factor = 1) noexcept {
        if (options.l1 != 0 || options.l2 != 0)
            detail::penalize<Net>(options, static_cast<const T*>(parameters.data()), gradient.data());
        detail::clip<Net::parameter_count>(options, gradient.data());
        detail::add_decay<Net>(options, static_cast<const T*>(parameters.data()), gradient.data());
        if constexpr (has_rates)
            update_by_rates(rate_factor);
        else
            kernels::update<Net::parameter_count>(next_update(rate_factor));
    }

    /// Both halves, bit for bit; where `update_needs_no_gradient()` in one pass over the parameters, after
    /// which `gradient` means nothing. Only that pass does something `meanwhile`.
    template <class W = detail::Unweighted>
    constexpr T differentiate_and_update(Inputs inputs, Targets targets, std::size_t count, T rate_factor = 1,
                                         W weights = {}, kernels::Meanwhile* meanwhile = nullptr) noexcept {
        if constexpr (parts == 1 && !has_rates)
            if (update_needs_no_gradient()) {
                begin();
                const auto into = next_update(rate_factor, meanwhile);
                differentiate_part<0>(0, inputs.data(), targets.data(), count, nullptr, into, weights);
                return parts_[0].loss;
            }
        const T mean = differentiate_all(inputs, targets, count, weights);
        update(rate_factor);
        return mean;
    }

    /// The name of the first setting of the optimizer or the options that makes no sense, or nullptr.
    constexpr const char* senseless_setting() const noexcept {
        return detail::senseless_setting_of(optimizer, options);
    }

    /// Whether a batch is one part, with neither penalties, clipping, decay nor rates of the layers' own.
    constexpr bool update_needs_no_gradient() const noexcept {
        return parts == 1 && !has_rates && detail::leave_the_gradient(options);
    }

    /// `differentiate` in pieces, for threads: `differentiate_part` may run for all parts at once, each once
    /// between `begin` and `combine`. Inputs, targets and `count` are the whole batch's, of which part p
    /// looks at the samples from p * part_size on; a part that there is not at none. The parts are summed up
    /// by a tree, each two neighbours first, whoever did them; of a part that nobody did, the loss is NaN.
    constexpr void begin() noexcept {
        for (Part& part : parts_) {
            part.random.state = random();
            part.loss = detail::not_a_number<T>;
        }
    }

    /// The gradient of part p.
    template <class W = detail::Unweighted>
    constexpr void differentiate_part(std::size_t p, Inputs inputs, Targets targets, std::size_t count,
                                      W weights = {}) noexcept {
        if (p < parts)
            differentiate_part<0>(p, inputs.data() + p * part_inputs, targets.data() + p * part_outputs,
                                  count, nullptr, cleared_sum(p), weights.from(p * part_size * Goal::places));
    }

    /// Adds up the gradients of the parts, and returns the mean loss.
    constexpr T combine() noexcept { return add_up(std::make_index_sequence<parts - 1>()); }

  private:
    static constexpr bool has_rates = detail::has_rates<typename Net::body>();
    static constexpr std::size_t part_inputs = part_size * Net::input_size,
                                 part_outputs = part_size * Net::output_size;

    template <class W>
    constexpr T differentiate_all(Inputs inputs, Targets targets, std::size_t count, W weights) noexcept {
        begin();
        for (std::size_t part = 0; part < parts; ++part)
            differentiate_part(part, inputs, targets, count, weights);
        return combine();
    }

    template <std::size_t... I>
    constexpr T add_up(std::index_sequence<I...>) noexcept {
        if constexpr (parts > 1)
            kernels::add_by_tree<Net::parameter_count>(gradient.data(),
                                                       static_cast<const T*>(others_[I].data())...);
        return kernels::tree_sum(std::array<T, parts>{parts_[0].loss, parts_[I + 1].loss...});
    }

    /// Where the gradient of part p goes, all zero.
    constexpr T* cleared_sum(std::size_t p) noexcept {
        T* const sum = p == 0 ? gradient.data() : others_[p - 1].data();
        kernels::fill<Net::parameter_count>(T(0), sum);
        return sum;
    }

    template <std::size_t D, class Into, class W = detail::Unweighted>
    [[gnu::noinline]] constexpr void differentiate_part(std::size_t p, const T* inputs, const T* targets,
                                                        std::size_t count, T* dx, Into into,
                                                        W weights = {}) noexcept {
        Part& part = parts_[p];
        const std::size_t all = std::min(count, Batch), before = p * part_size;
        const std::size_t mine = all > before ? std::min(all - before, part_size) : 0;
        const T factor = weights.template factor<T>(all);
        Random draws = part.random;  // the same again for a part that a fork has cut off
        part.loss = factor * Goal::template gradient<part_size, D>(
                                 parameters.data(), parameters.state().data(), inputs, targets, mine, factor,
                                 dx, into, part.workspace, draws, weights);
    }

    template <std::size_t D>
    constexpr void backward_parts(Inputs inputs, const T* slopes, T* dx) noexcept {
        for (std::size_t p = 0; p < parts; ++p) {
            T* const work = parts_[p].workspace;
            std::copy_n(slopes + p * part_outputs, part_outputs, Goal::template slopes_in<part_size>(work));
            Goal::template back<part_size, D>(parameters.data(), parameters.state().data(),
                                              inputs.data() + p * part_inputs, D == 0 ? dx : dx + p * D,
                                              cleared_sum(p), work);
        }
        combine();
        if (forwarded_.is(inputs)) return;
        kernels::fill<Net::parameter_count>(detail::not_a_number<T>, gradient.data());
        if constexpr (D != 0) std::fill_n(dx, parts * D, detail::not_a_number<T>);
    }

    /// What the next step does to the parameters.
    constexpr auto next_update(T rate_factor, kernels::Meanwhile* meanwhile = nullptr) noexcept {
        ++steps;
        return update_by(optimizer, rate_factor, meanwhile);
    }

    constexpr auto update_by(const Optimizer& how, T rate_factor,
                             kernels::Meanwhile* meanwhile = nullptr) noexcept {
        std::array<T*, Optimizer::moments> blocks{};
        for (std::size_t k = 0; k < blocks.size(); ++k) blocks[k] = moments[k].data();
        return kernels::Update{how.template rule<T>(steps, static_cast<T>(how.learning_rate) * rate_factor),
                               parameters.data(), blocks, gradient.data(), meanwhile};
    }

    /// Each layer by its own learning rate and decay.
    constexpr void update_by_rates(T rate_factor) noexcept {
        ++steps;
        detail::each_trained_layer<Net>([&]<class L>(const detail::LayerPlace& at) {
            Optimizer own = optimizer;
            if constexpr (requires { own.weight_decay; }) own.weight_decay *= static_cast<float>(at.decay);
            kernels::update<L::parameters>(update_by(own, rate_factor * static_cast<T>(at.rate)) +
                                           at.parameters);
        });
    }

    struct Part {
        alignas(64) T workspace[part_size * Goal::workspace]{};
        T loss = 0;
        Random random{};
    };

    Part parts_[parts]{};
    detail::TakenForward<Loss> forwarded_{};
    std::array<Gradient<Net, T>, parts - 1> others_{};  // the gradients of all parts but the first
};

}  // namespace CTNN_CODE
}  // namespace ctnn
