#include <array>
#include <cstdint>
#include <ctnn/activations/sigmoid.hpp>
#include <ctnn/activations/softmax.hpp>
#include <ctnn/data/dataset.hpp>
#include <ctnn/layers/dense.hpp>
#include <deque>
#include <limits>
#include <list>
#include <span>
#include <vector>

#include <data/message_of.hpp>
#include <testing.hpp>

using namespace ctnn;

namespace {

using Three = Network<Input<2>, Dense<3, Softmax>>;
using One = Network<Input<2>, Dense<1, Sigmoid>>;
using Tiny = Network<Input<1>, Dense<1, Sigmoid>>;
using Pairs = Network<Input<2, 1>, Dense<2>>;

using Floats = std::vector<float>;
template <class T>
using Table = std::vector<std::vector<T>>;

const Floats flat{1, 2, 3, 4};

template <class Net>
bool holds(const Dataset<Net>& data, const Floats& inputs, const Floats& targets) {
    Floats x, y;
    for (std::size_t i = 0; i < data.size(); ++i) {
        for (const float value : data.input(i)) x.push_back(value);
        for (const float value : data.target(i)) y.push_back(value);
    }
    return x == inputs && y == targets;
}

/// Two samples of class 2 and 0, whatever holds the classes.
template <class Labels>
bool are_classes(Labels&& labels) {
    const Dataset<Three> data(flat, std::forward<Labels>(labels));
    return data.has_classes() && holds(data, flat, {0, 0, 1, 1, 0, 0});
}

template <class Inputs>
bool are_inputs(Inputs&& inputs) {
    const Dataset<Three> data(std::forward<Inputs>(inputs), std::vector<int>{2, 0});
    return !data.has_bytes() && holds(data, flat, {0, 0, 1, 1, 0, 0});
}

enum class Kind : short { first, second, third };

}  // namespace

TEST_CASE("dataset_blocks: classes are integers of any type, in whatever holds them", "[data]") {
    REQUIRE(are_classes(std::vector<int>{2, 0}));
    REQUIRE(are_classes(std::vector<std::uint8_t>{2, 0}));
    REQUIRE(are_classes(std::vector<std::uint32_t>{2, 0}));
    REQUIRE(are_classes(std::vector<std::size_t>{2, 0}));
    REQUIRE(are_classes(std::deque<short>{2, 0}));
    REQUIRE(are_classes(std::list<long>{2, 0}));
    REQUIRE(are_classes(std::array<signed char, 2>{2, 0}));
    REQUIRE(are_classes(std::vector{Kind::third, Kind::first}));
    const std::vector<int> kept{2, 0};
    REQUIRE(are_classes(kept));
    REQUIRE(are_classes(std::span(kept)));
    int array[2]{2, 0};
    const int constant[2]{2, 0};
    REQUIRE((are_classes(array) && are_classes(constant)));
    REQUIRE(holds(Dataset<One>(flat, std::vector<bool>{true, false}), flat, {1, 0}));
    REQUIRE(message_of<DataError>([] {
                Dataset<Three>(flat, std::vector<int>{1, -1});
            }) == "sample 1: expected a class of 0 to 2, found -1");
    REQUIRE(message_of<DataError>([] {
                Dataset<Three>(flat, std::vector<long long>{1LL << 40, 0});
            }) == "sample 0: expected a class of 0 to 2, found 1099511627776");
    REQUIRE(message_of<DataError>([] {
                Dataset<Three>(flat, std::vector<std::size_t>{1, 3});
            }) == "sample 1: expected a class of 0 to 2, found 3");
}

TEST_CASE("dataset_blocks: inputs are numbers, or rows of them", "[data]") {
    REQUIRE(are_inputs(flat));
    REQUIRE(are_inputs(Floats(flat)));
    REQUIRE(are_inputs(std::span(flat)));
    REQUIRE(are_inputs(std::vector<double>{1, 2, 3, 4}));
    REQUIRE(are_inputs(std::array<float, 4>{1, 2, 3, 4}));
    REQUIRE(are_inputs(std::list<long double>{1, 2, 3, 4}));
    float array[4]{1, 2, 3, 4}, rows[2][2]{{1, 2}, {3, 4}};
    const double constant[2][2]{{1, 2}, {3, 4}};
    REQUIRE((are_inputs(array) && are_inputs(rows) && are_inputs(constant)));
    REQUIRE(are_inputs(Table<float>{{1, 2}, {3, 4}}));
    REQUIRE(are_inputs(std::vector<std::array<double, 2>>{{1, 2}, {3, 4}}));
    REQUIRE(are_inputs(std::vector{std::span(flat).first(2), std::span(flat).last(2)}));
    REQUIRE(are_inputs(std::vector<Table<float>>{{{1}, {2}}, {{3}, {4}}}));
    const Dataset<Three> bytes(Table<std::uint8_t>{{0, 255}}, std::vector<int>{1});
    REQUIRE((bytes.has_bytes() && holds(bytes, {0, 1}, {0, 1, 0})));
    REQUIRE(message_of<DataError>([] {
                Dataset<Three>(Table<float>{{1, 2}, {3}}, std::vector<int>{1, 1});
            }) == "sample 1: expected 2 inputs, found 1");
    REQUIRE(message_of<DataError>([] {
                Dataset<Three>(std::vector<double>{1, 1e300}, std::vector<int>{1});
            }) == "sample 0, input 1: expected a finite number, found inf");
}

TEST_CASE("dataset_blocks: a vector of a block's own type is taken over", "[data]") {
    Floats inputs = flat;
    std::vector<std::uint32_t> classes{2, 0};
    const float* const at = inputs.data();
    const std::uint32_t* const classes_at = classes.data();
    const Dataset<Three> data(std::move(inputs), std::move(classes));
    REQUIRE((data.floats().data() == at && data.classes().data() == classes_at));
}

TEST_CASE("dataset_blocks: targets are numbers, or rows of them", "[data]") {
    const Floats targets{0, 1, 0, 0.5f, 0.5f, 0};
    REQUIRE(holds(Dataset<Three>(flat, targets), flat, targets));
    REQUIRE(holds(Dataset<Three>(flat, std::vector<double>{0, 1, 0, 0.5, 0.5, 0}), flat, targets));
    REQUIRE(holds(Dataset<Three>(flat, Table<float>{{0, 1, 0}, {0.5, 0.5, 0}}), flat, targets));
    REQUIRE(holds(Dataset<Three>(flat, std::vector<std::array<int, 3>>{{0, 1, 0}, {1, 0, 1}}), flat,
                  {0, 1, 0, 1, 0, 1}));
    REQUIRE(holds(Dataset<Pairs>(std::span(flat), InputsAsTargets{}), flat, flat));
    REQUIRE(message_of<DataError>([] {
                Dataset<Three>(flat, Table<float>{{0, 1, 0}, {1, 0}});
            }) == "sample 1: expected 3 target values, found 2");
}

TEST_CASE("dataset_blocks: in braces", "[data]") {
    const std::vector<int> labels{2, 0};
    REQUIRE(holds(Dataset<Three>({1, 2}, {2}), {1, 2}, {0, 0, 1}));
    REQUIRE(holds(Dataset<Three>({{1, 2}, {3, 4}}, {2, 0}), flat, {0, 0, 1, 1, 0, 0}));
    REQUIRE(holds(Dataset<Three>({{1, 2}, {3, 4}}, labels), flat, {0, 0, 1, 1, 0, 0}));
    REQUIRE(holds(Dataset<Three>(flat, {2, 0}), flat, {0, 0, 1, 1, 0, 0}));
    REQUIRE(holds(Dataset<Three>({{1, 2}, {3, 4}}, {{0, 1, 0}, {1, 0, 0}}), flat, {0, 1, 0, 1, 0, 0}));
    REQUIRE(holds(Dataset<One>({{1, 2}, {3, 4}}, {0, 1}), flat, {0, 1}));
    REQUIRE(holds(Dataset<One>({{1, 2}, {3, 4}}, {0.5, 1}), flat, {0.5f, 1}));
    REQUIRE(holds(Dataset<One>({1, 2, 3, 4}, {0.5f, 7}), flat, {0.5f, 7}));
    REQUIRE(holds(Dataset<One>(flat, {0.5, 7}), flat, {0.5f, 7}));
    REQUIRE(holds(Dataset<Tiny>({{1}, {2}}, {{0}, {1}}), {1, 2}, {0, 1}));
    REQUIRE(holds(Dataset<Tiny>({1, 2}, {0, 1}), {1, 2}, {0, 1}));
    REQUIRE(Dataset<Three>(Floats{}, {}).empty());
    REQUIRE(message_of<DataError>([] {
                Dataset<Three>({1, 2, 3}, {0, 1});
            }) == "sample 1: expected 2 inputs, found 1");
}
