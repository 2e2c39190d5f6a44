#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <ctnn/core/random.hpp>
#include <ctnn/core/shape.hpp>
#include <ctnn/engine/placing.hpp>
#include <iterator>
#include <vector>

#include <layers/bench.hpp>
#include <reference/layers.hpp>
#include <testing.hpp>

// Single layers against PyTorch: tests/reference/layers.py.

namespace torch_golden {

template <class T, std::size_t N>
void require_golden(const std::vector<T>& found, const double (&wanted)[N]) {
    laws::require_close(found, std::vector<T>(std::begin(wanted), std::end(wanted)),
                        sizeof(T) == 4 ? 1e-5 : 1e-10);
}

template <class Golden, class L, class T>
void is_golden_in() {
    laws::Bench<L, Golden::batch, T> bench;
    REQUIRE(bench.x.size() == std::size(Golden::x));
    REQUIRE(bench.y.size() == std::size(Golden::y));
    std::copy(std::begin(Golden::x), std::end(Golden::x), bench.x.data());
    std::copy(std::begin(Golden::dy), std::end(Golden::dy), bench.dy.data());
    if constexpr (requires { Golden::w; }) {
        REQUIRE(bench.w.size() == std::size(Golden::w));
        std::copy(std::begin(Golden::w), std::end(Golden::w), bench.w.data());
    }
    bench.forward();
    bench.backward();
    require_golden(bench.y.values(), Golden::y);
    require_golden(bench.dx.values(), Golden::dx);
    if constexpr (requires { Golden::dw; }) require_golden(bench.dw.values(), Golden::dw);
    if constexpr (requires { Golden::state; }) {
        require_golden(bench.state.values(), Golden::state);
        bench.predict();
        require_golden(bench.y.values(), Golden::predicted);
    }
}

/// A batch forward and back through `Layer` on `In`, in float and in double.
template <class Golden, class Layer, class In>
void is_golden() {
    is_golden_in<Golden, ctnn::placed<Layer, In>, float>();
    is_golden_in<Golden, ctnn::placed<Layer, In>, double>();
}

}  // namespace torch_golden
