#include <array>
#include <cstddef>
#include <ctnn/simd/across_lanes.hpp>

#include <testing.hpp>

#ifndef CTNN_NO_SIMD

using namespace ctnn;

namespace {

template <class T, std::size_t W = simd::narrowest<T>>
void check_widths() {
    using V = simd::vec<T, W>;
    CAPTURE(W, sizeof(T));
    std::array<T, W> x{};
    T sum = 0;
    for (std::size_t i = 0; i < W; ++i) sum += x[i] = T(5) - static_cast<T>(i * i);
    CHECK(simd::sum(simd::load<W>(x.data())) == sum);
    for (std::size_t largest = 0; largest < W; ++largest) {
        x = {};
        x[largest] = T(2);
        CHECK(simd::max_of(simd::load<W>(x.data())) == 2);
        CHECK(simd::max_of(simd::load<W>(x.data()) - V(T(9))) == -7);
        CHECK(simd::sum(simd::load<W>(x.data())) == 2);
    }
    if constexpr (W < simd::native<T>) check_widths<T, 2 * W>();
}

}  // namespace

TEST_CASE("across lanes: their sum and the largest, at every width", "[simd]") {
    check_widths<float>();
    check_widths<double>();
}

#endif
