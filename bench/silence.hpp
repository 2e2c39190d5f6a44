#pragma once

#include <algorithm>
#include <cstddef>
#include <ctnn/simd/flush_denormals.hpp>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "sequences.hpp"

// What denormals cost: an LSTM that hears music, and then silence, in which its memory fades but never quite
// ends.

namespace bench {

/// With biases of 0, and of 1 for the gate that keeps: as initialised, and so that the memory fades, slowly.
template <class M>
std::vector<float> weights_that_fade() {
    std::vector<float> weights = M::weights();
    std::fill(weights.end() - M::bias, weights.end(), 0.0f);
    std::fill_n(weights.end() - M::bias + M::units, M::units, 1.0f);
    return weights;
}

/// Three figures: a step of music, of silence, and of silence where denormals are zeros.
template <class M>
Player silence_player(const Settings& settings, const char* name) {
    const auto cell = std::make_shared<CtnnCell<M, 1>>(weights_that_fade<M>());
    const auto music = std::make_shared<Sequence<M>>();
    const auto hear = [=](std::size_t n) {
        for (std::size_t i = 0; i < n; ++i) keep((*cell)(music->x.data() + i * M::in % music->x.size()));
    };
    const auto hear_nothing = [cell](std::size_t n) {
        static constexpr float nothing[M::in]{};
        for (std::size_t i = 0; i < n; ++i) keep((*cell)(nothing));
    };
    return {.name = name,
            .variant = "",
            .answer = {},
            .measure = [=, sound = nanoseconds_of(settings, hear),
                        silence = nanoseconds_of(settings, hear_nothing)]() mutable {
                const auto fade = [&] {
                    cell->reset();
                    hear(steps_in_turn);
                    hear_nothing(4096);
                };
                std::vector<double> figures = sound();
                fade();
                figures.push_back(silence()[0]);
                const ctnn::FlushDenormals guard;
                fade();
                figures.push_back(silence()[0]);
                return figures;
            }};
}

template <class M>
void add_silence_of(Suite& suite, const std::string& set) {
    const auto row = [&](const char* what) {
        return Row{.name = M::name() + set + ", " + what, .unit = "ns"};
    };
    suite.add("music and silence", {row("music"), row("silence after it"), row("silence, FlushDenormals")},
              {}, [&suite] { return std::vector<Player>{silence_player<M>(suite.settings, "ctnn")}; });
}

}  // namespace bench
