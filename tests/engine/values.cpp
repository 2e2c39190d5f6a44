#include <algorithm>
#include <array>
#include <boost/hana/integral_constant.hpp>
#include <ctnn/engine/values.hpp>
#include <ctnn/layers/concat.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/layers/flatten.hpp>
#include <ctnn/layers/residual.hpp>
#include <span>
#include <type_traits>
#include <vector>

#include <testing.hpp>

using namespace ctnn;
using namespace boost::hana::literals;

using Nested =
    detail::ChainOf<Shape<2, 2>, Flatten, Residual<Dense<3>, Dense<4>>, Concat<Dense<1>, Dense<2>>>;

TEST_CASE("values: parts are found by index and by literal, however nested", "[engine]") {
    std::array<float, Nested::parameters> block{};
    const detail::ChainValues<Nested, float> values{block};
    REQUIRE(values.layer<0>().values.size() == 0);
    REQUIRE(values.layer<1>().layer<0>().weight.data() == block.data());
    REQUIRE(values[1_c][1_c].weight.data() == block.data() + 15);
    REQUIRE(values.layer<2>().branch<1>().bias.data() == block.data() + 31 + 5 + 8);
    REQUIRE(values[2_c][1_c].bias.data() == values.layer<2>().branch<1>().bias.data());
}

namespace {

template <class To, class From>
concept Takes = requires(To to, const From& from) {
    { to = from } -> std::same_as<const To&>;
};
using Three = Values<float, 3>;
static_assert(Takes<Three, std::array<float, 3>> && Takes<Three, float[3]> &&
              Takes<Three, std::span<const float, 3>>);
static_assert(Takes<Three, Values<const float, 3>> && std::is_convertible_v<Three, std::span<const float>>);
static_assert(!std::is_copy_assignable_v<Values<const float, 3>>);
static_assert(std::is_trivially_copy_constructible_v<Three> && sizeof(Three) == sizeof(std::span<float, 3>));

constexpr std::array<float, 3> assigned() {
    std::array<float, 3> block{};
    Values<float, 3>{block} = {1, 2, 3};
    Values<float, 2>{std::span(block).last<2>()} = std::array<float, 2>{4, 5};
    return block;
}
static_assert(assigned() == std::array<float, 3>{1, 4, 5});

}  // namespace

TEST_CASE("values: what is assigned goes into the block", "[engine]") {
    std::array<float, Nested::parameters> block{}, other{};
    const detail::ChainValues<Nested, float> values{block}, others{other};
    const std::array<float, 12> weight{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    const float bias[3] = {-1, -2, -3};
    values.layer<1>().layer<0>().weight = weight;
    values[1_c][0_c].bias = bias;
    REQUIRE((std::equal(weight.begin(), weight.end(), block.begin()) && block[12] == -1 && block[14] == -3));
    REQUIRE(std::all_of(block.begin() + 15, block.end(), [](float value) { return value == 0; }));

    const std::vector<float> some{9, 8, 7, 6, 5, 4};
    values.layer<1>().layer<0>().bias = std::span(some).first<3>();
    REQUIRE((block[12] == 9 && block[14] == 7));
    others.layer<1>().layer<0>() = values.layer<1>().layer<0>();  // all parts of a layer
    others[2_c][1_c].bias = {5, 6};
    REQUIRE((std::equal(other.begin(), other.begin() + 15, block.begin()) && other[15] == 0));
    const auto kept = others.layer<1>().layer<0>().weight;  // a look into the block, no copy
    others.values = values.values;
    REQUIRE((other == block && kept.data() == other.data() && kept[0] == 1));
}
