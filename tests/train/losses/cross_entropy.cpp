#include <ctnn/train/losses/cross_entropy.hpp>

#include <train/losses/laws.hpp>
#include <type_traits>

namespace {

using ctnn::CrossEntropy;

static_assert(std::is_same_v<CrossEntropy::last_activation, ctnn::Softmax>);
static_assert(CrossEntropy::takes_class_index);

constexpr float y[] = {0, 1}, t[] = {0, 1}, other[] = {1, 0};
static_assert(CrossEntropy::value<2>(y, t) == 0);        // sure and right
static_assert(CrossEntropy::value<2>(y, other) == 100);  // sure and wrong

TEST_CASE("cross_entropy: keeps the laws of a loss", "[train]") {
    loss_laws::hold<CrossEntropy>(reference::losses::cross_entropy);
}

TEST_CASE("cross_entropy: large logits neither overflow nor lose their differences", "[train]") {
    const float z[] = {1e4f, 1e4f - 1, -1e4f}, first[] = {1, 0, 0}, last[] = {0, 0, 1};
    float dz[3];
    CHECK(CrossEntropy::value_of_logits<3>(z, first) == Approx(std::log1p(std::exp(-1.0))).epsilon(1e-6));
    CHECK(CrossEntropy::value_of_logits<3>(z, last) == Approx(2e4).epsilon(1e-4));
    CrossEntropy::slope_of_logits<3>(z, last, dz);
    CHECK(dz[0] == Approx(1 / (1 + std::exp(-1.0))).epsilon(1e-6));
    CHECK(dz[2] == -1);
}

TEST_CASE("cross_entropy: a class that cannot be and is not costs nothing", "[train]") {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    const double z[] = {0, 0, -infinity}, possible[] = {1, 0, 0}, impossible[] = {0, 0, 1};
    double dz[3];
    CHECK(CrossEntropy::value_of_logits<3>(z, possible) == Approx(std::log(2.0)));
    CHECK(CrossEntropy::value_of_logits<3>(z, impossible) == infinity);
    CrossEntropy::slope_of_logits<3>(z, possible, dz);
    CHECK(dz[0] == Approx(-0.5));
    CHECK(dz[2] == 0);
}

}  // namespace
