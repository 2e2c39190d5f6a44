#include <ctnn/data/sequence_lengths.hpp>

#include <algorithm>
#include <ctnn/data/confusion_matrix.hpp>
#include <ctnn/data/lengths.hpp>
#include <ctnn/data/pad_sequences.hpp>
#include <ctnn/data/scaling.hpp>
#include <ctnn/layers/bidirectional.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/layers/lstm.hpp>
#include <ctnn/layers/time_distributed.hpp>
#include <ctnn/train/evaluation.hpp>
#include <ctnn/train/losses/cross_entropy.hpp>
#include <ctnn/train/trainer.hpp>
#include <vector>

#include <data/message_of.hpp>
#include <reference/ragged.hpp>
#include <testing.hpp>

using namespace ctnn;
namespace golden = reference::ragged;

namespace {

using In = RaggedInput<5, 2>;
using Last = Network<In, Bidirectional<LSTM<3>>, Dense<3, Softmax>>;
using Each = Network<In, Bidirectional<LSTM<3, Returns::sequence>>, TimeDistributed<Dense<3, Softmax>>>;

const std::vector<float> steps(std::begin(golden::x), std::end(golden::x));
const std::vector<std::uint32_t> lengths(std::begin(golden::lengths), std::end(golden::lengths)),
    classes(std::begin(golden::classes), std::end(golden::classes)),
    step_classes(std::begin(golden::step_classes), std::end(golden::step_classes));

template <class Net>
Dataset<Net> samples(std::vector<std::uint32_t> targets) {
    return {pad_sequences<Net>(steps, lengths), std::move(targets)};
}

template <class Net>
void require_as_packed(const Dataset<Net>& data, const double (&parameters)[Net::parameter_count],
                       double loss, const double (&gradient)[Net::parameter_count]) {
    Trainer<Net, CrossEntropy, SGD, 4, double> trainer({.learning_rate = 1e-3f});
    std::copy(std::begin(parameters), std::end(parameters), trainer.parameters.values);
    CHECK(evaluate<CrossEntropy>(trainer.parameters, data).loss == Approx(loss).epsilon(1e-6));
    CHECK(trainer.fit(data, {.progress = nullptr})[0].loss == Approx(loss).epsilon(1e-6));
    for (std::size_t i = 0; i < Net::parameter_count; ++i)
        CHECK(trainer.gradient.values[i] == Approx(gradient[i]).epsilon(1e-5).margin(1e-7));
}

}  // namespace

TEST_CASE("sequence lengths: losses and gradients of PyTorch's packed sequences", "[data]") {
    require_as_packed(samples<Last>(classes), golden::both_ways::parameters, golden::both_ways::loss,
                      golden::both_ways::gradient);
    require_as_packed(samples<Each>(step_classes), golden::each_step::parameters, golden::each_step::loss,
                      golden::each_step::gradient);
}

TEST_CASE("sequence lengths: metrics, and data sets made of others", "[data]") {
    const auto each = samples<Each>(step_classes);
    Parameters<Each> parameters;
    initialize(parameters, 1);
    CHECK(confusion_matrix(parameters, each).total() == 13);
    CHECK(each.is_weighted());
    CHECK(each.weighs_places());
    CHECK(each.weight(0) == Approx(0.6));
    const auto last = samples<Last>(classes);
    CHECK(last.has_lengths());
    CHECK(!last.is_weighted());
    CHECK(last.length(0) == 3);
    CHECK(scaled_inputs(standard_scaling(last), last).length(3) == 4);
    const std::size_t some[] = {2, 0};
    CHECK(last.subset(some).length(0) == 1);
}

TEST_CASE("sequence lengths: said anew, and those that there are not", "[data]") {
    auto data = samples<Last>(classes);
    stop_at(data, {1, 2, 3, 5});
    CHECK(data.length(2) == 3);
    CHECK(data.input(3)[10] == 5);
    CHECK(message_of<DataError>([&] {
              stop_at(data, {1, 2, 0, 5});
          }) == "the length of sample 2: expected 1 to 5 steps, found 0");
    CHECK(data.length(2) == 3);
    const auto of_last = [](float value) {
        std::vector<float> x(22, 1.0f);
        x.back() = value;
        return message_of<DataError>([&] { Dataset<Last>(x, std::vector<std::uint32_t>(2)); });
    };
    CHECK(of_last(6) == "the length of sample 1: expected 1 to 5 steps, found 6");
    CHECK(of_last(2.5f) == "the length of sample 1: expected 1 to 5 steps, found 2.5");
    CHECK(message_of<DataError>([&] {
              Dataset<Last>(std::vector<std::uint8_t>(22), std::vector<std::uint32_t>(2));
          }) == "inputs: expected floats in memory, of which the last of a sample is its length, found bytes");
}
