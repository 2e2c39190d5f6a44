#include <array>
#include <catch2/catch.hpp>
#include <ctnn/kernels/recurrence/units.hpp>

using namespace ctnn;

namespace {

/// Each unit is worked on once, and nothing behind them is touched.
template <std::size_t U, bool Lanes>
constexpr bool once() {
    std::array<float, U + 1> count{}, twice{};
    for (std::size_t i = 0; i < U; ++i) twice[i] = float(i);
    kernels::each_unit<float, U, Lanes>([to = count.data(), from = twice.data()](auto part) {
        part.store(to, part.load(static_cast<const float*>(to)) + part.load(static_cast<const float*>(from)));
    });
    for (std::size_t i = 0; i < U; ++i)
        if (count[i] != float(i)) return false;
    return count[U] == 0;
}
static_assert(once<1, true>() && once<5, true>() && once<5, false>());

}  // namespace

TEST_CASE("units: each once, at sizes around the register's", "[kernels]") {
    CHECK(once<1, true>());
    CHECK(once<3, true>());
    CHECK(once<4, true>());
    CHECK(once<7, true>());
    CHECK(once<15, true>());
    CHECK(once<16, true>());
    CHECK(once<17, true>());
    CHECK(once<50, true>());
    CHECK(once<17, false>());
}
