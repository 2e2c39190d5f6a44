#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/initializers/draw.hpp>
#include <ctnn/initializers/fan.hpp>
#include <span>

namespace ctnn {

/// Weights normal with mean 0 and standard deviation sqrt(1 / fan_in). Keeps the variance of values where
/// the activation is nearly the identity; SELU is made for it. LeCun, Bottou, Orr, Mueller: Efficient
/// BackProp, 1998.
/// Cost: six random numbers a weight. Twelve uniform numbers add up to one, so none is beyond 6 sigma.
/// PyTorch: kaiming_normal_(nonlinearity="linear"). Keras: LecunNormal, but that cuts the tails off at 2
/// sigma.
/// What goes wrong: under ReLU values halve in variance with each layer; take a He one there.
struct LecunNormal {
    template <class T>
    CTNN_MEMBER static constexpr void fill(std::span<T> w, std::size_t fan_in, std::size_t,
                                           Random& random) noexcept {
        detail::draw_normal(w.data(), w.size(), detail::spread(1, fan_in), random);
    }
};

}  // namespace ctnn
