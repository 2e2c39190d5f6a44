#include <array>
#include <ctnn/data/dataset.hpp>
#include <ctnn/data/scaling.hpp>
#include <vector>

#include <data/message_of.hpp>
#include <testing.hpp>

using namespace ctnn;

namespace {

/// Two steps of three classes each.
struct Steps {
    using output = Shape<2, 3>;
    static constexpr std::size_t input_size = 1, output_size = 6;
};
/// Four pixels of yes or no.
struct Mask {
    using output = Shape<2, 2, 1>;
    static constexpr std::size_t input_size = 1, output_size = 4;
};
struct Flat {
    using output = Shape<6>;
    static constexpr std::size_t input_size = 1, output_size = 6;
};
static_assert(Dataset<Steps>::places == 2 && Dataset<Steps>::class_count == 3);
static_assert(Dataset<Mask>::places == 4 && Dataset<Mask>::class_count == 2);
static_assert(Dataset<Flat>::places == 1 && Dataset<Flat>::class_count == 6);

const std::vector<float> two{0.25f, 0.75f};

}  // namespace

TEST_CASE("stored_samples: a class for each step, in one block or a row a sample", "[data]") {
    const Dataset<Steps> flat(two, std::vector<std::uint32_t>{2, 0, 1, ignored});
    const std::array<std::array<unsigned, 2>, 2> known{{{2, 0}, {1, ignored}}};
    const std::vector<std::vector<unsigned>> unknown{{2, 0}, {1, ignored}};
    for (const auto& data : {flat, Dataset<Steps>(two, known), Dataset<Steps>(two, unknown)}) {
        REQUIRE(data.size() == 2);
        CHECK(data.target(0) == std::array<float, 6>{0, 0, 1, 1, 0, 0});
        CHECK(data.target(1) == std::array<float, 6>{0, 1, 0, 0, 0, 0});
        CHECK(data.class_of(0) == 2);
        CHECK(data.class_of(1, 0) == 1);
        CHECK(data.class_of(1, 1) == ignored);
        CHECK(data.is_weighted());
        CHECK(data.weight(0) == 1);
        CHECK(data.weight(1) == 0.5);
    }
    const Dataset<Steps> values(two, std::vector<std::vector<int>>{{0, 1, 0, 0, 0, 1}, {1, 0, 0, 0, 1, 0}});
    CHECK(values.class_of(0, 1) == 2);
    CHECK_FALSE(values.is_weighted());
    const Dataset<Mask> mask(two, std::vector<std::uint8_t>{0, 1, 1, 0, 0, 0, 0, 1});
    CHECK(mask.target(0) == std::array<float, 4>{0, 1, 1, 0});
    CHECK(mask.class_of(1, 3) == 1);
}

TEST_CASE("stored_samples: classes that do not fit", "[data]") {
    const auto message = [](std::vector<std::uint32_t> classes) {
        return message_of<DataError>([&] { Dataset<Steps>(two, classes); });
    };
    CHECK(message({0, 1}) == "targets: expected 4 classes for 2 samples, found 2");
    CHECK(message({0, 1, 2, 3}) == "sample 1, place 1: expected a class of 0 to 2, found 3");
    const Dataset<Steps> data(two, std::vector<std::uint32_t>(4));
    CHECK(message_of<DataError>([&] { data.class_of(0, 2); }) == "place: expected one of 2 places, found 2");
    CHECK(message_of<DataError>([&] { data.weight(2); }) == "index: expected one of 2 samples, found 2");
    CHECK_THROWS_AS(Dataset<Flat>(data), DataError);  // a class for each of two places is none of one
}

TEST_CASE("stored_samples: weights of samples, of places, by class", "[data]") {
    Dataset<Steps> data(two, std::vector<std::uint32_t>{2, 0, 1, ignored});
    const auto weights = [](const Dataset<Steps>& of) {
        std::vector<float> all;
        for (std::size_t i = 0; i < of.size(); ++i) {
            std::array<float, 2> w;
            of.weights(i, std::span(w));
            all.insert(all.end(), w.begin(), w.end());
        }
        return all;
    };
    CHECK(weights(data) == std::vector<float>{1, 1, 1, 0});
    data.weigh({3, 2});
    CHECK(weights(data) == std::vector<float>{3, 3, 2, 0});
    CHECK(data.weight(1) == 1);
    data.weigh(std::vector<std::array<bool, 2>>{{true, false}, {true, true}});
    CHECK(weights(data) == std::vector<float>{1, 0, 1, 0});
    data.weigh_classes({4, 5, 6});
    CHECK(weights(data) == std::vector<float>{6, 4, 5, 0});
    const std::size_t last_first[] = {1, 0, 1};
    CHECK(weights(data.subset(last_first)) == std::vector<float>{5, 0, 6, 4, 5, 0});
    CHECK(weights(Dataset<Steps>(data)) == weights(data));
    Dataset<Steps> values(two, std::vector<float>(12, 0.5f));
    values.weigh_like(data);
    CHECK(weights(values) == weights(data));
    CHECK(weights(scaled_targets(min_max_target_scaling(data), data)) == weights(data));
    CHECK(weights(scaled_inputs(min_max_scaling(data), data)) == weights(data));
    CHECK_THROWS_AS(data.weigh({-1, 2}), DataError);
    CHECK_THROWS_AS(data.weigh({1, 2, 3}), DataError);
    CHECK_THROWS_AS(data.weigh_classes({0, -1, 0}), DataError);
    CHECK(weights(data) == std::vector<float>{6, 4, 5, 0});
    double sum = 0;
    CHECK(data.each_counted(0, [&](std::size_t p, double w) { sum += w * double(p + 1); }) == 10);
    CHECK(sum == 14);
}
