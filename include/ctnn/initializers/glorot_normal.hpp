#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/initializers/draw.hpp>
#include <ctnn/initializers/fan.hpp>
#include <span>

namespace ctnn {

/// Weights normal with mean 0 and standard deviation sqrt(2 / (fan_in + fan_out)). For layers followed by
/// tanh, sigmoid, softmax or nothing: the variance of values on the way forth and of gradients on the way
/// back changes least from layer to layer. Glorot, Bengio: Understanding the difficulty of training deep
/// feedforward neural networks, 2010.
/// Cost: six random numbers a weight. Twelve uniform numbers add up to one, so none is beyond 6 sigma.
/// PyTorch: xavier_normal_. Keras: GlorotNormal, but that cuts the tails off at 2 sigma.
/// What goes wrong: under ReLU values halve in variance with each layer; take a He one there.
struct GlorotNormal {
    template <class T>
    CTNN_MEMBER static constexpr void fill(std::span<T> w, std::size_t fan_in, std::size_t fan_out,
                                           Random& random) noexcept {
        detail::draw_normal(w.data(), w.size(), detail::spread(2, fan_in, fan_out), random);
    }
};

}  // namespace ctnn
