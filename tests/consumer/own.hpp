#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <ctnn/ctnn.hpp>
#include <ratio>
#include <type_traits>

// An activation and a layer of one's own, which say all that those of the library say.

namespace nn = ctnn;

namespace own {

struct Limits {
    int low = -1, high = 1;
    constexpr void each_member(auto&& visit) const { visit("low", low), visit("high", high); }
};

/// y = z, but not beyond the limits.
template <Limits L = Limits{}>
struct Clip {
    using initializer = nn::LecunNormal;
    static constexpr void spell(std::type_identity<Clip> self, auto& out) {
        out(self, nn::OrDefault{L, Limits{}});
    }

    static constexpr auto value(auto z) {
        using T = decltype(z);
        return z < T(L.low) ? T(L.low) : z > T(L.high) ? T(L.high) : z;
    }
    static constexpr auto slope(auto z, decltype(z) /*y*/) {
        return decltype(z)(z > decltype(z)(L.low) && z < decltype(z)(L.high));
    }
};

/// Which says nothing: it starts as ReLU does, folds, and has its own name.
struct Rectifier : nn::ReLU {};

/// y[i] = Act(weight[i] x[i] + bias[i]); weights start in the middle between the limits.
template <Limits Start, class Act = nn::Linear>
struct Gain {
    template <class A>
    using ending_in = Gain<Start, A>;
    static constexpr void spell(std::type_identity<Gain> self, auto& out) {
        out(self, Start, nn::or_default<Act, nn::Linear>);
    }

    template <class In>
    struct on {
        using input = In;
        using output = typename In::plain;
        static constexpr std::size_t n = In::size, weights = n, parameters = 2 * n;
        static constexpr std::size_t output_of(std::size_t weight) noexcept
            requires(std::is_same_v<Act, nn::Linear> && In::rank == 1)
        {
            return weight;
        }

        static constexpr void predict(auto w, auto x, auto y) {
            for (std::size_t i = 0; i < n; ++i) y[i] = Act::value(w[i] * x[i] + w[n + i]);
        }
        static constexpr void backward(auto w, auto x, auto y, auto dy, auto dx, auto dw) {
            for (std::size_t i = 0; i < n; ++i) {
                const auto dz = dy[i] * Act::slope(w[i] * x[i] + w[n + i], y[i]);
                dw[i] += dz * x[i];
                dw[n + i] += dz;
                dx[i] = dz * w[i];
            }
        }
        static constexpr void initialize(auto w, auto& /*random*/) {
            for (std::size_t i = 0; i < n; ++i) w[i] = float(Start.low + Start.high) / 2, w[n + i] = 0;
        }
    };
};

using Trained =
    nn::Network<nn::Input<4>, nn::Dense<6>, nn::BatchNorm<>, nn::Activation<Clip<>>, Gain<Limits{.low = 2}>,
                nn::Dropout<std::ratio<1, 5>>, nn::BatchNorm<>, nn::Activation<Rectifier>,
                nn::Dense<5, Rectifier>, nn::Dense<3, Clip<Limits{.low = -3, .high = 3}>>>;
using Deployed = nn::Network<nn::Input<4>, nn::Dense<6, Clip<>>, Gain<Limits{.low = 2}, Rectifier>,
                             nn::Dense<5, Rectifier>, nn::Dense<3, Clip<Limits{.low = -3, .high = 3}>>>;
static_assert(std::is_same_v<nn::folded<Trained>, Deployed>);

/// As after some training.
constexpr nn::Parameters<Trained> trained() {
    nn::Parameters<Trained> parameters;
    nn::initialize(parameters, 1);
    nn::Random random{2};
    for (float& value : parameters.state()) value = random.uniform<float>() + 0.25f;
    for (std::size_t i = 0; i < Trained::parameter_count; ++i)
        if (parameters.values[i] == 0) parameters.values[i] = random.uniform<float>() - 0.5f;
    return parameters;
}

/// FNV-1a of the bits of what the network answers to some samples.
template <class Net>
constexpr std::uint64_t hash(const nn::Parameters<Net>& parameters) {
    std::uint64_t value = 0xCBF2'9CE4'8422'2325u;
    nn::Random random{3};
    for (int sample = 0; sample < 3; ++sample) {
        std::array<float, 4> x{};
        for (float& each : x) each = random.uniform<float>() * 4 - 2;
        for (const float y : nn::predict(parameters, x))
            for (std::uint32_t bits = std::bit_cast<std::uint32_t>(y), i = 0; i < 4; ++i, bits >>= 8)
                value = (value ^ (bits & 0xFF)) * 0x100'0000'01B3u;
    }
    return value;
}

/// With every compiler and for every processor: ctnn::reproducible.
inline constexpr std::uint64_t answer_of_trained = 0x366B7CA3D82E9080u,
                               answer_of_deployed = 0x8A53D2D3B46E5C1Eu;

}  // namespace own
