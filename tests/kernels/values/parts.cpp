#include <array>
#include <ctnn/kernels/values/parts.hpp>
#include <utility>

#include <testing.hpp>

using namespace ctnn;

namespace {

/// Each value is worked on once, and nothing behind them is touched.
template <std::size_t N, bool Lanes>
constexpr bool once() {
    std::array<float, N + 1> count{}, twice{};
    for (std::size_t i = 0; i < N; ++i) twice[i] = float(i + 1);
    kernels::each_part<float, N, Lanes>([to = count.data(), from = twice.data()](auto part) {
        part.store(to, part.load(static_cast<const float*>(to)) + part.load(static_cast<const float*>(from)));
    });
    for (std::size_t i = 0; i < N; ++i)
        if (count[i] != float(i + 1)) return false;
    return count[N] == 0;
}
static_assert(once<1, true>() && once<5, true>() && once<5, false>());

}  // namespace

TEST_CASE("parts: each once, at sizes around the register's", "[kernels]") {
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

TEST_CASE("parts: each is added once, and nothing beside them is touched", "[kernels]") {
    const auto copies = []<std::size_t C, bool Lanes> {
        std::array<float, C + 2> from{}, to{};
        for (std::size_t i = 0; i < C + 2; ++i) from[i] = float(i + 1);
        kernels::each_part<float, C, Lanes>([&](auto part) {
            part.add(to.data() + 1, part.load(static_cast<const float*>(from.data() + 1)));
        });
        for (std::size_t i = 0; i < C + 2; ++i) REQUIRE(to[i] == (i == 0 || i > C ? 0.0f : from[i]));
    };
    [&]<std::size_t... C>(std::index_sequence<C...>) {
        (copies.template operator()<C + 1, true>(), ...);
    }(std::make_index_sequence<50>{});
    copies.template operator()<5, false>();
}
