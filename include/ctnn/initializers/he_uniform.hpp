#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/initializers/draw.hpp>
#include <ctnn/initializers/fan.hpp>
#include <span>

namespace ctnn {

/// Weights uniform in [-limit, limit), limit = sqrt(6 / fan_in). For layers followed by the ReLU family,
/// which lets half of the variance through. He, Zhang, Ren, Sun: Delving deep into rectifiers, 2015.
/// Cost: one random number a weight.
/// PyTorch: kaiming_uniform_(nonlinearity="relu"). Keras: HeUniform.
/// What goes wrong: before tanh or sigmoid it is too wide by sqrt(2): units saturate early.
struct HeUniform {
    template <class T>
    CTNN_MEMBER static constexpr void fill(std::span<T> w, std::size_t fan_in, std::size_t,
                                           Random& random) noexcept {
        detail::draw_uniform(w.data(), w.size(), detail::spread(6, fan_in), random);
    }
};

}  // namespace ctnn
