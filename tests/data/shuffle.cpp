#include <ctnn/data/shuffle.hpp>

#include <algorithm>
#include <array>
#include <map>

#include <testing.hpp>

namespace {

constexpr std::array<int, 5> shuffled(std::uint64_t seed) {
    std::array<int, 5> values{0, 1, 2, 3, 4};
    ctnn::Random random{seed};
    ctnn::shuffle(std::span<int>(values), random);
    return values;
}

static_assert(shuffled(1) == shuffled(1));
static_assert(shuffled(1) != shuffled(2));

/// An index of 32 bits is the number of 64 bits, and needs no cast.
static_assert(std::is_same_v<decltype(ctnn::Random{1}.below(7u)), unsigned>);
static_assert(ctnn::Random{1}.below(1000u) == ctnn::Random{1}.below(std::uint64_t{1000}));

}  // namespace

TEST_CASE("shuffle: every index comes once", "[data]") {
    ctnn::Random random{7};
    for (const std::size_t count : {0u, 1u, 2u, 1000u}) {
        std::vector<std::size_t> order = ctnn::shuffled_indices(count, random);
        if (count == 1000) CHECK_FALSE(std::is_sorted(order.begin(), order.end()));
        std::sort(order.begin(), order.end());
        REQUIRE(order.size() == count);
        for (std::size_t i = 0; i < count; ++i) CHECK(order[i] == i);
    }
}

TEST_CASE("shuffle: each order is equally likely", "[data]") {
    std::map<std::array<int, 4>, int> seen;
    ctnn::Random random{3};
    const int rounds = 48'000;
    for (int i = 0; i < rounds; ++i) {
        std::array<int, 4> values{0, 1, 2, 3};
        ctnn::shuffle(std::span<int>(values), random);
        ++seen[values];
    }
    REQUIRE(seen.size() == 24);
    double chi_squared = 0;
    for (const auto& [order, count] : seen) chi_squared += (count - 2000.0) * (count - 2000.0) / 2000.0;
    CHECK(chi_squared < 49.7);  // 23 degrees of freedom: once in a thousand
}

TEST_CASE("shuffle: the order for a seed is the same everywhere", "[data]") {
    // By the formulas of SplitMix64 and Fisher-Yates in Python: tests/reference/shuffle.py.
    ctnn::Random random{42};
    CHECK(ctnn::shuffled_indices(10, random) == std::vector<std::size_t>{0, 9, 5, 8, 6, 4, 7, 2, 1, 3});
}
