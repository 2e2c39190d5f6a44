#include <algorithm>
#include <ctnn/data/class_weights.hpp>
#include <ctnn/data/lengths.hpp>
#include <ctnn/data/scaling.hpp>
#include <ctnn/layers/bidirectional.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/layers/lstm.hpp>
#include <ctnn/layers/time_distributed.hpp>
#include <ctnn/network/stream.hpp>
#include <ctnn/train/evaluation.hpp>
#include <ctnn/train/losses/cross_entropy.hpp>
#include <ctnn/train/trainer.hpp>
#include <vector>

#include <data/message_of.hpp>
#include <reference/lengths.hpp>
#include <testing.hpp>

using namespace ctnn;
namespace golden = reference::lengths;

namespace {

using Net = Network<Input<5, 3>, LSTM<4, Returns::sequence>, TimeDistributed<Dense<2, Softmax>>>;
using Last = Network<Input<5, 3>, LSTM<4>, Dense<2, Softmax>>;
using Ahead = Network<Input<5, 3>, Bidirectional<LSTM<4, Returns::sequence>>>;
static_assert(std::is_void_v<detail::LengthsMistake<Net>>);
template <class N>
using Unlike = error::lengths_are_for_networks_that_stream_and_give_a_step_for_each_one_unlike<N>;
static_assert(std::is_same_v<detail::LengthsMistake<Last>, Unlike<Last>> &&
              std::is_same_v<detail::LengthsMistake<Ahead>, Unlike<Ahead>>);

const std::vector<std::uint32_t> lengths(std::begin(golden::lengths), std::end(golden::lengths));

/// The reference's samples, with something else behind their ends.
Dataset<Net> samples(std::vector<std::uint32_t> classes, float behind) {
    std::vector<float> x(std::begin(golden::x), std::end(golden::x));
    for (std::size_t i = 0; i < lengths.size(); ++i)
        std::fill(x.begin() + std::ptrdiff_t(i * 15 + lengths[i] * 3),
                  x.begin() + std::ptrdiff_t(i * 15 + 15), behind);
    Dataset<Net> data(x, std::move(classes));
    stop_at(data, lengths);
    return data;
}

std::vector<std::uint32_t> all_classes() { return {std::begin(golden::classes), std::end(golden::classes)}; }
std::vector<std::uint32_t> last_classes() {
    std::vector<std::uint32_t> last;
    for (std::size_t i = 0; i < lengths.size(); ++i) last.push_back(golden::classes[i * 5 + lengths[i] - 1]);
    return last;
}

Parameters<Net, double> given() {
    Parameters<Net, double> parameters;
    std::copy(std::begin(golden::parameters), std::end(golden::parameters), parameters.values);
    return parameters;
}

void require_as_packed(const Dataset<Net>& data, double loss, const double (&gradient)[Net::parameter_count]) {
    Trainer<Net, CrossEntropy, SGD, 4, double> trainer({.learning_rate = 1e-3f});
    trainer.parameters = given();
    CHECK(evaluate<CrossEntropy>(trainer.parameters, data).loss == Approx(loss).epsilon(1e-6));
    const auto history = trainer.fit(data, {.progress = nullptr});
    CHECK(history[0].loss == Approx(loss).epsilon(1e-6));
    for (std::size_t i = 0; i < Net::parameter_count; ++i)
        CHECK(trainer.gradient.values[i] == Approx(gradient[i]).epsilon(1e-5).margin(1e-7));
}

}  // namespace

TEST_CASE("lengths: losses and gradients of PyTorch's packed sequences, whatever is behind the ends",
          "[data]") {
    for (const float behind : {0.0f, 7.0f}) {
        require_as_packed(samples(all_classes(), behind), golden::each_step_loss, golden::each_step_gradient);
        require_as_packed(samples(at_last_steps<Net>(last_classes(), lengths), behind),
                          golden::last_step_loss, golden::last_step_gradient);
    }
}

TEST_CASE("lengths: metrics see nothing behind the ends, of one class that of the last step", "[data]") {
    const auto data = samples(at_last_steps<Net>(last_classes(), lengths), 100);
    const auto parameters = given();
    double right = 0;
    for (std::size_t i = 0; i < data.size(); ++i) {
        Stream<Net, double> stream(parameters);  // stops where no more steps come
        const auto x = data.input<double>(i);
        std::array<double, 2> y{};
        for (std::size_t t = 0; t < data.length(i); ++t) y = stream(std::span<const double, 3>(&x[3 * t], 3));
        right += (y[1] > y[0]) == (last_classes()[i] == 1);
    }
    CHECK(accuracy(parameters, data) == right / 4);
    CHECK(confusion_matrix(parameters, data).total() == 4);
    CHECK(confusion_matrix(parameters, samples(all_classes(), 1)).total() == 13);
    CHECK(class_counts(samples(all_classes(), 1))[0] + class_counts(samples(all_classes(), 1))[1] == 13);
}

TEST_CASE("lengths: they go along, whatever is weighed", "[data]") {
    auto data = samples(all_classes(), 0);
    CHECK(data.weight(0) == Approx(0.6));
    data.weigh({1, 2, 4, 8});
    data.weigh_classes({2, 2});
    CHECK(data.weight(0) == Approx(1.2));
    CHECK(data.weighs_places());
    const std::size_t some[] = {2, 0};
    const auto chosen = data.subset(some);
    CHECK(chosen.length(0) == 1);
    CHECK(chosen.length(1) == 3);
    CHECK(chosen.weight(0) == Approx(0.4));
    CHECK(scaled_inputs(min_max_scaling(data), data).length(3) == 4);
    CHECK(Dataset<Net>(std::vector<float>(15), std::vector<std::uint32_t>(5)).length(0) == 5);
}

TEST_CASE("lengths: those that there are not", "[data]") {
    auto data = samples(all_classes(), 0);
    const auto message = [&](std::vector<std::uint32_t> wrong) {
        return message_of<DataError>([&] { stop_at(data, wrong); });
    };
    CHECK(message({1, 2, 0, 3}) == "the length of sample 2: expected 1 to 5 steps, found 0");
    CHECK(message({6, 2, 1, 3}) == "the length of sample 0: expected 1 to 5 steps, found 6");
    CHECK(message({1, 2, 3}) == "lengths: expected one for each of 4 samples, found 3");
    CHECK(data.length(1) == 5);
    CHECK(data.length(2) == 1);
    CHECK_THROWS_AS(at_last_steps<Net>(last_classes(), std::vector<std::uint32_t>{1}), DataError);
}
