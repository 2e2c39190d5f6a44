#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/initializers/draw.hpp>
#include <ctnn/initializers/fan.hpp>
#include <span>

namespace ctnn {

/// Weights uniform in [-limit, limit), limit = sqrt(6 / (fan_in + fan_out)). For layers followed by tanh,
/// sigmoid, softmax or nothing: the variance of values on the way forth and of gradients on the way back
/// changes least from layer to layer. Glorot, Bengio: Understanding the difficulty of training deep
/// feedforward neural networks, 2010.
/// Cost: one random number a weight.
/// PyTorch: xavier_uniform_. Keras: GlorotUniform.
/// What goes wrong: under ReLU values halve in variance with each layer; take a He one there.
struct GlorotUniform {
    template <class T>
    CTNN_MEMBER static constexpr void fill(std::span<T> w, std::size_t fan_in, std::size_t fan_out,
                                           Random& random) noexcept {
        detail::draw_uniform(w.data(), w.size(), detail::spread(6, fan_in, fan_out), random);
    }
};

}  // namespace ctnn
