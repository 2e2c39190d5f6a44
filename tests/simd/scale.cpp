#include <array>
#include <cmath>
#include <cstddef>
#include <ctnn/simd/scale.hpp>

#include <testing.hpp>

#ifndef CTNN_NO_SIMD

using namespace ctnn;

namespace {

template <class T, std::size_t W = simd::narrowest<T>>
void check_widths() {
    using V = simd::vec<T, W>;
    for (const T p : {T(1), T(-1.5), T(0.75), T(0)})
        for (const int n : {0, 1, -1, 30, -60, sizeof(T) == 4 ? -140 : -1060}) {
            std::array<T, W> y;
            simd::store(y.data(), simd::scale(V(p), V(static_cast<T>(n))));
            for (const T each : y) {
                CAPTURE(W, sizeof(T), p, n);
                CHECK(each == std::ldexp(p, n));
            }
        }
    if constexpr (W < simd::native<T>) check_widths<T, 2 * W>();
}

}  // namespace

TEST_CASE("scale: rounds once, denormals too, where the processor has it", "[simd]") {
    if constexpr (simd::scales) {
        check_widths<float>();
        check_widths<double>();
    }
}

#endif
