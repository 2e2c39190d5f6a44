#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/random.hpp>
#include <ctnn/simd/byte_sums.hpp>

#include <testing.hpp>

#ifndef CTNN_NO_SIMD

using namespace ctnn;

namespace {

/// Calls f for each width of register that there is.
template <class F>
void each_width(F f) {
    if constexpr (simd::byte_lanes >= 4) f.template operator()<4>();
    if constexpr (simd::byte_lanes >= 8) f.template operator()<8>();
    if constexpr (simd::byte_lanes >= 16) f.template operator()<16>();
}

template <std::size_t W>
void check_products(Random& random, bool extremes) {
    alignas(64) std::array<std::int8_t, 4 * W> w;
    alignas(64) std::array<std::uint8_t, 4 * W> x;
    for (auto& value : w)
        value = static_cast<std::int8_t>(extremes ? (random.below(2u) == 0 ? -127 : 127)
                                                  : static_cast<int>(random.below(255u)) - 127);
    for (auto& value : x) value = static_cast<std::uint8_t>(extremes ? 127 : random.below(128u));
    const auto added = simd::add_products(simd::Sums<W>(-100'000), simd::load_groups<W>(x.data()),
                                          simd::load_groups<W>(w.data()));
    const auto same = simd::add_products(simd::Sums<W>(7), simd::all_groups<W>(x.data() + 4),
                                         simd::load_groups<W>(w.data()));
    for (std::size_t i = 0; i < W; ++i) {
        std::int32_t wanted = -100'000, of_same = 7;
        for (std::size_t k = 0; k < 4; ++k) {
            wanted += x[4 * i + k] * w[4 * i + k];
            of_same += x[4 + k] * w[4 * i + k];
        }
        REQUIRE(added.lanes()[i] == wanted);
        REQUIRE(same.lanes()[i] == of_same);
    }
}

}  // namespace

TEST_CASE("byte sums: products of groups, the largest too", "[simd]") {
    each_width([]<std::size_t W> {
        Random random{W};
        for (int i = 0; i < 20; ++i) check_products<W>(random, i % 2 == 0);
    });
}

TEST_CASE("byte sums: to floats, to the nearest integers, to bytes and back", "[simd]") {
    each_width([]<std::size_t W> {
        CAPTURE(W);
        std::array<float, W> halves;
        for (std::size_t i = 0; i < W; ++i) halves[i] = static_cast<float>(i) + 0.5f;
        const auto rounded = simd::nearest(simd::load<W>(halves.data()));
        const auto large = simd::to_numbers(simd::Sums<W>(16'777'219));
        std::array<std::uint8_t, W> bytes;
        simd::store_bytes(bytes.data(), rounded + simd::Sums<W>(200));
        const auto loaded = simd::load_bytes<W>(bytes.data());
        for (std::size_t i = 0; i < W; ++i) {
            REQUIRE(rounded.lanes()[i] == static_cast<int>((i + 1) / 2 * 2));
            REQUIRE(large.lanes()[i] == 16'777'220.0f);
            REQUIRE(bytes[i] == 200 + (i + 1) / 2 * 2);
            REQUIRE(loaded.lanes()[i] == bytes[i]);
        }
    });
}

TEST_CASE("byte sums: four registers as bytes, in order and clipped", "[simd]") {
    each_width([]<std::size_t W> {
        CAPTURE(W);
        const auto row = [](std::int32_t from) {
            std::array<std::int32_t, W> values;
            for (std::size_t i = 0; i < W; ++i) values[i] = from + static_cast<std::int32_t>(i);
            return simd::load<W>(values.data());
        };
        std::array<std::uint8_t, 4 * W> bytes;
        simd::store_bytes(bytes.data(), row(0), row(-70'000), simd::Sums<W>(INT32_MIN), row(90'000), 9);
        for (std::size_t i = 0; i < W; ++i) {
            REQUIRE(bytes[i] == i + 9);
            REQUIRE((bytes[W + i] == 0 && bytes[2 * W + i] == 0 && bytes[3 * W + i] == 255));
        }
    });
}

TEST_CASE("byte sums: which groups are not all zero", "[simd]") {
    constexpr std::size_t W = simd::byte_lanes;
    Random random{5};
    for (int turn = 0; turn < 50; ++turn) {
        alignas(64) std::array<std::uint8_t, 4 * W> x{};
        std::array<std::uint32_t, W> list;
        std::size_t wanted = 0;
        for (std::size_t g = 0; g < W; ++g)
            if (random.below(2u) == 0) x[4 * g + random.below(std::size_t{4})] = 1;
        const std::size_t count = simd::list_groups(simd::nonzero_groups(x.data()), 100, list.data());
        for (std::size_t g = 0; g < W; ++g)
            if (std::count(x.begin() + std::ptrdiff_t(4 * g), x.begin() + std::ptrdiff_t(4 * g + 4), 0) != 4)
                REQUIRE(list[wanted++] == 100 + g);
        REQUIRE(count == wanted);
    }
}

#endif
