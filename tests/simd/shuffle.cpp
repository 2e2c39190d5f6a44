#include <array>
#include <cstddef>
#include <ctnn/simd/shuffle.hpp>
#include <type_traits>
#include <utility>

#include <simd/lane_values.hpp>
#include <testing.hpp>

#ifndef CTNN_NO_SIMD

using namespace ctnn;

namespace {

template <class T, std::size_t W>
struct Check {
    using V = simd::vec<T, W>;
    static constexpr auto lanes = std::make_index_sequence<W>{};

    const V a = simd::load<W>(ramp<T>(W, 1).data()), b = simd::load<W>(ramp<T>(W, T(W + 1)).data());

    template <std::size_t I>
    void across() const {
        CAPTURE(I);
        lanes_are(simd::pick<W, I>(a, b), [](std::size_t i) { return T(I + i + 1); });
        lanes_are(simd::pick<W, I, 3>(a, b), [](std::size_t i) { return T((I + i) / 3 + 1); });
        lanes_are(simd::pick<W, I, 1, W / 2>(a, b),
                  [](std::size_t i) { return T(std::min(I + i, W / 2) + 1); });
        lanes_are(simd::rotate<I>(a), [](std::size_t i) { return T((I + i) % W + 1); });
        lanes_are(simd::keep<I>(a), [](std::size_t i) { return T(i < I ? i + 1 : 0); });
        lanes_are(simd::keep<I>(a, b), [](std::size_t i) { return T(i < I ? i + 1 : W + i + 1); });
        splat<I, simd::narrowest<T>>();
    }

    template <std::size_t I, std::size_t To>
    void splat() const {
        lanes_are(simd::splat<To, I>(a), [](std::size_t) { return T(I + 1); });
        if constexpr (To < simd::native<T>) splat<I, 2 * To>();
    }

    template <std::size_t To>
    void widen() const {
        lanes_are(simd::pick<To, 0, To / W>(a, a), [](std::size_t i) { return T(i / (To / W) + 1); });
        lanes_are(simd::keep<W>(simd::widen<To>(a)), [](std::size_t i) { return T(i < W ? i + 1 : 0); });
        if constexpr (To < simd::native<T>) widen<2 * To>();
    }

    void mixed() const {
        const auto low = simd::mix_low(a, b), high = simd::mix_high(a, b);
        const auto of = [](std::size_t first) {
            return [first](std::size_t i) { return T(i / 4 * 4 + first + i % 4 / 2 + i % 2 * W + 1); };
        };
        lanes_are(low, of(0));
        lanes_are(high, of(2));
        lanes_are(simd::first_of_mixed(low, high), [](std::size_t i) { return T(i + 1); });
        lanes_are(simd::second_of_mixed(low, high), [](std::size_t i) { return T(i + W + 1); });
        lanes_are(simd::add_mixed(low, high), [](std::size_t i) { return T(2 * i + W + 2); });
        if constexpr (std::is_same_v<T, float>)
            lanes_are(simd::splat_pair<W>(ramp<T>(2, 5).data()), [](std::size_t i) { return T(5 + i % 2); });
        lanes_are(simd::splat_with_zero<W>(T(3)), [](std::size_t i) { return T(i % 2 == 0 ? 3 : 0); });
        if constexpr (simd::narrowest<T> == 4)
            lanes_are(simd::repeat<W>(simd::load<4>(ramp<T>(4, 5).data())),
                      [](std::size_t i) { return T(5 + i % 4); });
        const auto sums = simd::add_neighbours(simd::load<W>(ramp<T>(W, 1).data()));
        for (std::size_t i = 0; i < W / 2; ++i) REQUIRE(sums.lanes()[i] == T(4 * i + 3));
    }

    Check() {
        widen<W>();
        if constexpr (W >= 4) mixed();
        [this]<std::size_t... I>(std::index_sequence<I...>) { (this->template across<I>(), ...); }(lanes);
    }
};

template <class T, std::size_t W = simd::narrowest<T>>
void check_widths() {
    Check<T, W>();
    if constexpr (W < simd::native<T>) check_widths<T, 2 * W>();
}

}  // namespace

TEST_CASE("shuffle: values from lane to lane", "[simd]") {
    check_widths<float>();
    check_widths<double>();
}

#endif
