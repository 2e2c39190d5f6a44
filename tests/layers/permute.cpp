#include <layers/laws.hpp>

#include <ctnn/layers/permute.hpp>

using namespace ctnn;

namespace {

static_assert(std::is_same_v<placed<Permute<2, 0, 1>, Shape<4, 5, 3>>::output, Shape<3, 4, 5>>);
static_assert(std::is_same_v<placed<Permute<1, 0>, Shape<4, 5>>::output, Shape<5, 4>>);
static_assert(std::is_same_v<placed<Permute<0>, Shape<4>>::output, Shape<4>>);

/// Channels x height x width of height x width x channels, as NumPy's transpose(2, 0, 1) gives it.
constexpr auto channels_first() {
    constexpr std::array<float, 12> x{0, 1, 10, 11, 20, 21, 100, 101, 110, 111, 120, 121};  // 2 x 3 x 2
    std::array<float, 12> y{};
    placed<Permute<2, 0, 1>, Shape<2, 3, 2>>::predict<1, float>({}, {}, x, y, {});
    return y;
}
constexpr std::array<float, 12> expected{0, 10, 20, 100, 110, 120, 1, 11, 21, 101, 111, 121};
static_assert(channels_first() == expected);

}  // namespace

TEST_CASE("permute: the laws", "[layers]") {
    layer_laws<Permute<1, 0>, Shape<3, 5>>();
    layer_laws<Permute<2, 0, 1>, Shape<2, 3, 4>>();
    layer_laws<Permute<1, 3, 0, 2>, Shape<2, 3, 2, 3>>();
    layer_laws<Permute<0, 1>, Shape<2, 3>>();
}

TEST_CASE("permute: axes as NumPy has them", "[layers]") { REQUIRE(channels_first() == expected); }
