#include <algorithm>
#include <ctnn/data/cross_validation.hpp>
#include <set>
#include <vector>

#include <data/message_of.hpp>
#include <testing.hpp>

using namespace ctnn;

namespace {

struct Net {
    static constexpr std::size_t input_size = 1, output_size = 3;
};

// Sample i has the input i; of ten samples one has class 0, three class 1 and six class 2.
Dataset<Net> numbered(std::size_t count) {
    std::vector<float> inputs;
    std::vector<std::uint32_t> classes;
    for (std::size_t i = 0; i < count; ++i) {
        inputs.push_back(static_cast<float>(i));
        classes.push_back(i % 10 == 0 ? 0 : i % 10 < 4 ? 1 : 2);
    }
    return {std::move(inputs), std::move(classes)};
}

}  // namespace

TEST_CASE("cross_validation: each sample is held out once, folds differ by one", "[data]") {
    const auto data = numbered(43);
    for (const bool stratified : {false, true}) {
        const Folds folds{.count = 4, .seed = 2, .stratified = stratified};
        std::multiset<float> held;
        for (std::size_t which = 0; which < 4; ++which) {
            const auto [train, test] = k_fold(data, folds, which);
            CHECK(test.size() >= 10);
            CHECK(test.size() <= 11);
            CHECK(train.size() + test.size() == 43);
            std::set<float> both(train.floats().begin(), train.floats().end());
            both.insert(test.floats().begin(), test.floats().end());
            CHECK(both.size() == 43);
            held.insert(test.floats().begin(), test.floats().end());
            if (!stratified) continue;
            for (const auto& [c, all] : {std::pair{0u, 5}, {1u, 13}, {2u, 25}}) {
                const auto its = std::count(test.classes().begin(), test.classes().end(), c);
                CHECK(its >= all / 4);
                CHECK(its <= all / 4 + 1);
            }
        }
        CHECK(held.size() == 43);
        CHECK(std::set<float>(held.begin(), held.end()).size() == 43);
    }
}

TEST_CASE("cross_validation: the seed decides; weights go along", "[data]") {
    auto data = numbered(20);
    std::vector<float> weights(20);
    for (std::size_t i = 0; i < 20; ++i) weights[i] = static_cast<float>(i + 1);
    data.weigh(weights);
    const auto held = [&](std::uint64_t seed) {
        const auto test = k_fold(data, {.seed = seed}, 0).test;
        for (std::size_t i = 0; i < test.size(); ++i) CHECK(test.weight(i) == double(test.input(i)[0]) + 1);
        return std::vector<float>(test.floats().begin(), test.floats().end());
    };
    CHECK(held(1) == held(1));
    CHECK(held(1) != held(2));
}

TEST_CASE("cross_validation: mean and deviation of what is measured", "[data]") {
    std::size_t calls = 0;
    const auto result = cross_validate(numbered(10), {.count = 4}, [&](const Split<Net>& fold) {
        CHECK(fold.train.size() + fold.test.size() == 10);
        return std::array{2, 4, 4, 6}[calls++];
    });
    CHECK(result.scores == std::vector<double>{2, 4, 4, 6});
    CHECK(result.mean == 4);
    CHECK(result.deviation == Approx(std::sqrt(2.0)));
}

TEST_CASE("cross_validation: folds that there cannot be", "[data]") {
    const auto message = [](const Folds& folds, std::size_t which) {
        return message_of<DataError>([&] { k_fold(numbered(7), folds, which); });
    };
    CHECK(message({.count = 7}, 6) == "nothing was thrown");
    CHECK(message({.count = 8}, 0) ==
          "folds: expected 2 or more, and no more than there are samples (7), found 8");
    CHECK(message({.count = 1}, 0) ==
          "folds: expected 2 or more, and no more than there are samples (7), found 1");
    CHECK(message({.count = 7}, 7) == "fold: expected 0 to 6, found 7");
    CHECK_THROWS_AS(cross_validate(numbered(0), {}, [](const auto&) { return 0.0; }), DataError);
}
