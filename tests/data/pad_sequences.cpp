#include <ctnn/data/pad_sequences.hpp>

#include <ctnn/layers/conv1d.hpp>
#include <ctnn/layers/gru.hpp>
#include <vector>

#include <data/message_of.hpp>
#include <testing.hpp>

using namespace ctnn;

namespace {

using Net = Network<RaggedInput<3, 2>, GRU<2>>;
using Windows = Network<RaggedInput<3, 2>, Conv1D<1, 2>, GRU<2>>;

}  // namespace

TEST_CASE("pad_sequences: zeros behind the end, and the length", "[data]") {
    CHECK(pad_sequence<Net>(std::vector<float>{1, 2, 3, 4}) == std::array<float, 7>{1, 2, 3, 4, 0, 0, 2});
    CHECK(pad_sequence<Net, double>(std::array{1.0, 2.0})[6] == 1);
    const std::vector<std::vector<double>> sequences{{1, 2}, {1, 2, 3, 4, 5, 6}};
    const std::vector<float> expected{1, 2, 0, 0, 0, 0, 1, 1, 2, 3, 4, 5, 6, 3};
    CHECK(pad_sequences<Net>(sequences) == expected);
    const std::vector<float> padded{1, 2, 9, 9, 9, 9, 1, 2, 3, 4, 5, 6};
    CHECK(pad_sequences<Net>(padded, std::vector<int>{1, 3}) == expected);
    CHECK(pad_sequences<Net>(std::vector<std::vector<float>>{}).empty());
}

TEST_CASE("pad_sequences: those that there are not", "[data]") {
    const auto one = [](std::size_t values) {
        return message_of<DataError>([&] { pad_sequence<Net>(std::vector<float>(values)); });
    };
    CHECK(one(0) == "the length of the sequence: expected 1 to 3 steps, found 0");
    CHECK(one(8) == "the length of the sequence: expected 1 to 3 steps, found 4");
    CHECK(one(3) == "the sequence: expected whole steps of 2 values, found 3 values");
    CHECK(message_of<DataError>([&] { pad_sequence<Windows>(std::vector<float>(2)); }) ==
          "the length of the sequence: expected 2 to 3 steps, found 1");
    CHECK(message_of<DataError>([&] {
              pad_sequences<Net>(std::vector<std::vector<float>>{{1, 2}, {}});
          }) == "the length of sequence 1: expected 1 to 3 steps, found 0");
    const auto padded = [](std::size_t values, std::vector<int> lengths) {
        return message_of<DataError>([&] { pad_sequences<Net>(std::vector<float>(values), lengths); });
    };
    CHECK(padded(12, {1}) == "lengths: expected one for each of 2 samples, found 1");
    CHECK(padded(12, {1, 4}) == "the length of sample 1: expected 1 to 3 steps, found 4");
    CHECK(padded(6, {-1}) == "the length of sample 0: expected 1 to 3 steps, found 4294967295");
    CHECK(padded(7, {1}) == "sample 1: expected 6 values, found 1");
}
