#include <algorithm>
#include <array>
#include <ctnn/train.hpp>
#include <memory>
#include <ratio>
#include <reference/adversaries.hpp>
#include <type_traits>
#include <vector>

#include <allocations.hpp>
#include <testing.hpp>

using namespace ctnn;

namespace {

using Line = Network<Input<1>, Dense<1>>;
static_assert(std::is_empty_v<OwnLoss> && !ALoss<OwnLoss>);

/// y = 2 x + 1 learnt by the compiler: the mean of squares as a loss of one's own.
constexpr auto fitted() {
    Learner<Line, OwnLoss, SGD, 4> learner{{.learning_rate = 0.2f}, 1};
    const std::array<float, 4> x{-1, 0, 1, 2}, t{-1, 1, 3, 5};
    std::array<float, 4> y{}, slopes{};
    for (int step = 0; step < 60; ++step) {
        learner.forward(x, y);
        for (std::size_t s = 0; s < 4; ++s) slopes[s] = 2 * (y[s] - t[s]) / 4;
        learner.backward(x, slopes);
        learner.update();
    }
    return learner.parameters;
}
constexpr auto line = fitted();
static_assert(line.values[0] > 1.99f && line.values[0] < 2.01f && line.values[1] > 0.99f &&
              line.values[1] < 1.01f);

template <class T>
bool same_bits(const T& a, const T& b) {
    return std::equal(std::begin(a.values), std::end(a.values), std::begin(b.values));
}

/// Some steps by OwnLoss with the slopes of a loss of the library, against that loss, bit for bit: gradient,
/// the inputs' too, and parameters.
template <class Net, class Loss, std::size_t Batch>
void is_the_loss_itself() {
    constexpr std::size_t out = Net::output_size;
    const auto known = std::make_unique<Learner<Net, Loss, Adam, Batch>>(Adam{}, 1);
    const auto own = std::make_unique<Learner<Net, OwnLoss, Adam, Batch>>(Adam{}, 1);
    std::vector<float> x(Batch * Net::input_size), t(Batch * out), y(t), slopes(t), dx(x), own_dx(x);
    const std::span<float, Batch * Net::input_size> inputs(x), known_slopes(dx), own_slopes(own_dx);
    const std::span<float, Batch * out> targets(t), outputs(y), by_outputs(slopes);
    Random random{2};
    for (int step = 0; step < 3; ++step) {
        for (float& value : x) value = random.uniform<float>() - 0.5f;
        for (float& value : t) value = random.uniform<float>();
        const float cost = known->differentiate(inputs, targets, Batch, known_slopes);
        own->forward(inputs, outputs);
        float sum = 0;
        for (std::size_t s = 0; s < Batch; ++s) {
            sum += Loss::template value<out>(&y[s * out], &t[s * out]);
            Loss::template slope<out>(&y[s * out], &t[s * out], &slopes[s * out]);
        }
        REQUIRE(sum / float(Batch) == Approx(cost));
        for (float& slope : slopes) slope *= 1 / float(Batch);
        own->backward(inputs, by_outputs, own_slopes);
        REQUIRE(dx == own_dx);
        REQUIRE(same_bits(known->gradient, own->gradient));
        own->backward(inputs, by_outputs);  // once more, from the same forward
        REQUIRE(same_bits(known->gradient, own->gradient));
        known->update();
        own->update();
        REQUIRE(same_bits(known->parameters, own->parameters));
    }
}

}  // namespace

TEST_CASE("own_loss: with the slopes of a loss it is that loss", "[train]") {
    using Odd = Network<Input<7>, Dense<19, Tanh>, Dropout<std::ratio<1, 4>>, Dense<3>>;
    using Ends = Network<Input<4>, Residual<Dense<5, GELU>, Dense<4>>, Dense<2, Sigmoid>>;
    is_the_loss_itself<Odd, MeanSquaredError, 13>();
    is_the_loss_itself<Odd, Huber, 1>();
    is_the_loss_itself<Odd, MeanSquaredError, 134>();  // two parts
    is_the_loss_itself<Ends, MeanSquaredError, 6>();
}

TEST_CASE("own_loss: two networks one after the other learn as one", "[train]") {
    using Whole = Network<Input<5>, Dense<7, Tanh>, Dense<2, Sigmoid>, Dense<6, GELU>, Dense<5>>;
    using Encoder = Network<Input<5>, Dense<7, Tanh>, Dense<2, Sigmoid>>;
    using Decoder = Network<Input<2>, Dense<6, GELU>, Dense<5>>;
    constexpr std::size_t first = Encoder::parameter_count;
    Learner<Whole, MeanSquaredError, SGD, 4, double> whole{{.learning_rate = 0.5f}, 1};
    Learner<Encoder, OwnLoss, SGD, 4, double> encoder{{.learning_rate = 0.5f}, 2};
    Learner<Decoder, MeanSquaredError, SGD, 4, double> decoder{{.learning_rate = 0.5f}, 3};
    std::copy_n(whole.parameters.values, first, encoder.parameters.values);
    std::copy_n(whole.parameters.values + first, Decoder::parameter_count, decoder.parameters.values);
    std::array<double, 20> x{};
    std::array<double, 8> code{}, slopes{};
    Random random{4};
    for (int step = 0; step < 3; ++step) {
        for (double& value : x) value = random.uniform<double>();
        encoder.forward(x, code);
        const double cost = decoder.differentiate(code, x, 4, slopes);
        encoder.backward(x, slopes);
        decoder.update();
        encoder.update();
        REQUIRE(cost == Approx(whole.step(x, x)).epsilon(1e-12));
    }
    for (std::size_t i = 0; i < Whole::parameter_count; ++i)
        REQUIRE(whole.parameters.values[i] ==
                Approx(i < first ? encoder.parameters.values[i] : decoder.parameters.values[i - first])
                    .epsilon(1e-12)
                    .margin(1e-14));
}

TEST_CASE("own_loss: a generator and its judge learn as in PyTorch", "[train]") {
    namespace golden = reference::adversaries;
    using Generator = Network<Input<3>, Dense<5, Tanh>, Dense<2>>;
    using Judge = Network<Input<2>, Dense<4, Softplus>, Dense<1, Sigmoid>>;
    constexpr std::size_t B = golden::batch;
    constexpr Adam adam{.learning_rate = 0.02f, .beta1 = 0.5f};
    Learner<Generator, OwnLoss, Adam, B, double> generator{adam, 1};
    Learner<Judge, BinaryCrossEntropy, Adam, 2 * B, double> judge{adam, 2};
    generator.parameters = Parameters<Generator, double>(golden::generator_before);
    judge.parameters = Parameters<Judge, double>(golden::judge_before);

    std::array<double, 2 * B * 2> both{}, slopes{};
    std::array<double, 2 * B> truth{};
    const std::span<double, B * 2> generated(both.data() + B * 2, B * 2), by_generated(slopes.data(), B * 2);
    for (std::size_t round = 0; round < golden::rounds; ++round) {
        const std::span<const double, B * 3> first(golden::noise + round * 2 * B * 3, B * 3),
            second(golden::noise + (round * 2 + 1) * B * 3, B * 3);
        std::copy_n(golden::real + round * B * 2, B * 2, both.data());
        generator.forward(first, generated);
        std::fill_n(truth.data(), B, 1.0);
        std::fill_n(truth.data() + B, B, 0.0);
        REQUIRE(judge.step(both, truth) == Approx(golden::losses[2 * round]).epsilon(1e-10));

        generator.forward(second, std::span<double, B * 2>(both.data(), B * 2));
        REQUIRE(judge.differentiate(both, truth, B, slopes) ==
                Approx(golden::losses[2 * round + 1]).epsilon(1e-10));
        generator.backward(second, by_generated);
        generator.update();
    }
    for (std::size_t i = 0; i < Generator::parameter_count; ++i)
        REQUIRE(generator.parameters.values[i] == Approx(golden::generator_after[i]).epsilon(1e-9));
    for (std::size_t i = 0; i < Judge::parameter_count; ++i)
        REQUIRE(judge.parameters.values[i] == Approx(golden::judge_after[i]).epsilon(1e-9));
}

TEST_CASE("own_loss: slopes of zero teach nothing, and nothing allocates", "[train]") {
    Learner<Network<Input<3>, Dense<4, Tanh>, Dense<2>>, OwnLoss, SGD, 4> learner{{}, 1};
    const auto before = learner.parameters;
    std::array<float, 12> x{1, 2, 3, 4}, dx{};
    dx.fill(7);
    std::array<float, 8> y{};
    const std::size_t count = allocations();
    learner.forward(x, y);
    learner.backward(x, std::array<float, 8>{}, dx);
    learner.update();
    REQUIRE(allocations() == count);
    REQUIRE(same_bits(learner.parameters, before));
    REQUIRE(dx == std::array<float, 12>{});
}
