#include <array>
#include <ctnn/data/dataset_values.hpp>
#include <limits>
#include <list>

#include <data/message_of.hpp>
#include <testing.hpp>

using namespace ctnn;
using namespace ctnn::detail;

namespace {

static_assert(std::is_void_v<WeightsMistake<std::vector<bool>>> &&
              std::is_void_v<WeightsMistake<std::list<std::array<double, 3>>>>);
static_assert(std::is_same_v<WeightsMistake<std::string>,
                             error::the_weights_of_a_Dataset_are_numbers_for_all_samples_not<std::string>>);
static_assert(std::is_same_v<WeightsMistake<int>,
                             error::the_weights_of_a_Dataset_are_numbers_for_all_samples_not<int>>);
static_assert(std::is_same_v<WeightsMistake<std::vector<char>>,
                             error::the_weights_of_a_Dataset_are_numbers_for_all_samples_not<char>>);

template <std::size_t N>
std::array<float, N> one_hot(std::uint32_t c) {
    std::array<float, N> values;
    values.fill(9);
    write_class<N>(c, values.data());
    return values;
}

}  // namespace

TEST_CASE("dataset_values: a class as values, none where it is ignored", "[data]") {
    CHECK(one_hot<3>(2) == std::array<float, 3>{0, 0, 1});
    CHECK(one_hot<3>(ignored) == std::array<float, 3>{0, 0, 0});
    CHECK(one_hot<1>(0)[0] == 0);
    CHECK(one_hot<1>(1)[0] == 1);
    CHECK(one_hot<1>(ignored)[0] == 0);
}

TEST_CASE("dataset_values: the place of the largest, the first of equals", "[data]") {
    const float values[] = {1, 3, 3, 2};
    CHECK(place_of_largest<4>(values, 0.5f) == 1);
    CHECK(place_of_largest<1>(values, 1.0f) == 0);
    CHECK(place_of_largest<1>(values, 0.5f) == 1);
}

TEST_CASE("dataset_values: rows of bytes and of floats", "[data]") {
    double row[2];
    read_row<2>(DatasetInputs(std::vector<std::uint8_t>{1, 2, 0, 255}), 1, row);
    CHECK((row[0] == 0 && row[1] == 1));
    read_row<2>(DatasetInputs(std::vector<float>{1, 2, 3, 4}), 1, row);
    CHECK((row[0] == 3 && row[1] == 4));
}

TEST_CASE("dataset_values: weights that make no sense", "[data]") {
    const auto message = [](std::vector<float> weights) {
        return message_of<DataError>([&] { require_weights(weights, "sample"); });
    };
    CHECK(message({1, 0.5f, 0}) == "nothing was thrown");
    CHECK(message({}) == "nothing was thrown");
    CHECK(message({1, -1}) == "the weight of sample 1: expected a finite number of 0 or more, found -1");
    CHECK(message({0, 0}) == "weights: expected one above 0 or more of them, found only 0");
    for (const float value :
         {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity()})
        CHECK_THAT(message({value}), Catch::StartsWith("the weight of sample 0: expected a finite number"));
    const auto counted = [](std::size_t given, std::size_t places) {
        return message_of<DataError>([&] { require_weight_count(given, 4, places); });
    };
    CHECK(counted(4, 3) == "nothing was thrown");
    CHECK(counted(12, 3) == "nothing was thrown");
    CHECK(counted(3, 3) == "weights: expected 4 or 12 for 4 samples, found 3");
    CHECK(counted(3, 1) == "weights: expected 4 for 4 samples, found 3");
}
