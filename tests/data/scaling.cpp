#include <ctnn/data/scaling.hpp>

#include <ctnn/core/random.hpp>
#include <limits>
#include <type_traits>

#include <data/message_of.hpp>
#include <testing.hpp>

namespace {

struct Net {
    static constexpr std::size_t input_size = 3, output_size = 1;
};

using ctnn::Scaling;

static_assert(std::is_trivially_copyable_v<Scaling<3>>);
static_assert(std::is_aggregate_v<Scaling<3>>);
static_assert(sizeof(Scaling<3>) == 6 * sizeof(float));

// It starts as the identity, works on one sample at compile time, in float and in double, and can be undone.
constexpr std::array<float, 2> sample{3, 5};
static_assert(Scaling<2>{}(sample) == sample);
constexpr Scaling<2> halved{.offset = {1, 1}, .factor = {0.5f, 0.25f}};
static_assert(halved(sample) == std::array<float, 2>{1, 1});
static_assert(halved(std::array<double, 2>{3, 5}) == std::array<double, 2>{1, 1});
static_assert(halved.inverse()(halved(sample)) == sample);

// The third input never changes.
const ctnn::Dataset<Net> dataset{{{1, -10, 7}, {2, 0, 7}, {6, 20, 7}, {3, 10, 7}}, {{5}, {15}, {25}, {15}}};

}  // namespace

TEST_CASE("scaling: min-max brings every input to [0, 1]", "[data]") {
    const auto scaling = ctnn::min_max_scaling(dataset);
    CHECK(scaling.offset == std::array<float, 3>{1, -10, 7});
    CHECK(scaling.factor == std::array<float, 3>{1 / 5.0f, 1 / 30.0f, 1});
    const auto scaled = ctnn::scaled_inputs(scaling, dataset);
    CHECK(scaled.input(0) == std::array<float, 3>{0, 0, 0});
    CHECK(scaled.input(2) == std::array<float, 3>{1, 1, 0});
    CHECK(scaled.input(1)[1] == Approx(1.0 / 3));
    CHECK(scaled.target(2)[0] == 25);
    CHECK(dataset.input(2)[1] == 20);
}

TEST_CASE("scaling: min-max stays within [0, 1] whatever is rounded", "[data]") {
    ctnn::Random random{11};
    for (int round = 0; round < 2000; ++round) {
        const auto number = [&] { return (random.uniform<float>() - 0.5f) * 1000; };
        const ctnn::Dataset<Net> two{{{number(), number(), number()}, {number(), number(), number()}},
                                     {{0}, {0}}};
        const auto scaled = ctnn::scaled_inputs(ctnn::min_max_scaling(two), two);
        for (const float x : scaled.floats()) CHECK((x >= 0 && x <= 1));
    }
}

TEST_CASE("scaling: standardisation gives mean 0 and deviation 1", "[data]") {
    const auto scaling = ctnn::standard_scaling(dataset);
    CHECK(scaling.offset == std::array<float, 3>{3, 5, 7});
    CHECK(scaling.factor[0] == Approx(1 / std::sqrt(3.5)));
    CHECK(scaling.factor[1] == Approx(1 / std::sqrt(125.0)));
    CHECK(scaling.factor[2] == 1);
    const auto scaled = ctnn::scaled_inputs(scaling, dataset);
    for (std::size_t k = 0; k < 3; ++k) {
        double sum = 0, squares = 0;
        for (std::size_t i = 0; i < 4; ++i) {
            sum += scaled.input(i)[k];
            squares += scaled.input(i)[k] * scaled.input(i)[k];
        }
        CHECK(sum == Approx(0).margin(1e-6));
        CHECK(squares == Approx(k == 2 ? 0 : 4));
    }
}

TEST_CASE("scaling: bytes are measured as fractions and become floats", "[data]") {
    const ctnn::Dataset<Net> bytes(std::vector<std::uint8_t>{0, 51, 255, 102, 51, 0},
                                   std::vector<std::uint32_t>{0, 1});
    const auto scaling = ctnn::min_max_scaling(bytes);
    CHECK(scaling.offset[1] == 51 * (1 / 255.0f));
    const auto scaled = ctnn::scaled_inputs(scaling, bytes);
    CHECK_FALSE(scaled.has_bytes());
    CHECK(scaled.has_classes());
    CHECK(scaled.input(1)[0] == 1);
    CHECK(scaled.input(0)[2] == 1);
}

TEST_CASE("scaling: targets are scaled and brought back", "[data]") {
    const auto scaling = ctnn::standard_target_scaling(dataset);
    CHECK(scaling.offset[0] == 15);
    CHECK(scaling.factor[0] == Approx(1 / std::sqrt(50.0)));
    const auto scaled = ctnn::scaled_targets(scaling, dataset);
    CHECK(scaled.input(2) == dataset.input(2));
    for (std::size_t i = 0; i < 4; ++i) {
        CHECK(scaling.inverse()(scaled.target(i))[0] == Approx(dataset.target(i)[0]));
    }
    const auto range = ctnn::min_max_target_scaling(dataset);
    CHECK(ctnn::scaled_targets(range, dataset).target(2)[0] == 1);
    CHECK(ctnn::scaled_targets(range, dataset).target(0)[0] == 0);
}

TEST_CASE("scaling: spreads at the edges of float divide nothing by zero", "[data]") {
    const float tiny = std::numeric_limits<float>::denorm_min();
    const ctnn::Dataset<Net> small{{{0, 1e9f, 1}, {tiny, 1e9f, 1}}, {{0}, {0}}};
    for (const auto& scaling : {ctnn::min_max_scaling(small), ctnn::standard_scaling(small)}) {
        for (std::size_t k = 0; k < 3; ++k) CHECK(std::isfinite(scaling.factor[k]));
        const auto scaled = ctnn::scaled_inputs(scaling, small);
        for (const float x : scaled.floats()) CHECK(std::abs(x) <= 1);
    }
    // A spread that no float holds cannot be scaled by one.
    const float most = std::numeric_limits<float>::max();
    const ctnn::Dataset<Net> large{{{-most, 0, 0}, {most, 0, 0}}, {{0}, {0}}};
    CHECK(message_of<ctnn::DataError>([&] { ctnn::scaled_inputs(ctnn::min_max_scaling(large), large); }) ==
          "sample 1, input 0: expected a finite number, found nan");
}

TEST_CASE("scaling: there must be something to measure", "[data]") {
    const ctnn::Dataset<Net> empty;
    const std::string expected = "scaling: expected at least one sample to measure, found none";
    CHECK(message_of<ctnn::DataError>([&] { ctnn::min_max_scaling(empty); }) == expected);
    CHECK(message_of<ctnn::DataError>([&] { ctnn::standard_target_scaling(empty); }) == expected);
    CHECK(ctnn::scaled_inputs(Scaling<3>{}, empty).empty());
}
