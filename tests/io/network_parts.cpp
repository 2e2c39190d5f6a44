#include <ctnn/io/network_parts.hpp>

#include <cstdint>
#include <ctnn/ctnn.hpp>
#include <testing.hpp>
#include <vector>

using namespace ctnn;

namespace {

using Net = Network<Input<4, 4, 3>, Conv2D<2, 3>, Flatten, Activation<Tanh>, Dense<6>, Reshape<3, 2>,
                    Bidirectional<LSTM<2>>, Dense<1>>;

std::string guessed(std::vector<std::uint64_t> found, const Part& part) {
    return detail::guess(found, detail::file_axes(part));
}

}  // namespace

TEST_CASE("network_parts: a table with the layer of each part", "[io]") {
    const auto parts = detail::table_of_parts<Net>();
    REQUIRE(parts.size() == 12);
    REQUIRE((parts[2].path == "layers.3.weight" && parts[2].layer == 3 && parts[2].leaf == 1));
    REQUIRE((parts[2].flattened == detail::PartShape{{2, 2, 2}, 3}));
    REQUIRE((parts[6].path == "layers.5.forward.bias" && parts[6].layer == 5 && !parts[6].is_reverse));
    REQUIRE((parts[7].path == "layers.5.backward.kernel" && parts[7].leaf == 3 && parts[7].is_reverse));
    REQUIRE((parts[11].leaf == 4 && parts[11].flattened.rank == 0));
    REQUIRE(detail::layer_text<Net>(5) == "layer 5, Bidirectional<LSTM<2>>,");
}

TEST_CASE("network_parts: what another shape may come from", "[io]") {
    using L = placed<LSTM<8>, Shape<5, 4>>;
    REQUIRE(guessed({4, 64}, L::parts[0]) == ": made for 16 units?");
    REQUIRE(guessed({16, 64}, L::parts[1]) == ": made for 16 units?");
    REQUIRE(guessed({64}, L::parts[2]) == ": made for 16 units?");
    REQUIRE(guessed({3, 32}, L::parts[0]) == ": made for 3 inputs?");
    REQUIRE(guessed({32, 4}, L::parts[0]) == ": transposed?");
    REQUIRE(guessed({4, 63}, L::parts[0]).empty());
    REQUIRE(guessed({4, 32, 1}, L::parts[0]).empty());
    using D = placed<Dense<3>, Shape<7>>;
    REQUIRE(guessed({7, 4}, D::parts[0]) == ": made for 4 outputs?");
    REQUIRE(guessed({4}, placed<BatchNorm<>, Shape<7>>::parts[2]) == ": made for 4 channels?");
    REQUIRE(guessed({4, 2}, placed<Embedding<7, 2>, Shape<3>>::parts[0]) == ": made for 4 words?");
}
