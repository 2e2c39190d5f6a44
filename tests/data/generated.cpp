#include <ctnn/data/generated.hpp>

#include <array>
#include <atomic>
#include <cmath>
#include <cstdint>
#include <ctnn/ctnn.hpp>
#include <ctnn/data/split.hpp>
#include <ctnn/train/losses/mean_squared_error.hpp>
#include <ctnn/train/trainer.hpp>
#include <data/message_of.hpp>
#include <limits>
#include <memory>
#include <set>
#include <stdexcept>
#include <vector>

#include <testing.hpp>

using namespace ctnn;

namespace {

template <std::size_t Inputs, std::size_t Outputs>
struct Net {
    static constexpr std::size_t input_size = Inputs, output_size = Outputs;
};

const auto points = [](Random& random, auto x, auto t) {
    for (float& value : x) value = random.uniform<float>();
    t[1] = x[0] + x[1];
};

/// The same, held.
template <class Of>
Dataset<Of> held(const Dataset<Of>& data) {
    std::vector<float> x, t;
    for (std::size_t i = 0; i < data.size(); ++i) {
        const auto input = data.input(i);
        const auto target = data.target(i);
        x.insert(x.end(), input.begin(), input.end());
        t.insert(t.end(), target.begin(), target.end());
    }
    return Dataset<Of>(x, t);
}

}  // namespace

TEST_CASE("generated: samples are of their seed and index alone", "[data]") {
    const auto data = generated<Net<2, 2>>(50, 7, points);
    REQUIRE(data.size() == 50);
    CHECK_FALSE(data.has_classes());
    const auto all = held(data);
    const auto parts = split(data, 0.5, 3), of_held = split(all, 0.5, 3);
    for (std::size_t i = 0; i < parts.train.size(); ++i) {
        CHECK(parts.train.input(i) == of_held.train.input(i));
        CHECK(parts.train.target<double>(i) == of_held.train.target<double>(i));
    }
    CHECK(data.target(3) == std::array{0.f, data.input(3)[0] + data.input(3)[1]});
    std::set<float> seen;  // neither samples nor seeds share numbers
    for (const std::uint64_t seed : {0u, 1u, 2u, 3u})
        for (std::size_t i = 0; i < 50; ++i) seen.insert(generated<Net<2, 2>>(50, seed, points).input(i)[0]);
    CHECK(seen.size() == 200);
}

TEST_CASE("generated: a class, a value, nothing but inputs, by random numbers or by index", "[data]") {
    const auto classes = generated<Net<1, 3>>(6, [](std::size_t i, auto x) {
        x[0] = float(i);
        return i % 3;
    });
    CHECK(classes.has_classes());
    CHECK(classes.class_of(5) == 2);
    CHECK(classes.target(4) == std::array{0.f, 1.f, 0.f});
    CHECK(classes.input<double>(5)[0] == 5);
    const auto values = generated<Net<1, 1>>(3, [](std::size_t i, auto x) {
        x[0] = float(i);
        return 0.25 * double(i);
    });
    CHECK_FALSE(values.has_classes());
    CHECK(values.target(2)[0] == 0.5f);
    const auto own = generated<Net<2, 2>>(
        3, 1, [](Random& random, std::span<float> x) { x[1] = random.uniform<float>(); });
    CHECK(own.has_own_targets());
    CHECK(own.target(2) == own.input(2));
    CHECK(own.class_of(2) == 1);
    const auto truth = generated<Net<1, 1>>(3, [](std::size_t i, auto) { return i == 1; });
    CHECK(truth.has_classes());
    CHECK(truth.target(1)[0] == 1);
}

TEST_CASE("generated: one call for the inputs and the targets of a sample", "[data]") {
    std::atomic<int> calls = 0;
    const auto count_and = [&](std::size_t i, auto x, auto t) {
        ++calls;
        x[0] = t[0] = float(i);
    };
    const auto data = generated<Net<1, 1>>(4, count_and), other = generated<Net<1, 1>>(4, count_and);
    for (const std::size_t i : {2u, 0u, 3u}) {
        CHECK(data.input(i)[0] == float(i));
        CHECK(data.target(i)[0] == float(i));
        CHECK(data.class_of(i) == (i > 0));
    }
    CHECK(calls == 3);
    CHECK(other.input(3)[0] == 3);
    CHECK(calls == 4);
    // Made of another of the same type.
    using Function = void (*)(std::size_t, std::span<float, 1>, std::span<float, 1>);
    static const Dataset<Net<1, 1>> base = generated<Net<1, 1>>(
        4, Function([](std::size_t i, std::span<float, 1> x, std::span<float, 1>) { x[0] = float(i); }));
    const auto mixed =
        generated<Net<1, 1>>(4, Function([](std::size_t i, std::span<float, 1> x, std::span<float, 1> t) {
                                 x[0] = base.input(3 - i)[0];
                                 t[0] = base.input(i)[0];
                             }));
    CHECK(mixed.input(1)[0] == 2);
    CHECK(mixed.target(1)[0] == 1);
}

TEST_CASE("generated: what is no sample", "[data]") {
    const auto message = [](const auto& data) { return message_of<DataError>([&] { data.target(1); }); };
    CHECK(message(generated<Net<1, 2>>(2, [](std::size_t, auto x, auto) {
              x[0] = std::numeric_limits<float>::infinity();
          })) == "generated sample 1, input 0: expected a finite number, found inf");
    CHECK(message(generated<Net<1, 2>>(2, [](std::size_t, auto, auto t) { t[1] = std::nanf(""); })) ==
          "generated sample 1, target 1: expected a finite number, found nan");
    CHECK(message(generated<Net<1, 2>>(2, [](std::size_t, auto) { return 2; })) ==
          "generated sample 1: expected a class of 0 to 1, found 2");
    CHECK(message(generated<Net<1, 2>>(2, [](std::size_t, auto) { return -1; })) ==
          "sample 1: expected a class of 0 to 1, found -1");
    const auto fails = generated<Net<1, 2>>(2, [](std::size_t i, auto, auto) {
        if (i == 1) throw std::runtime_error("no more");
    });
    CHECK(fails.input(0)[0] == 0);
    CHECK_THROWS_AS(fails.input(1), std::runtime_error);
    CHECK(fails.input(0)[0] == 0);
    CHECK(generated<Net<2, 2>>(0, 7, points).empty());
    CHECK_THROWS_AS(fails.input(2), DataError);
}

TEST_CASE("generated: training is that on samples that are held, for any number of threads", "[data]") {
    using Small = Network<Input<2>, Dense<4, Tanh>, Dense<2>>;
    const auto data = generated<Small>(300, 7, points), test = generated<Small>(50, 8, points);
    const auto owned = held(data), owned_test = held(test);
    const auto train = [](const auto& on, const auto& by, std::size_t threads) {
        const auto trainer = std::make_unique<Trainer<Small, MeanSquaredError, SGD, 128>>(SGD{}, 1);
        const auto history =
            trainer->fit(on, {.epochs = 2, .validation = &by, .threads = threads, .progress = nullptr});
        std::vector<double> result(std::begin(trainer->parameters.values),
                                   std::end(trainer->parameters.values));
        result.push_back(history.back().validation_loss);
        return result;
    };
    const auto expected = train(owned, owned_test, 1);
    CHECK(train(data, test, 1) == expected);
    CHECK(train(data, test, 3) == expected);
}
