#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <ctnn/engine/backward.hpp>
#include <ctnn/engine/chain.hpp>
#include <ctnn/engine/placing.hpp>
#include <string>
#include <type_traits>
#include <vector>

#include <allocations.hpp>
#include <kernels/sizes.hpp>
#include <layers/bench.hpp>
#include <layers/own_prelu.hpp>
#include <layers/predicting_laws.hpp>
#include <layers/stream_laws.hpp>
#include <layers/training_laws.hpp>
#include <testing.hpp>

// What every layer promises, in one line for each: `layer_laws<Dense<5, Tanh>, Shape<7>>();`

namespace laws {

/// The outputs and all gradients of one sample: by constant evaluation and at run time.
template <class L, class T>
struct Outcome {
    static constexpr std::size_t in = L::input::size, out = L::output::size;
    std::array<T, out> predicted{}, went{};
    std::array<T, in> dx{};
    std::array<T, L::parameters> dw{};
};

template <class L, class T>
constexpr Outcome<L, T> outcome() {
    using O = Outcome<L, T>;
    constexpr std::size_t back = ctnn::detail::backward_scratch<L>();
    O result;
    std::array<T, L::parameters> w{};
    std::array<T, L::state> state{};
    std::array<T, L::tape> tape{};
    std::array<T, std::max(L::scratch, back)> scratch{};
    std::array<T, O::in> x{};
    std::array<T, O::out> dy{};
    ctnn::Random random{3};
    L::template initialize<T>(w, state, random);
    fill_random(x.data(), O::in, 4);
    fill_random(dy.data(), O::out, 5);
    const auto call = ctnn::Slot<T, L::scratch>(scratch.data(), L::scratch);
    L::template predict<1, T>(w, state, x, result.predicted, call);
    L::template forward<1, T>(w, state, x, result.went, tape, call, random);
    ctnn::detail::backward<L, 1, T, O::in>(w, x, result.went, tape, dy, ctnn::Slot<T, O::in>(result.dx),
                                           result.dw.data(), ctnn::Slot<T, back>(scratch.data(), back),
                                           static_cast<const T*>(state.data()));
    return result;
}

template <class L>
Finding constant_evaluation_is_run_time() {
    static constexpr auto compiled = outcome<L, float>();
    volatile bool now = true;  // so that the compiler cannot know
    const auto ran = now ? outcome<L, float>() : Outcome<L, float>{};
    const auto vector = [](const auto& array) { return std::vector<float>(array.begin(), array.end()); };
    Finding finding;
    finding.close("predicted", vector(ran.predicted), vector(compiled.predicted), 2e-6);
    finding.close("went", vector(ran.went), vector(compiled.went), 2e-6);
    finding.close("dx", vector(ran.dx), vector(compiled.dx), 2e-6);
    finding.close("dw", vector(ran.dw), vector(compiled.dw), 2e-6);
    return finding;
}

template <class L>
Finding nothing_is_allocated() {
    Bench<L, 13, float> bench;
    const std::size_t before = allocations();
    bench.predict();
    bench.forward();
    bench.backward();
    Finding finding;
    finding.holds("as many as before", allocations() == before);
    return finding;
}

/// Whether what `forward` gives for a sample is what `predict` gives.
template <class L, bool Draws>
constexpr bool goes_forward_as_it_predicts = !Draws && !ctnn::detail::couples_samples<L>();

/// The first law that a placed layer breaks, and how; empty if it keeps all. Few sizes of a batch, and most
/// with one T alone: the compiler works through each anew. Fewer still where what clang has run in full is
/// repeated (kernels/sizes.hpp).
template <class L, bool Draws>
std::string broken_by_layer() {
    std::vector<Law> laws;
    add_laws_of_registers<L, float>(laws);
    add_laws_of_streams<L, float>(laws);
    if constexpr (goes_forward_as_it_predicts<L, Draws>)
        laws.push_back({"forward is predict", forward_is_predict<L, 1>});
    laws.push_back({"gradients are central differences", gradients_are_central_differences<L, 8>});
    laws.push_back({"backward adds to dw and overwrites dx", backward_adds_to_dw_and_overwrites_dx<L, 8>});
    constexpr const char* update = "an update on the way is the one afterwards";
    laws.push_back({update, an_update_on_the_way_is_the_one_afterwards<L, 13, float>});
    if constexpr (goes_forward_as_it_predicts<L, Draws>) {
        laws.push_back({"a batch is its samples", a_batch_is_its_samples<L, 13, float>});
        laws.push_back({"forward is predict", forward_is_predict<L, 13>});
    } else {
        laws.push_back({"a batch predicts as its samples", a_batch_predicts_as_its_samples<L, 13, float>});
    }
#ifndef CTNN_TEST_FEW
    laws.push_back({"gradients are central differences", gradients_are_central_differences<L, 1>});
    laws.push_back({update, an_update_on_the_way_is_the_one_afterwards<L, 8, double>});
    if constexpr (goes_forward_as_it_predicts<L, Draws>)
        laws.push_back({"a batch is its samples", a_batch_is_its_samples<L, 8, double>});
    else
        laws.push_back({"a batch predicts as its samples", a_batch_predicts_as_its_samples<L, 8, double>});
    laws.push_back({"a batch predicts as its samples", a_batch_predicts_as_its_samples<L, 64, float>});
#endif
#ifdef CTNN_EXHAUSTIVE_TESTS
    laws.push_back({update, an_update_on_the_way_is_the_one_afterwards<L, 1, float>});
#endif
    laws.push_back({"constant evaluation is run time", constant_evaluation_is_run_time<L>});
    laws.push_back({"nothing is allocated", nothing_is_allocated<L>});
    return first_broken(laws);
}

/// The same of the layer in a chain between two others, in an exhaustive run also in one of its own: what a
/// chain makes of the ways that its layers offer. Not under the sanitizers: its code is the layers'.
template <class Alone, class Between, bool Draws>
std::string broken_by_chain() {
    std::vector<Law> laws;
#ifndef CTNN_TEST_FEW
    laws.push_back({"a chain is its layers", a_batch_predicts_as_its_samples<Between, 1, float>});
    add_laws_of_registers<Between, float>(laws);
    laws.push_back({"an update on the way is the one afterwards",
                    an_update_on_the_way_is_the_one_afterwards<Between, 13, float>});
#endif
#ifdef CTNN_EXHAUSTIVE_TESTS
    laws.push_back({"a chain of one layer is the layer", a_batch_predicts_as_its_samples<Alone, 1, float>});
    laws.push_back({"a chain is its layers", a_batch_predicts_as_its_samples<Between, 13, float>});
    add_laws_of_streams<Between, float>(laws);
    if constexpr (goes_forward_as_it_predicts<Between, Draws>)
        laws.push_back({"forward is predict", forward_is_predict<Between, 13>});
#endif
    return first_broken(laws, "in a chain: ");
}

template <class Layer, class In, bool Draws>
std::string broken_by_zeros() {
    if constexpr (In::is_sparse && !Draws) {
        using Sparse = ctnn::placed<Layer, In>;
        using Dense = ctnn::placed<Layer, typename In::plain>;
        return first_broken({{"sparse is dense", sparse_is_dense<Sparse, Dense, 1, float>},
                             {"sparse is dense", sparse_is_dense<Sparse, Dense, 13, float>}});
    } else {
        return {};
    }
}

}  // namespace laws

/// The first law that `Layer` placed on `In` breaks, by its name and with what was found: alone, in a chain
/// of its own and in one between two others, in every way that it offers. Empty if it keeps them all.
/// Draws: whether forward draws random numbers, and so is not predict. Nor is it where samples are coupled.
template <class Layer, class In, bool Draws = false>
std::string broken_law() {
    using L = ctnn::placed<Layer, In>;
    using Before = ctnn::placed<OwnPReLU<>, In>;
    using After = ctnn::placed<OwnPReLU<>, typename L::output>;
    static_assert(std::is_empty_v<L>);
    static_assert(ctnn::BatchLayer<L>);
    static_assert(std::is_same_v<typename L::input, In>);
    std::string broken = laws::broken_by_layer<L, Draws>();
    if (broken.empty()) broken = laws::broken_by_zeros<Layer, In, Draws>();
    if (broken.empty())
        broken = laws::broken_by_chain<ctnn::detail::Chain<In, L>, ctnn::detail::Chain<In, Before, L, After>,
                                       Draws>();
    return broken;
}

template <class Layer, class In, bool Draws = false>
void layer_laws() {
    REQUIRE(broken_law<Layer, In, Draws>() == "");
}
