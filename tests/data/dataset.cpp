#include <ctnn/data/dataset.hpp>

#include <limits>

#include <data/message_of.hpp>
#include <testing.hpp>

namespace {

struct TwoToThree {
    static constexpr std::size_t input_size = 2, output_size = 3;
};
struct AlsoTwoToThree : TwoToThree {};
struct TwoToTwo {
    static constexpr std::size_t input_size = 2, output_size = 2;
};
struct TwoToOne {
    static constexpr std::size_t input_size = 2, output_size = 1;
};
struct OneToOne {
    static constexpr std::size_t input_size = 1, output_size = 1;
};
struct Wide {
    static constexpr std::size_t input_size = 256, output_size = 2;
};

using ctnn::Dataset;
using Bytes = std::vector<std::uint8_t>;
using Floats = std::vector<float>;
using Classes = std::vector<std::uint32_t>;

static_assert(Dataset<TwoToThree>::class_count == 3);
static_assert(Dataset<TwoToOne>::class_count == 2);
static_assert(std::is_nothrow_move_constructible_v<Dataset<TwoToOne>>);
static_assert(!std::is_constructible_v<Dataset<TwoToOne>, Dataset<TwoToThree>>);
static_assert(!std::is_convertible_v<Dataset<TwoToOne>, Dataset<TwoToThree>>);
static_assert(!std::is_constructible_v<Dataset<TwoToOne>, Floats> &&
              !std::is_constructible_v<Dataset<TwoToOne>, int>);

// Which network it is for, a copy knows.
struct Derived : Dataset<TwoToOne> {
    using Dataset::Dataset;
};
static_assert(std::is_same_v<decltype(Dataset(Dataset<TwoToOne>())), Dataset<TwoToOne>> &&
              std::is_same_v<decltype(Dataset(std::declval<const Derived&>())), Dataset<TwoToOne>>);

// A view of what is about to vanish is refused.
template <class D>
concept Viewable = requires(D dataset) { std::forward<D>(dataset).floats(); };
static_assert(Viewable<const Dataset<TwoToOne>&> && !Viewable<Dataset<TwoToOne>>);

std::string error_of(ctnn::DatasetInputs inputs, ctnn::DatasetTargets targets) {
    return message_of<ctnn::DataError>([&] { Dataset<TwoToThree>(std::move(inputs), std::move(targets)); });
}

}  // namespace

TEST_CASE("dataset: bytes stay bytes and are read as fractions of 255", "[data]") {
    Bytes every(256);
    for (std::size_t i = 0; i < 256; ++i) every[i] = static_cast<std::uint8_t>(i);
    const Dataset<Wide> dataset(every, Classes{1});
    CHECK(dataset.size() == 1);
    CHECK(dataset.has_bytes());
    CHECK(dataset.floats().empty());
    CHECK(dataset.bytes().size() == 256);
    const auto x = dataset.input(0);
    const auto wide = dataset.input<double>(0);
    CHECK(x[0] == 0.0f);
    CHECK(x[255] == 1.0f);
    CHECK(wide[255] == 1.0);
    for (std::size_t i = 0; i < 256; ++i) {
        CHECK(x[i] == static_cast<float>(i) * static_cast<float>(1.0 / 255));
        CHECK(wide[i] == Approx(static_cast<double>(i) / 255));
    }
}

TEST_CASE("dataset: classes become one-hot targets", "[data]") {
    const Dataset<TwoToThree> dataset(Floats{1, 2, 3, 4}, Classes{2, 0});
    CHECK(dataset.has_classes());
    CHECK_FALSE(dataset.has_bytes());
    CHECK(dataset.class_of(0) == 2);
    CHECK(dataset.input(1) == std::array<float, 2>{3, 4});
    CHECK(dataset.target(0) == std::array<float, 3>{0, 0, 1});
    CHECK(dataset.target<double>(1) == std::array<double, 3>{1, 0, 0});
    CHECK(dataset.values().empty());
    CHECK(dataset.classes()[0] == 2);
}

TEST_CASE("dataset: one output has the classes 0 and 1", "[data]") {
    const Dataset<TwoToOne> dataset(Bytes{0, 0, 255, 0}, Classes{0, 1});
    CHECK(dataset.target(0)[0] == 0.0f);
    CHECK(dataset.target(1)[0] == 1.0f);
    CHECK(message_of<ctnn::DataError>([] {
              Dataset<TwoToOne>(Bytes{0, 0}, Classes{2});
          }) == "sample 0: expected a class of 0 to 1, found 2");
}

TEST_CASE("dataset: values are targets as they are, and name a class", "[data]") {
    const Dataset<TwoToThree> soft(Floats{1, 2, 3, 4}, Floats{0.1f, 0.7f, 0.2f, 0.5f, 0.5f, 0});
    CHECK_FALSE(soft.has_classes());
    CHECK(soft.target(0) == std::array<float, 3>{0.1f, 0.7f, 0.2f});
    CHECK(soft.class_of(0) == 1);
    CHECK(soft.class_of(1) == 0);
    const Dataset<TwoToOne> single(Floats{1, 2, 3, 4}, Floats{0.5f, 0.51f});
    CHECK(single.class_of(0) == 0);
    CHECK(single.class_of(1) == 1);
}

TEST_CASE("dataset: samples can be their own targets", "[data]") {
    const Dataset<TwoToTwo> bytes(Bytes{0, 51, 255, 102}, ctnn::InputsAsTargets{});
    REQUIRE((bytes.size() == 2 && bytes.has_own_targets() && bytes.has_bytes() && !bytes.has_classes()));
    CHECK(bytes.target(1) == bytes.input(1));
    CHECK(bytes.target<double>(0) == bytes.input<double>(0));
    CHECK((bytes.class_of(0) == 1 && bytes.class_of(1) == 0));
    CHECK((bytes.classes().empty() && bytes.values().empty()));
    bytes.prefetch(1);
    const std::vector<std::size_t> second{1};
    const auto subset = bytes.subset(second);
    CHECK((subset.size() == 1 && subset.has_own_targets()));
    CHECK(subset.target(0) == bytes.input(1));
    const Dataset<TwoToTwo> floats(Floats{1, 2}, ctnn::DatasetTargets(ctnn::InputsAsTargets{}));
    CHECK(floats.target(0) == std::array<float, 2>{1, 2});
    CHECK(error_of(Floats{1, 2}, ctnn::InputsAsTargets{}) ==
          "targets: expected 3 values for 1 sample, found 2");
}

TEST_CASE("dataset: a few samples can be written in place", "[data]") {
    const Dataset<TwoToOne> gate{{{0, 0}, {0, 1}, {1, 0}, {1, 1}}, {{0}, {1}, {1}, {0}}};
    CHECK(gate.size() == 4);
    CHECK(gate.input(1) == std::array<float, 2>{0, 1});
    CHECK(gate.target(2)[0] == 1.0f);
    const Dataset<OneToOne> line{{{0}, {1}}, {{3}, {5}}};
    CHECK(line.size() == 2);
    CHECK(line.target(1)[0] == 5.0f);
}

TEST_CASE("dataset: nothing is a data set too", "[data]") {
    const Dataset<TwoToOne> nothing;
    CHECK(nothing.empty());
    CHECK(nothing.size() == 0);
    CHECK(Dataset<TwoToOne>(Bytes{}, Floats{}).empty());
    CHECK(nothing.subset({}).empty());
}

TEST_CASE("dataset: what has been moved from is empty, and not out of bounds", "[data]") {
    Dataset<TwoToThree> from(Floats{1, 2}, Classes{2});
    const Dataset<TwoToThree> to = std::move(from);
    CHECK(to.size() == 1);
    CHECK(from.size() == 0);
}

TEST_CASE("dataset: another network of the same sizes takes it over", "[data]") {
    Dataset<TwoToThree> from(Floats{1, 2}, Classes{2});
    const float* block = from.floats().data();
    const Dataset<AlsoTwoToThree> to(std::move(from));
    CHECK(to.floats().data() == block);
    CHECK(to.class_of(0) == 2);
}

TEST_CASE("dataset: a sample that there is not is an error", "[data]") {
    const Dataset<TwoToThree> dataset(Floats{1, 2, 3, 4}, Classes{0, 2});
    const std::string found = "index: expected one of 2 samples, found 2";
    std::array<float, 2> x{};
    CHECK(message_of<ctnn::DataError>([&] { dataset.input(2); }) == found);
    CHECK(message_of<ctnn::DataError>([&] { dataset.input(2, std::span<float, 2>(x)); }) == found);
    CHECK(message_of<ctnn::DataError>([&] { dataset.target(2); }) == found);
    CHECK(message_of<ctnn::DataError>([&] { dataset.class_of(2); }) == found);
    CHECK_THROWS_AS(dataset.class_of(~std::size_t{0}), ctnn::DataError);
    CHECK_THROWS_AS(Dataset<TwoToThree>().input(0), ctnn::DataError);
}

TEST_CASE("dataset: a subset has the samples asked for, in that order", "[data]") {
    const Dataset<TwoToThree> floats(Floats{1, 2, 3, 4, 5, 6}, Floats{1, 2, 3, 4, 5, 6, 7, 8, 9});
    const std::vector<std::size_t> indices{2, 0, 2};
    const auto chosen = floats.subset(indices);
    CHECK(chosen.size() == 3);
    CHECK(chosen.input(0) == std::array<float, 2>{5, 6});
    CHECK(chosen.target(1) == std::array<float, 3>{1, 2, 3});
    CHECK(chosen.target(2) == std::array<float, 3>{7, 8, 9});

    const Dataset<TwoToThree> bytes(Bytes{1, 2, 3, 4, 5, 6}, Classes{0, 1, 2});
    const auto chosen_bytes = bytes.subset(indices);
    CHECK(chosen_bytes.has_bytes());
    CHECK(chosen_bytes.bytes()[0] == 5);
    CHECK(chosen_bytes.class_of(0) == 2);
    const std::vector<std::size_t> beyond{0, 3};
    CHECK(message_of<ctnn::DataError>([&] { bytes.subset(beyond); }) ==
          "index 1 of the subset: expected one of 3 samples, found 3");
}

TEST_CASE("dataset: counts that do not fit together are refused", "[data]") {
    CHECK(error_of(Floats{1, 2, 3}, Classes{0}) == "sample 1: expected 2 inputs, found 1");
    CHECK(error_of(Floats{1, 2}, Classes{0, 1}) == "targets: expected 1 class for 1 sample, found 2");
    CHECK(error_of(Bytes{1, 2, 3, 4}, Classes{}) == "targets: expected 2 classes for 2 samples, found 0");
    CHECK(error_of(Bytes{1, 2, 3, 4}, Floats{1, 2}) ==
          "targets: expected 6 target values for 2 samples, found 2");
}

TEST_CASE("dataset: a class beyond the outputs is refused", "[data]") {
    CHECK(error_of(Floats{1, 2, 3, 4}, Classes{2, 3}) == "sample 1: expected a class of 0 to 2, found 3");
    CHECK(error_of(Floats{1, 2}, Classes{4294967295u}) ==
          "sample 0: expected a class of 0 to 2, found 4294967295");
}

TEST_CASE("dataset: NaN and infinity are refused where they stand", "[data]") {
    const float nan = std::numeric_limits<float>::quiet_NaN(),
                infinity = std::numeric_limits<float>::infinity();
    CHECK(error_of(Floats{1, 2, 3, nan}, Classes{0, 1}) ==
          "sample 1, input 1: expected a finite number, found nan");
    CHECK(error_of(Floats{-infinity, 2}, Classes{0}) ==
          "sample 0, input 0: expected a finite number, found -inf");
    CHECK(error_of(Floats{1, 2, 3, 4}, Floats{1, 2, 3, 4, 5, infinity}) ==
          "sample 1, target 2: expected a finite number, found inf");
}
