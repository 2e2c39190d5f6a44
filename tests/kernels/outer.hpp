#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/random.hpp>
#include <ctnn/kernels/values/update.hpp>
#include <ctnn/train/optimizers/adam.hpp>
#include <ctnn/train/optimizers/sgd.hpp>
#include <utility>
#include <vector>

#include <kernels/noise.hpp>
#include <kernels/sizes.hpp>
#include <testing.hpp>

// What both kernels of the weight gradient promise: `Kernel::run<B, In, Out>(x, dz, into)`.

namespace outer_laws {

/// Adam as a user may write it, for scalars only.
struct AdamOfScalars : ctnn::Adam {
    template <class T>
    struct Rule {
        ctnn::Adam::Rule<T> rule;
        constexpr T operator()(T w, T g, std::array<T, 2>& m) const { return rule(w, g, m); }
    };
    template <class T>
    constexpr Rule<T> rule(std::uint64_t step, T rate) const {
        return {ctnn::Adam::rule<T>(step, rate)};
    }
};

/// The gradient spent at once is the gradient added to zeros and spent then, bit for bit.
template <class Kernel, class Optimizer, class T, std::size_t B, std::size_t In, std::size_t Out>
void spends(const std::vector<T>& x, const std::vector<T>& dz) {
    constexpr std::size_t N = In * Out, M = Optimizer::moments;
    struct Side {
        std::vector<T> w = noise<T>(N + 1, 3), g = std::vector<T>(N + 1, T(0)), first = noise<T>(N + 1, 4),
                       second = noise<T>(N + 1, 5);
        auto update() {
            for (T& value : second) value = std::abs(value);
            std::array<T*, M> moments{};
            for (std::size_t k = 0; k < M; ++k) moments[k] = k == 0 ? first.data() : second.data();
            return ctnn::kernels::Update{Optimizer{}.template rule<T>(3, T(0.25)), w.data(), moments,
                                         g.data()};
        }
    } at_once, later;
    Kernel::template run<B, In, Out>(x.data(), dz.data(), later.g.data());
    ctnn::kernels::update<N>(later.update());
    at_once.g.assign(N + 1, T(7));  // nothing there counts
    Kernel::template run<B, In, Out>(x.data(), dz.data(), at_once.update());
    REQUIRE(at_once.w == later.w);
    REQUIRE(at_once.first == later.first);
    REQUIRE(at_once.second == later.second);
    REQUIRE(at_once.g.back() == 7);
}

/// Against plain loops in double. One in `one_in` inputs is not zero.
template <class Kernel, class T, std::size_t B, std::size_t In, std::size_t Out>
void check(std::uint64_t one_in) {
    CAPTURE(B, In, Out, one_in);
    std::vector<T> x = noise<T>(B * In, 1);
    const std::vector<T> dz = noise<T>(B * Out, 2);
    ctnn::Random random{one_in};
    for (T& value : x)
        if (random.below(one_in) != 0) value = 0;
    std::vector<double> wanted(In * Out, 0.5);
    for (std::size_t s = 0; s < B; ++s)
        for (std::size_t i = 0; i < In; ++i)
            for (std::size_t o = 0; o < Out; ++o)
                wanted[i * Out + o] += double(x[s * In + i]) * double(dz[s * Out + o]);
    std::vector<T> dw(In * Out + 1, T(0.5));
    Kernel::template run<B, In, Out>(static_cast<const T*>(x.data()), dz.data(), dw.data());
    const double tolerance = sizeof(T) == 4 ? 2e-5 : 1e-13;
    for (std::size_t i = 0; i < wanted.size(); ++i)
        REQUIRE(std::abs(double(dw[i]) - wanted[i]) <= tolerance * (1 + std::abs(wanted[i])));
    REQUIRE(dw.back() == T(0.5));
    spends<Kernel, ctnn::SGD, T, B, In, Out>(x, dz);
    spends<Kernel, ctnn::Adam, T, B, In, Out>(x, dz);
    if constexpr (Out % 3 == 1) spends<Kernel, AdamOfScalars, T, B, In, Out>(x, dz);
}

template <class Kernel>
void every_size(std::uint64_t one_in) {
    [&]<std::size_t... N>(std::index_sequence<N...>) {
        (check<Kernel, float, 5, 3, N>(one_in), ...);
        (check<Kernel, float, 2, N, 5>(one_in), ...);
        (check<Kernel, double, 9, 7, N>(one_in), ...);
    }(KernelSizes{});
}

}  // namespace outer_laws
