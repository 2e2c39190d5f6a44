#include <cstddef>
#include <ctnn/simd/partial.hpp>
#include <utility>
#include <vector>

#include <simd/lane_values.hpp>
#include <testing.hpp>

#ifndef CTNN_NO_SIMD

using namespace ctnn;

namespace {

template <class T, std::size_t W, std::size_t N>
void check_part() {
    CAPTURE(N);
    const auto all = simd::load<W>(ramp<T>(W, 1).data());
    const auto from = ramp<T>(N, 1);
    const auto wanted = [](std::size_t i) { return T(i < N ? i + 1 : 0); };
    lanes_are(simd::load_part<W, N>(from.data()), wanted);
    lanes_are(simd::load_pieces<W, N>(from.data()), wanted);
    std::vector<T> to(N);
    simd::store_part<N>(to.data(), all);
    REQUIRE(to == from);
    to.assign(N, T(0));
    simd::store_first<N>(to.data(), all);
    REQUIRE(to == from);
}

template <class T, std::size_t W = simd::narrowest<T>>
void check_widths() {
    [&]<std::size_t... N>(std::index_sequence<N...>) {
        (check_part<T, W, N>(), ...);
    }(std::make_index_sequence<W + 1>{});
    if constexpr (W < simd::native<T>) check_widths<T, 2 * W>();
}

}  // namespace

TEST_CASE("partial: vectors of which memory fills only a part, and nothing beyond it", "[simd]") {
    check_widths<float>();
    check_widths<double>();
}

#endif
