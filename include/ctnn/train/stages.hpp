#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/random.hpp>
#include <ctnn/data/samples.hpp>
#include <ctnn/data/shuffle.hpp>
#include <ctnn/network/predict.hpp>
#include <ctnn/train/learner.hpp>
#include <ctnn/train/recipe.hpp>
#include <limits>
#include <span>
#include <utility>

// Training within constant expressions. Compilers limit what one of them may compute (clang to 1,048,576
// steps, g++ to 33,554,432 operations, by default), so training is a chain of constants, each made from the
// one before by as many optimizer steps as surely stay within the limits.

namespace ctnn::detail {

/// Training as it stands: all that goes on from here.
template <class Net, class Loss, class Optimizer, std::size_t Batch, std::size_t N>
struct Stage {
    /// Answers are looked at after every tenth epoch and after the last.
    static constexpr std::size_t batches = (N + Batch - 1) / Batch, epochs_between_looks = 10;

    /// In clang's steps, measured and rounded up: one sample forward and back, and one optimizer step.
    static constexpr std::size_t sample_cost = 5 * Net::multiply_adds + 120 * Objective<Loss, Net>::workspace,
                                 step_cost = Batch * sample_cost + 120 * Net::parameter_count;

    Learner<Net, Loss, Optimizer, Batch> learner{};
    Random random{};
    std::array<std::uint32_t, N> order{};  // of the samples in this epoch
    std::size_t epochs = 0, batch = 0;     // those that are done, and those done of the epoch under way
    std::size_t looked = N, found = 0,
                right = 0;  // answers looked at, right ones of these, and of the last whole look
    bool diverged = false, finished = false;

    constexpr Stage(const Optimizer& optimizer, std::uint64_t seed, const auto& recipe)
        : learner(optimizer, seed), random{seed} {
        for (std::size_t s = 0; s < N; ++s) order[s] = static_cast<std::uint32_t>(s);
        if (recipe.epochs == 0) looked = 0;
    }

    /// Goes on until `budget` is spent or training is at its end.
    constexpr void advance(const Samples<Net, N>& samples, const auto& recipe, std::size_t budget) noexcept {
        for (std::size_t spent = 0; !finished;) {
            const bool look = looked < N;
            const std::size_t cost = look ? sample_cost : step_cost;
            if (spent != 0 && spent + cost > budget) return;
            spent += cost;
            if (look)
                look_at_next(samples, recipe);
            else
                step_on_next(samples, recipe);
        }
    }

    /// How many of N answers make an accuracy; more than N if it is above 1.
    static constexpr std::size_t asked(float accuracy) noexcept {
        if (!(accuracy > 0)) return 0;
        if (!(accuracy < 1e6f)) return std::numeric_limits<std::size_t>::max();
        const double exact = static_cast<double>(accuracy) * N;
        const auto whole = static_cast<std::size_t>(exact + 0.5);
        return exact - static_cast<double>(whole) > 1e-6 * N ? whole + 1 : whole;  // 0.9f is not 9 / 10
    }

  private:
    constexpr void step_on_next(const Samples<Net, N>& samples, const auto& recipe) noexcept {
        if (batches > 1 && batch == 0) shuffle(std::span<std::uint32_t>(order), random);
        const std::size_t first = batch * Batch, count = std::min(Batch, N - first);
        std::array<float, Batch * Net::input_size> x{};
        std::array<float, Batch * Net::output_size> y{};
        for (std::size_t s = 0; s < Batch; ++s) {
            const std::size_t from = order[first + (s < count ? s : 0)];
            for (std::size_t i = 0; i < Net::input_size; ++i)
                x[s * Net::input_size + i] = samples.inputs[from][i];
            for (std::size_t o = 0; o < Net::output_size; ++o)
                y[s * Net::output_size + o] = samples.targets[from][o];
        }
        const float loss = learner.differentiate(x, y, count);
        if (loss < 1e9f && sane(learner.gradient.values)) learner.update();
        diverged = finished =
            !(loss < 1e9f && sane(learner.gradient.values) && sane(learner.parameters.values));
        if (++batch < batches || diverged) return;
        batch = 0;
        ++epochs;
        if (epochs % epochs_between_looks == 0 || epochs == recipe.epochs) looked = found = 0;
    }

    constexpr void look_at_next(const Samples<Net, N>& samples, const auto& recipe) noexcept {
        const auto y = predict(learner.parameters, samples.inputs[looked]);
        bool near = true;
        for (std::size_t o = 0; o < Net::output_size; ++o) {
            const float off = y[o] - samples.targets[looked][o];
            near = near && off <= recipe.tolerance && -off <= recipe.tolerance;
        }
        found += near;
        if (++looked < N) return;
        right = found;
        finished = right >= asked(recipe.accuracy) || epochs == recipe.epochs;
    }

    /// Beyond these bounds numbers soon overflow, which no constant expression may.
    template <std::size_t Count>
    static constexpr bool sane(const float (&values)[Count]) noexcept {
        for (const float value : values)
            if (!(value > -1e9f && value < 1e9f)) return false;
        return true;
    }
};

/// The training of a network on samples from a seed by a recipe.
template <class Net, const auto& Data, std::uint64_t Seed, const auto& How>
struct Stages {
    using Parts = RecipeOf<std::remove_cvref_t<decltype(How)>>;
    static constexpr std::size_t N = Data.size(),
                                 batch = Parts::batch != 0 ? Parts::batch : std::min<std::size_t>(N, 32);
    using At = Stage<Net, LossFor<Net, typename Parts::Loss>, typename Parts::Optimizer, batch, N>;

    static constexpr At begin() noexcept { return next(At(How.optimizer, Seed, How)); }
    static constexpr At next(At stage) noexcept {
        stage.advance(Data, How, 600'000);
        return stage;
    }
};

/// The constants: each is made from the one before it.
template <class Run, std::size_t S>
inline constexpr typename Run::At after = Run::next(after<Run, S - 1>);
template <class Run>
inline constexpr typename Run::At after<Run, 0> = Run::begin();

/// The number of a stage at which training is at its end. Looked for in leaps: templates may be nested some
/// hundred deep in one another, and each leap starts from constants that are there already.
template <class Run, std::size_t S = 0>
consteval std::size_t last_stage() {
    constexpr std::size_t leap = 8;
    if constexpr (after<Run, S>.finished)
        return S;
    else
        return last_stage<Run, S + leap>();
}

template <class Run>
inline constexpr const typename Run::At& trained = after<Run, last_stage<Run>()>;

}  // namespace ctnn::detail
