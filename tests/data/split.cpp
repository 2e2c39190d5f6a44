#include <ctnn/data/split.hpp>

#include <algorithm>
#include <limits>
#include <set>

#include <data/message_of.hpp>
#include <testing.hpp>

namespace {

struct Net {
    static constexpr std::size_t input_size = 1, output_size = 3;
};

// Sample i has the input i; of ten samples one has class 0, three class 1 and six class 2.
ctnn::Dataset<Net> numbered(std::size_t count) {
    std::vector<float> inputs;
    std::vector<std::uint32_t> classes;
    for (std::size_t i = 0; i < count; ++i) {
        inputs.push_back(static_cast<float>(i));
        classes.push_back(i % 10 == 0 ? 0 : i % 10 < 4 ? 1 : 2);
    }
    return {std::move(inputs), std::move(classes)};
}

std::size_t count_of(const ctnn::Dataset<Net>& dataset, std::uint32_t c) {
    const auto classes = dataset.classes();
    return static_cast<std::size_t>(std::count(classes.begin(), classes.end(), c));
}

}  // namespace

TEST_CASE("split: every sample goes to one side, with its own class", "[data]") {
    const auto dataset = numbered(100);
    for (const auto& [train, test] :
         {ctnn::split(dataset, 0.2, 1), ctnn::stratified_split(dataset, 0.2, 1)}) {
        CHECK(train.size() == 80);
        CHECK(test.size() == 20);
        std::set<float> seen;
        for (const auto* side : {&train, &test}) {
            for (std::size_t i = 0; i < side->size(); ++i) {
                const float x = side->input(i)[0];
                CHECK(seen.insert(x).second);
                CHECK(side->class_of(i) == dataset.class_of(static_cast<std::size_t>(x)));
            }
        }
        CHECK(seen.size() == 100);
    }
}

TEST_CASE("split: the seed decides, and nothing else", "[data]") {
    const auto dataset = numbered(50);
    const auto values = [](const ctnn::Dataset<Net>& d) {
        return std::vector<float>(d.floats().begin(), d.floats().end());
    };
    CHECK(values(ctnn::split(dataset, 0.3, 5).test) == values(ctnn::split(dataset, 0.3, 5).test));
    CHECK(values(ctnn::split(dataset, 0.3, 5).test) != values(ctnn::split(dataset, 0.3, 6).test));
    const auto [train, test] = ctnn::split(dataset, 0.3, 5);
    const auto floats = train.floats();
    CHECK_FALSE(std::is_sorted(floats.begin(), floats.end()));
}

TEST_CASE("split: the share held out is rounded to whole samples", "[data]") {
    CHECK(ctnn::split(numbered(7), 0.5, 1).test.size() == 4);
    CHECK(ctnn::split(numbered(7), 0, 1).test.empty());
    CHECK(ctnn::split(numbered(7), 1, 1).train.empty());
    CHECK(ctnn::split(numbered(0), 0.5, 1).train.empty());
    CHECK(ctnn::split(numbered(1797), 0.2, 1).test.size() == 359);
}

TEST_CASE("split: a stratified split gives each class its share", "[data]") {
    const auto [train, test] = ctnn::stratified_split(numbered(1000), 0.25, 3);
    CHECK(test.size() == 250);
    CHECK(count_of(test, 0) == 25);
    CHECK(count_of(test, 1) == 75);
    CHECK(count_of(test, 2) == 150);
    for (std::size_t count = 0; count < 30; ++count) {
        const auto dataset = numbered(count);
        const auto odd = ctnn::stratified_split(dataset, 1.0 / 3, 3);
        CHECK(odd.test.size() == ctnn::split(dataset, 1.0 / 3, 3).test.size());
        for (const std::uint32_t c : {0u, 1u, 2u}) {
            CHECK(std::abs(double(count_of(odd.test, c)) - double(count_of(dataset, c)) / 3) <= 1);
        }
    }
}

TEST_CASE("split: a fraction that is none is refused", "[data]") {
    const auto error = [](double held_out) {
        return message_of<ctnn::DataError>([&] { ctnn::split(numbered(4), held_out, 1); });
    };
    CHECK(error(1.5) == "split: expected a held-out fraction of 0 to 1, found 1.5");
    CHECK(error(-0.1) == "split: expected a held-out fraction of 0 to 1, found -0.1");
    CHECK(error(std::numeric_limits<double>::quiet_NaN()) ==
          "split: expected a held-out fraction of 0 to 1, found nan");
    CHECK(message_of<ctnn::DataError>([] { ctnn::stratified_split(numbered(4), 20, 1); }) ==
          "split: expected a held-out fraction of 0 to 1, found 20");
}
