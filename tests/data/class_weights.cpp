#include <ctnn/data/class_weights.hpp>
#include <vector>

#include <reference/weights.hpp>
#include <testing.hpp>

namespace {

struct Net {
    static constexpr std::size_t input_size = 1, output_size = 3;
};
using Data = ctnn::Dataset<Net>;

}  // namespace

TEST_CASE("class_weights: balanced as scikit-learn's", "[data]") {
    const Data data(std::vector<float>(6), reference::weights::classes);
    CHECK(ctnn::class_counts(data) == std::array<std::size_t, 3>{2, 3, 1});
    const auto weights = ctnn::balanced_weights(data);
    for (std::size_t c = 0; c < 3; ++c) CHECK(weights[c] == Approx(reference::weights::balanced[c]));
}

TEST_CASE("class_weights: none for a class that does not occur, nor of what is ignored", "[data]") {
    const Data data(std::vector<float>(4), std::vector<std::uint32_t>{2, ctnn::ignored, 0, 2});
    CHECK(ctnn::class_counts(data) == std::array<std::size_t, 3>{1, 0, 2});
    CHECK(ctnn::balanced_weights(data) == std::array<float, 3>{1.5f, 0, 0.75f});
    CHECK(ctnn::balanced_weights(Data()) == std::array<float, 3>{});
}
