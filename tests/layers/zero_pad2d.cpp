#include <layers/laws.hpp>

#include <ctnn/layers/zero_pad2d.hpp>

using namespace ctnn;

namespace {

using Padded = placed<ZeroPad2D<pad(1, 0, 2, 1)>, Shape<2, 1, 2>>;
static_assert(std::is_same_v<Padded::output, Shape<3, 4, 2>>);
static_assert(std::is_same_v<placed<ZeroPad2D<pad(2)>, Shape<28, 28, 1>>::output, Shape<32, 32, 1>>);
static_assert(std::is_same_v<placed<ZeroPad2D<valid>, Shape<2, 3, 4>>::output, Shape<2, 3, 4>>);

constexpr auto padded() {
    constexpr std::array<float, 4> x{1, 2, 3, 4};
    std::array<float, 24> y{};
    for (float& value : y) value = 9;
    Padded::predict<1, float>({}, {}, x, y, {});
    return y;
}
constexpr std::array<float, 24> expected{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
                                         1, 2, 0, 0, 0, 0, 0, 0, 3, 4, 0, 0};
static_assert(padded() == expected);

}  // namespace

TEST_CASE("zero_pad2d: the laws", "[layers]") {
    layer_laws<ZeroPad2D<pad(1)>, Shape<3, 2, 5>>();
    layer_laws<ZeroPad2D<pad(0, 2, 1, 0)>, Shape<1, 3, 3>>();
    layer_laws<ZeroPad2D<valid>, Shape<2, 2, 3>>();
}

TEST_CASE("zero_pad2d: zeros around, the values in the middle", "[layers]") { REQUIRE(padded() == expected); }
