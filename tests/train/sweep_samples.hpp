#pragma once

#include <cstddef>
#include <cstdint>
#include <ctnn/train.hpp>
#include <vector>

// What the tests of sweeps train, and on what.

namespace {

using namespace ctnn;

using Net = Network<Input<2>, Dense<4, Tanh>, Dense<1>>;
using Fitted = Trainer<Net, MeanSquaredError, SGD, 8>;

Dataset<Net> samples(std::uint64_t seed, std::size_t count) {
    Random random{seed};
    std::vector<float> x, y;
    for (std::size_t i = 0; i < count; ++i) {
        const float a = random.uniform<float>() - 0.5f, b = random.uniform<float>() - 0.5f;
        x.insert(x.end(), {a, b});
        y.push_back(a * a - b);
    }
    return Dataset<Net>(x, y);
}

}  // namespace
