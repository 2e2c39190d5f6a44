#include <ctnn/train/targets.hpp>

#include <cmath>
#include <cstdint>
#include <ctnn/layers/dense.hpp>
#include <ctnn/network/network.hpp>
#include <ctnn/train/losses/binary_cross_entropy.hpp>
#include <ctnn/train/losses/cross_entropy.hpp>
#include <ctnn/train/losses/huber.hpp>
#include <ctnn/train/losses/kl_divergence.hpp>
#include <ctnn/train/losses/mean_absolute_error.hpp>
#include <ctnn/train/losses/mean_squared_error.hpp>
#include <ctnn/train/losses/perceptron.hpp>
#include <string>
#include <vector>

#include <data/message_of.hpp>
#include <testing.hpp>

using namespace ctnn;

namespace {

using Two = Network<Input<2>, Dense<2>>;

/// What is said of the second of two samples, of which the first suits every loss.
template <class Loss>
std::string refused(float first, float second) {
    const Dataset<Two> data({{1, 2}, {3, 4}}, {{0, 1}, {first, second}});
    return message_of<TrainingError>([&] { detail::require_targets<Loss>(data, "training data"); });
}

const std::string nothing = "nothing was thrown", at_0 = "training data, sample 1, target 0: expected ",
                  at_1 = "training data, sample 1, target 1: expected ";

/// A loss of a user's with targets of -1 and 1.
struct Hinge {
    static constexpr ValueRange targets{.least = -1, .most = 1, .words = "-1 or 1", .only_the_ends = true};
};

constexpr float shares[] = {0.25f, 0.75f}, both[] = {1, 1}, negative[] = {1.5f, -0.5f};
static_assert(detail::takes<KLDivergence>(shares) && !detail::takes<KLDivergence>(both));
static_assert(detail::takes<CrossEntropy>(both) && !detail::takes<CrossEntropy>(negative));
static_assert(detail::takes<MeanSquaredError>(negative) && !detail::takes<Perceptron>(shares));

}  // namespace

TEST_CASE("targets: losses of probabilities take 0 to 1, and name what else they find", "[train]") {
    CHECK(refused<BinaryCrossEntropy>(0, 1) == nothing);
    CHECK(refused<BinaryCrossEntropy>(0.3f, 0.3f) == nothing);
    CHECK(refused<BinaryCrossEntropy>(5, -3) == at_0 + "0 to 1, found 5");
    CHECK(refused<BinaryCrossEntropy>(1, -3) == at_1 + "0 to 1, found -3");
    CHECK(refused<CrossEntropy>(0.5f, 0.5f) == nothing);
    CHECK(refused<CrossEntropy>(0, 255) == at_1 + "0 to 1, found 255");
    CHECK(refused<CrossEntropy>(-0.5f, 1) == at_0 + "0 to 1, found -0.5");
}

TEST_CASE("targets: KLDivergence takes distributions, Perceptron 0 and 1", "[train]") {
    CHECK(refused<KLDivergence>(0.25f, 0.75f) == nothing);
    CHECK(refused<KLDivergence>(0.33f, 0.66f) == nothing);  // two decimal places
    CHECK(refused<KLDivergence>(1.5f, -0.5f) == at_0 + "0 to 1, found 1.5");
    CHECK(refused<KLDivergence>(0.25f, 0.25f) ==
          "training data, sample 1: expected targets that add up to 1, found a sum of 0.5");
    CHECK(refused<Perceptron>(1, 1) == nothing);
    CHECK(refused<Perceptron>(1, 0.5f) == at_1 + "0 or 1, found 0.5");
}

TEST_CASE("targets: other losses take any number", "[train]") {
    CHECK(refused<MeanSquaredError>(-1e30f, 1e30f) == nothing);
    CHECK(refused<MeanAbsoluteError>(-1e30f, 1e30f) == nothing);
    CHECK(refused<Huber>(-1e30f, 1e30f) == nothing);
}

TEST_CASE("targets: classes are 0 and 1; samples that are their own targets are what they are", "[train]") {
    const auto said = [](const auto& loss, const Dataset<Two>& data) {
        return message_of<TrainingError>(
            [&] { detail::require_targets<std::remove_cvref_t<decltype(loss)>>(data, "data"); });
    };
    const Dataset<Two> classes(std::vector<float>{1, 2, 3, 4}, std::vector<std::uint32_t>{0, 1});
    CHECK(said(KLDivergence{}, classes) == nothing);
    CHECK(said(Perceptron{}, classes) == nothing);
    CHECK(said(Hinge{}, classes) == "data, sample 0, target 1: expected -1 or 1, found 0");
    const Dataset<Two> bytes(std::vector<std::uint8_t>{0, 255}, InputsAsTargets{});
    const Dataset<Two> floats(std::vector<float>{0, 2}, InputsAsTargets{});
    CHECK(said(BinaryCrossEntropy{}, bytes) == nothing);
    CHECK(said(BinaryCrossEntropy{}, floats) == "data, sample 0, target 1: expected 0 to 1, found 2");
    CHECK(said(BinaryCrossEntropy{}, Dataset<Two>()) == nothing);
}
