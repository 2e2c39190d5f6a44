#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/initializers/draw.hpp>
#include <ctnn/initializers/fan.hpp>
#include <span>

namespace ctnn {

/// Weights uniform in [-limit, limit), limit = sqrt(3 / fan_in). Keeps the variance of values where the
/// activation is nearly the identity; SELU is made for it. LeCun, Bottou, Orr, Mueller: Efficient
/// BackProp, 1998.
/// Cost: one random number a weight.
/// PyTorch: kaiming_uniform_(nonlinearity="linear"). Keras: LecunUniform.
/// What goes wrong: under ReLU values halve in variance with each layer; take a He one there.
struct LecunUniform {
    template <class T>
    CTNN_MEMBER static constexpr void fill(std::span<T> w, std::size_t fan_in, std::size_t,
                                           Random& random) noexcept {
        detail::draw_uniform(w.data(), w.size(), detail::spread(3, fan_in), random);
    }
};

}  // namespace ctnn
