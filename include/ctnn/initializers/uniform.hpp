#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/initializers/draw.hpp>
#include <ratio>
#include <span>

namespace ctnn {

/// Weights uniform in [-Limit, Limit), whatever the size of the layer: `Uniform<std::ratio<1, 20>>`.
/// Cost: one random number a weight.
/// PyTorch: uniform_(-limit, limit). Keras: RandomUniform, whose default limit is this one's, 0.05.
/// What goes wrong: one limit for all sizes lets values fade or grow from layer to layer in deep
/// networks.
template <class Limit = std::ratio<1, 20>>
struct Uniform {
    template <class T>
    CTNN_MEMBER static constexpr void fill(std::span<T> w, std::size_t, std::size_t,
                                           Random& random) noexcept {
        constexpr double limit = static_cast<double>(Limit::num) / static_cast<double>(Limit::den);
        detail::draw_uniform(w.data(), w.size(), limit, random);
    }
};

}  // namespace ctnn
