#pragma once

#include <iterator>
#include <reference/convolution.hpp>

#include <layers/bench.hpp>

// A layer against PyTorch: outputs and all gradients of one case of reference/convolution.hpp.

namespace laws {

template <class L, class T>
void agrees_with_pytorch(const double* x, const double* w, const double* y, const double* dy,
                         const double* dx, const double* dw, double tolerance) {
    constexpr std::size_t B = reference::convolution::batch;
    Bench<L, B, T> bench;
    for (std::size_t i = 0; i < L::parameters; ++i) bench.w[i] = T(w[i]);
    for (std::size_t i = 0; i < B * L::input::size; ++i) bench.x[i] = T(x[i]);
    for (std::size_t i = 0; i < B * L::output::size; ++i) bench.dy[i] = T(dy[i]);
    const auto close = [&](const std::vector<T>& values, const double* wanted) {
        require_close(values, std::vector<T>(wanted, wanted + values.size()), tolerance);
    };
    bench.predict();
    close(bench.y.values(), y);
    bench.forward();
    bench.backward();
    close(bench.y.values(), y);
    close(bench.dx.values(), dx);
    close(bench.dw.values(), dw);
    REQUIRE(bench.intact());
}

}  // namespace laws

/// `AGREES_WITH_PYTORCH(strided, L)`: by reference::convolution::strided, in float and in double.
#define AGREES_WITH_PYTORCH(name, ...)                                                      \
    do {                                                                                    \
        namespace r = reference::convolution::name;                                         \
        using L = __VA_ARGS__;                                                              \
        static_assert(std::size(r::w) == L::parameters);                                    \
        static_assert(std::size(r::y) == reference::convolution::batch * L::output::size);  \
        laws::agrees_with_pytorch<L, float>(r::x, r::w, r::y, r::dy, r::dx, r::dw, 1e-5);   \
        laws::agrees_with_pytorch<L, double>(r::x, r::w, r::y, r::dy, r::dx, r::dw, 1e-10); \
    } while (false)
