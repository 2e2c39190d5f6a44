#pragma once

#include <iterator>
#include <reference/border.hpp>

#include <layers/bench.hpp>

namespace laws {

/// A layer that pads against PyTorch: outputs and gradient.
template <class L, class Golden>
void pads_as_pytorch() {
    Bench<L, 1, double> bench;
    for (std::size_t i = 0; i < bench.x.size(); ++i) bench.x[i] = double(i);
    for (std::size_t i = 0; i < bench.dy.size(); ++i) bench.dy[i] = double(i);
    bench.predict();
    bench.backward();
    REQUIRE(bench.y.values() == std::vector<double>(std::begin(Golden::y), std::end(Golden::y)));
    REQUIRE(bench.dx.values() == std::vector<double>(std::begin(Golden::dx), std::end(Golden::dx)));
    REQUIRE(bench.intact());
}

}  // namespace laws
