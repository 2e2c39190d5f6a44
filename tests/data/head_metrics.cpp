#include <ctnn/data/head_metrics.hpp>

#include <array>
#include <cmath>
#include <ctnn/layers/activation.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/layers/heads.hpp>
#include <ctnn/train/head_targets.hpp>
#include <vector>

#include <testing.hpp>

using namespace ctnn;

namespace {

// Three inputs as they are, the middle one, and whether the last is above one half.
using Net = Network<Input<3>, Heads<Activation<Linear>, Dense<1>, Dense<1>>>;

Parameters<Net> given() {
    Parameters<Net> p;
    for (float& value : p.values) value = 0;
    p.values[1] = 1;      // of the second head
    p.values[4 + 2] = 1;  // of the third
    return p;
}

/// What each should be: a class of three, a number, a yes or no.
Dataset<Net> data() {
    const std::vector<std::array<float, 3>> x{{3, 1, 0}, {1, 2, 0}, {0, 5, 7}, {2, 0, 1}};
    std::vector<std::array<float, 5>> t;
    t.push_back(head_targets<Net>(0, 1.0f, 0.0f));
    t.push_back(head_targets<Net>(2, 4.0f, 1.0f));
    t.push_back(head_targets<Net>(2, 5.0f, 1.0f));
    t.push_back(head_targets<Net>(ignored, 3.0f, 0.0f));
    return {x, t};
}

}  // namespace

TEST_CASE("head metrics: each head's own", "[data]") {
    const auto p = given();
    auto samples = data();
    CHECK(accuracy<0>(p, samples) == Approx(2.0 / 3));  // the last has no class
    CHECK(confusion_matrix<0>(p, samples).counts[2][1] == 1);
    CHECK(confusion_matrix<0>(p, samples).total() == 3);
    CHECK(mean_squared_error<1>(p, samples) == Approx((0 + 4 + 0 + 9) / 4.0));
    CHECK(mean_absolute_error<1>(p, samples) == Approx((0 + 2 + 0 + 3) / 4.0));
    CHECK(accuracy<2>(p, samples) == 0.5);
    CHECK(confusion_matrix<2>(p, samples).counts ==
          std::array<std::array<std::size_t, 2>, 2>{{{1, 1}, {1, 1}}});
    samples.weigh({1, 0, 0, 3});
    CHECK(accuracy<0>(p, samples) == 1);
    CHECK(accuracy<2>(p, samples) == 0.25);
    CHECK(mean_squared_error<1>(p, samples) == Approx(27 / 4.0));
}

TEST_CASE("head metrics: the class that a head gives", "[data]") {
    constexpr std::array<float, 3> x{1, 7, 4};
    const auto p = given();
    CHECK(classify<0>(p, x) == 1);
    CHECK(classify<2>(p, x) == 1);
    CHECK(classify<2>(p, std::array<float, 3>{1, 7, 0.5f}) == 0);
    Parameters<Net> broken = p;
    broken.values[0] = std::nanf("");
    CHECK(confusion_matrix<0>(broken, data()).undecided[0] == 0);
    CHECK(std::isnan(mean_squared_error<1>(broken, data())));
}
