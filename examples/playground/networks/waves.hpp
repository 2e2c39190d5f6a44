// A layer of one's own
// Sixteen waves, each of a direction and a length of its own: a layer in a dozen lines.
#pragma once

#include <cstddef>
#include <ctnn/activations/linear.hpp>
#include <ctnn/activations/sigmoid.hpp>
#include <ctnn/initializers/uniform.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/math/math.hpp>
#include <ctnn/network/network.hpp>
#include <ratio>

namespace nn = ctnn;

// What the page shows:
// clang-format off
/// y = cos(x).
struct Cosine {
    template <class In>
    struct on {
        using input = In;
        using output = In;
        static constexpr std::size_t parameters = 0;

        static constexpr void predict(auto, auto x, auto y) {
            for (std::size_t i = 0; i < In::size; ++i) y[i] = nn::math::cos(x[i]);
        }
        static constexpr void backward(auto, auto x, auto, auto dy, auto dx, auto) {
            for (std::size_t i = 0; i < In::size; ++i) dx[i] = dy[i] * nn::math::cos(x[i] + 1.5707964f);
        }
        static constexpr void initialize(auto, auto&) {}
    };
};

using Net = nn::Network<
    nn::Input<2>,
    nn::Dense<16, nn::Linear, nn::Uniform<std::ratio<9>>>,
    Cosine,
    nn::Dense<1, nn::Sigmoid>>;
