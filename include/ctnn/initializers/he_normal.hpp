#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/initializers/draw.hpp>
#include <ctnn/initializers/fan.hpp>
#include <span>

namespace ctnn {

/// Weights normal with mean 0 and standard deviation sqrt(2 / fan_in). For layers followed by the ReLU
/// family, which lets half of the variance through. He, Zhang, Ren, Sun: Delving deep into rectifiers,
/// 2015.
/// Cost: six random numbers a weight. Twelve uniform numbers add up to one, so none is beyond 6 sigma.
/// PyTorch: kaiming_normal_(nonlinearity="relu"). Keras: HeNormal, but that cuts the tails off at 2
/// sigma.
/// What goes wrong: before tanh or sigmoid it is too wide by sqrt(2): units saturate early.
struct HeNormal {
    template <class T>
    CTNN_MEMBER static constexpr void fill(std::span<T> w, std::size_t fan_in, std::size_t,
                                           Random& random) noexcept {
        detail::draw_normal(w.data(), w.size(), detail::spread(2, fan_in), random);
    }
};

}  // namespace ctnn
