#include <ctnn/io/baked.hpp>

#include <array>
#include <cstddef>
#include <ctnn/ctnn.hpp>
#include <io/embedded_bytes.hpp>
#include <string_view>

#include <testing.hpp>

using namespace ctnn;

namespace {

using Net = Network<Input<2>, Dense<1>>;
constexpr float weights[] = {1.5f, -0x1p-149f, 3};

constexpr auto file = embedded(
    "{\"__metadata__\":{\"ctnn.format\":\"1\"},"
    "\"layers.0.bias\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,12]},"
    "\"layers.0.weight\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[0,8]}}",
    bytes_of(weights));
constexpr Parameters<Net> parameters = baked<Net>(file);
static_assert(parameters.values[0] == 1.5f && parameters.values[1] == -0x1p-149f &&
              parameters.values[2] == 3);
constexpr Parameters<Net, double> doubles = baked<Net, double>(file);
static_assert(doubles.values[1] == -0x1p-149);

// 0.5, -2, NaN or infinity in each of the other types.
constexpr auto halves = embedded(
    "{\"layers.0.weight\":{\"dtype\":\"F16\",\"shape\":[2,1],\"data_offsets\":[0,4]},"
    "\"layers.0.bias\":{\"dtype\":\"F16\",\"shape\":[1],\"data_offsets\":[4,6]}}",
    std::array<unsigned char, 6>{0, 0x38, 0, 0xC0, 1, 0x7C});
constexpr Parameters<Net> of_halves = baked<Net>(halves);
static_assert(of_halves.values[0] == 0.5f && of_halves.values[1] == -2 &&
              of_halves.values[2] != of_halves.values[2]);
constexpr auto bfloats = embedded(
    "{\"layers.0.weight\":{\"dtype\":\"BF16\",\"shape\":[2,1],\"data_offsets\":[0,4]},"
    "\"layers.0.bias\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[4,12]}}",
    std::array<unsigned char, 12>{0, 0x3F, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0xF0, 0x7F});
constexpr Parameters<Net> of_bfloats = baked<Net>(bfloats);
static_assert(of_bfloats.values[0] == 0.5f && of_bfloats.values[1] == -2 && of_bfloats.values[2] > 3e38f);

// An array of the language's, of characters and of std::byte.
constexpr char none[] = {2, 0, 0, 0, 0, 0, 0, 0, '{', '}'};
constexpr std::byte nothing[] = {std::byte{2}, std::byte{0}, std::byte{0}, std::byte{0},   std::byte{0},
                                 std::byte{0}, std::byte{0}, std::byte{0}, std::byte{'{'}, std::byte{'}'}};
using Empty = Network<Input<2>, Activation<ReLU>>;
static_assert(baked<Empty>(none).size() == 0 && baked<Empty>(nothing).size() == 0);

// Layers within others, state behind the trained values, gates with their units.
using Deep = Network<Input<3, 2>, Bidirectional<LSTM<2>>, BatchNorm<>, Residual<Dense<4>>>;

}  // namespace

TEST_CASE("baked: the parts have the paths, shapes and places that files have", "[io]") {
    const auto& parts = detail::baked_parts<Deep>;
    std::size_t next = 0;
    for_each_part<Deep>([&](std::string_view path, const Part& part, std::size_t offset) {
        REQUIRE(parts.at(next).path() == path);
        REQUIRE(parts[next].shape == detail::shape_of(part));
        REQUIRE(parts[next].size == part.size());
        REQUIRE(parts[next++].offset == offset);
    });
    REQUIRE(next == parts.size());
    REQUIRE(parts[4].part == 1);  // the way back's recurrent kernel
    REQUIRE(parts.back().layer == 2);
}
