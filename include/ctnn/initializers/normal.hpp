#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/initializers/draw.hpp>
#include <ratio>
#include <span>

namespace ctnn {

/// Weights normal with mean 0 and standard deviation Sigma, whatever the size of the layer:
/// `Normal<std::ratio<5, 100>>`.
/// Cost: six random numbers a weight. Twelve uniform numbers add up to one, so none is beyond 6 sigma.
/// sigma.
/// PyTorch: normal_(0, sigma). Keras: RandomNormal, whose default sigma is this one's, 0.05.
/// What goes wrong: one sigma for all sizes lets values fade or grow from layer to layer in deep
/// networks.
template <class Sigma = std::ratio<5, 100>>
struct Normal {
    template <class T>
    CTNN_MEMBER static constexpr void fill(std::span<T> w, std::size_t, std::size_t,
                                           Random& random) noexcept {
        constexpr double sigma = static_cast<double>(Sigma::num) / static_cast<double>(Sigma::den);
        detail::draw_normal(w.data(), w.size(), sigma, random);
    }
};

}  // namespace ctnn
