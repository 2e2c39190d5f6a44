#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/code.hpp>
#include <ctnn/core/random.hpp>
#include <ctnn/data/samples.hpp>
#include <ctnn/data/shuffle.hpp>
#include <ctnn/network/predict.hpp>
#include <ctnn/train/batch_order.hpp>
#include <ctnn/train/learner.hpp>
#include <ctnn/train/recipe.hpp>
#include <limits>
#include <span>
#include <utility>

// Training within constant expressions. Compilers limit what one of them may compute (clang to 1,048,576
// steps, g++ to 33,554,432 operations, by default), so training is a chain of constants, each made from the
// one before by as many optimizer steps as surely stay within the limits.

namespace ctnn::detail::inline CTNN_CODE {

/// Of a user's layer: what it does with its parameters is in no count of multiply-adds, and it does it by
/// spans, which take clang ten times the steps of pointers.
template <class L>
inline constexpr std::size_t lifted_parameters = is_lifted<L> ? L::parameters : 0;

/// What training costs in clang's steps, measured and rounded up.
template <class Net, class Loss>
struct StageCost {
    /// One sample forward and back.
    static constexpr std::size_t sample =
        5 * Net::multiply_adds + 120 * Objective<Loss, Net>::workspace +
        600 * []<std::size_t... I>(std::index_sequence<I...>) {
            return (lifted_parameters<typename Net::body::template layer<I>> + ...);
        }(std::make_index_sequence<Net::layer_count>{});

    /// One optimizer step.
    static constexpr std::size_t step(std::size_t batch) noexcept {
        return batch * sample + 120 * Net::parameter_count;
    }

    /// As many samples as a constant expression surely takes, at most 32.
    static constexpr std::size_t batch(std::size_t samples) noexcept {
        std::size_t size = std::min<std::size_t>(samples, 32);
        while (size > 1 && step(size) > 900'000) size /= 2;
        return size;
    }
};

/// Training as it stands: all that goes on from here.
template <class Net, class Loss, class Optimizer, std::size_t Batch, std::size_t N>
struct Stage {
    /// Answers are looked at after every tenth epoch and after the last.
    static constexpr std::size_t batches = (N + Batch - 1) / Batch, epochs_between_looks = 10;

    using Cost = StageCost<Net, Loss>;
    static constexpr std::size_t step_cost = Cost::step(Batch), order_cost = batches > 1 ? 50 * N : 0;

    Learner<Net, Loss, Optimizer, Batch> learner{};
    Random random{};
    std::array<std::uint32_t, N> order{};  // of the samples in this epoch
    std::size_t epochs = 0, batch = 0;     // those that are done, and those done of the epoch under way
    std::size_t looked = N, found = 0;     // answers that are looked at, and right ones of these
    std::size_t right = 0;                 // of the last whole look
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
            const std::size_t cost = look ? Cost::sample : step_cost + (batch == 0 ? order_cost : 0);
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
        constexpr bool coupled = couples_samples<typename Net::body>();
        const std::size_t first = batch * Batch, count = std::min(Batch, N - first);
        std::array<float, Batch * Net::input_size> x{};
        std::array<float, Batch * Net::output_size> y{};
        BatchOrder places(first, count, N, coupled);
        for (std::size_t s = 0; s < Batch; ++s) {
            const std::size_t from = order[places.next()];
            for (std::size_t i = 0; i < Net::input_size; ++i)
                x[s * Net::input_size + i] = samples.inputs[from][i];
            for (std::size_t o = 0; o < Net::output_size; ++o)
                y[s * Net::output_size + o] = samples.targets[from][o];
        }
        const float loss = learner.differentiate(x, y, coupled ? Batch : count);
        diverged = !(loss < 1e30f && within(1e15f, learner.gradient.values));
        if (!diverged) learner.update();
        diverged = diverged || !within(1e12f, learner.parameters.values);
        finished = diverged;
        if (++batch < batches || diverged) return;
        batch = 0;
        ++epochs;
        if (epochs % epochs_between_looks == 0 || epochs == recipe.epochs) looked = found = 0;
    }

    constexpr void look_at_next(const Samples<Net, N>& samples, const auto& recipe) noexcept {
        const auto y = predict(learner.parameters, samples.inputs[looked]);
        bool close = true;
        for (std::size_t o = 0; o < Net::output_size; ++o) {
            const float off = y[o] - samples.targets[looked][o];
            close = close && off <= recipe.tolerance && -off <= recipe.tolerance;
        }
        found += close;
        if (++looked < N) return;
        right = found;
        finished = right >= asked(recipe.accuracy) || epochs == recipe.epochs;
    }

    /// Whether all values are. Beyond some bound numbers soon overflow, which no constant expression may.
    template <std::size_t Count>
    static constexpr bool within(float bound, const float (&values)[Count]) noexcept {
        for (const float value : values)
            if (!(value > -bound && value < bound)) return false;
        return true;
    }
};

/// The training of a network on samples from a seed by a recipe.
template <class Net, const auto& Data, std::uint64_t Seed, const auto& How>
struct Stages {
    using Parts = RecipeOf<std::remove_cvref_t<decltype(How)>>;
    using Loss = LossFor<Net, typename Parts::Loss>;
    static constexpr std::size_t N = Data.size();
    static constexpr std::size_t batch = Parts::batch != 0 ? Parts::batch : StageCost<Net, Loss>::batch(N);
    using At = Stage<Net, Loss, typename Parts::Optimizer, batch, N>;

    static constexpr At begin() noexcept { return At(How.optimizer, Seed, How); }
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

}  // namespace ctnn::detail::inline CTNN_CODE
