// A network goes on from what another has learnt: frozen layers, values that two networks share, hidden
// layers.

// [headers]
#include <array>
#include <cmath>
#include <cstdio>
#include <ctnn/train.hpp>
#include <memory>
#include <ratio>
#include <string_view>
#include <vector>

namespace nn = ctnn;

// Where on a clock's face a point is: one of 12 hours.
using Hours =
    nn::Network<nn::Input<2>, nn::Dense<24, nn::Tanh>, nn::Dense<16, nn::Tanh>, nn::Dense<12, nn::Softmax>>;

// Whether it is a working hour, learnt from few points: by what the first two layers know of hours.
using Work = nn::Network<nn::Input<2>,                         //
                         nn::Frozen<nn::Dense<24, nn::Tanh>>,  //
                         nn::Frozen<nn::Dense<16, nn::Tanh>>,  //
                         nn::Dense<1, nn::Sigmoid>>;
// [headers]

// [rated]
// All of it goes on learning, the first layer at a tenth of the rate, and the last without decay.
using Tuned =
    nn::Network<nn::Input<2>, nn::Rated<nn::Dense<24, nn::Tanh>, std::ratio<1, 10>>, nn::Dense<16, nn::Tanh>,
                nn::Rated<nn::Dense<1, nn::Sigmoid>, std::ratio<1>, std::ratio<0>>>;
// [rated]

// [tied]
// An autoencoder: 784 pixels to 32 values and back by one matrix, used a second time the other way round.
using Pictures = nn::Network<nn::Input<784>, nn::Tied<nn::Dense<32, nn::Tanh>>, nn::Activation<nn::Sigmoid>>;

// Two inputs of one shape through the same layers: steps of a sequence.
using Twins =
    nn::Network<nn::Input<2, 784>, nn::TimeDistributed<nn::Dense<32, nn::Tanh>>, nn::Dense<1, nn::Sigmoid>>;
// [tied]
static_assert(Pictures::parameter_count == 784 * 32 + 32 + 784 &&
              Twins::parameter_count == 784 * 32 + 32 + 65);

namespace {

// Points on the plane, the hour in whose direction they are, and whether that is from 9 to 4.
struct Clock {
    std::vector<std::array<float, 2>> points{};
    std::vector<unsigned> hours{};
    std::vector<std::array<float, 1>> works{};
};

Clock make(std::size_t count, std::uint64_t seed) {
    Clock clock;
    nn::Random random{seed};
    for (std::size_t i = 0; i < count; ++i) {
        const float turn = random.uniform<float>(), far = 0.5f + random.uniform<float>();
        const auto hour = unsigned(turn * 12);
        clock.points.push_back({far * std::sin(turn * 6.2832f), far * std::cos(turn * 6.2832f)});
        clock.hours.push_back(hour);
        clock.works.push_back({hour >= 9 || hour < 4 ? 1.0f : 0.0f});
    }
    return clock;
}

}  // namespace

int main() {
    const Clock many = make(4096, 1), few = make(40, 2), others = make(1000, 3);
    const nn::Dataset<Hours> hours(many.points, many.hours);
    const nn::Dataset<Work> works(few.points, few.works), test(others.points, others.works);

    const auto teacher = std::make_unique<nn::Trainer<Hours, nn::CrossEntropy, nn::Adam, 64>>(
        nn::Adam{.learning_rate = 0.01f}, 1);
    teacher->fit(hours, {.epochs = 30, .progress = nullptr});
    const nn::Parameters<Hours>& learnt = teacher->parameters;

    // [transfer]
    const auto trainer = std::make_unique<nn::Trainer<Work, nn::BinaryCrossEntropy, nn::Adam, 8>>(
        nn::Adam{.learning_rate = 0.02f}, /*seed*/ 1);
    const nn::Transferred copied =
        nn::transfer(learnt, trainer->parameters, [](std::string_view path, const nn::Part&, bool is_shared) {
            std::printf("%s %.*s\n", is_shared ? "copied" : "kept  ", int(path.size()), path.data());
        });
    std::printf("%zu values copied, %zu left to train\n", copied.values, Work::parameter_count);
    trainer->fit(works, {.epochs = 200, .progress = nullptr});
    // [transfer]
    std::printf("%.1f %% right\n", 100 * nn::accuracy(trainer->parameters, test));

    const auto tuner = std::make_unique<nn::Trainer<Tuned, nn::BinaryCrossEntropy, nn::AdamW, 8>>(
        nn::AdamW{.learning_rate = 0.005f, .weight_decay = 0.01f}, 1);
    nn::transfer(learnt, tuner->parameters);
    tuner->fit(nn::Dataset<Tuned>(works), {.epochs = 50, .progress = nullptr});
    std::printf("%.1f %% right\n", 100 * nn::accuracy(tuner->parameters, nn::Dataset<Tuned>(test)));

    // [prefix]
    using Features = nn::prefix<Hours, 2>;  // a network of the first two layers, on the block of the whole
    const std::array<float, 16> hidden = nn::predict<Features>(learnt, std::array{0.0f, 1.0f});

    nn::Parameters<Features> apart;  // values of its own, to be saved or sent
    nn::transfer(learnt, apart);
    // [prefix]
    std::printf("%g %g\n", double(hidden[0]), double(nn::predict(apart, std::array{0.0f, 1.0f})[0]));
}
