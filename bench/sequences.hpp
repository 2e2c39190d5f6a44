#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "architectures.hpp"
#include "measure.hpp"
#include "peers/plain.hpp"
#include "works.hpp"

// Sequences that are taken as they come, some steps at a time, the state carried from call to call. Inputs
// are taken in turn; the answers are those to all of them, from a state of zeros.

namespace bench {

/// A network that goes step by step, as Lstm and Conv1d, and what it is given.
template <class M>
struct Sequence {
    std::vector<float> weights = M::weights(), x = drawn({{steps_in_turn * M::in, 1}}, 3);
};

template <class M>
using SharedSequence = std::shared_ptr<Sequence<M>>;

/// `(*cell)(x)` takes `Block` steps and gives a pointer to their outputs; `cell->reset()` makes its state
/// zero.
template <class M, std::size_t Block, class Cell>
Player sequence_player(const char* name, const char* variant, const Settings& settings,
                       SharedSequence<M> sequence, std::shared_ptr<Cell> cell) {
    const auto take = [sequence, cell](std::size_t i) {
        return (*cell)(sequence->x.data() + i * Block * M::in % sequence->x.size());
    };
    const auto answer = [=] {
        cell->reset();
        std::vector<float> all;
        for (std::size_t i = 0; i < steps_in_turn / Block; ++i) {
            const float* const y = take(i);
            all.insert(all.end(), y, y + Block * M::out);
        }
        return all;
    };
    const auto work = [take](std::size_t n) {
        for (std::size_t i = 0; i < n; ++i) keep(take(i));
    };
    return {.name = name,
            .variant = variant,
            .answer = answer,
            .measure = nanoseconds_of(settings, work, double(Block))};
}

/// `Block` steps a call.
template <class M, std::size_t Block>
class CtnnCell {
  public:
    explicit CtnnCell(const std::vector<float>& weights) : parameters_(parameters_of<M>(weights)) {}

    void reset() { stream_.reset(); }

    [[gnu::always_inline]] const float* operator()(const float* x) {
        if constexpr (Block == 1)
            y_ = stream_(std::span<const float, M::in>(x, M::in));
        else
            stream_.run(std::span(x, Block * M::in), y_);
        return y_.data();
    }

  private:
    std::shared_ptr<nn::Parameters<typename M::Network>> parameters_;
    nn::Stream<typename M::Network> stream_{*parameters_};
    std::array<float, Block * M::out> y_;
};

template <class M, std::size_t Block>
Player ctnn_sequence_player(const Settings& settings, SharedSequence<M> sequence) {
    return sequence_player<M, Block>("ctnn", "", settings, sequence,
                                     std::make_shared<CtnnCell<M, Block>>(sequence->weights));
}

/// What all others must agree with.
template <class M>
Player plain_sequence_player(SharedSequence<M> sequence) {
    return {.name = "plain loop",
            .variant = "",
            .answer =
                [sequence] {
                    PlainCell<M> cell(sequence->weights.data());
                    std::vector<float> all;
                    for (std::size_t at = 0; at < sequence->x.size(); at += M::in)
                        for (const double y : cell(sequence->x.data() + at))
                            all.push_back(static_cast<float>(y));
                    return all;
                },
            .measure = {},
            .from_any_compiler = true};
}

inline constexpr const char* one_step = "a step of a sequence";

template <class M, std::size_t Block = 1>
Row sequence_row(Must must) {
    return {.name = M::name() + (Block == 1 ? "" : ", blocks of " + std::to_string(Block)),
            .unit = "ns",
            .work = Block == 1 ? work_of<M>() : work_of_samples<M>(Block),
            .must = std::move(must)};
}

}  // namespace bench
