#include <ctnn/train/losses/kl_divergence.hpp>

#include <train/losses/laws.hpp>
#include <type_traits>

namespace {

using ctnn::KLDivergence;

static_assert(std::is_same_v<KLDivergence::last_activation, ctnn::Softmax>);

constexpr double half[] = {0.5, 0.5}, first[] = {1, 0};
static_assert(KLDivergence::value<2>(half, half) == 0);
static_assert(KLDivergence::value<2>(first, first) == 0);
static_assert(KLDivergence::value<2>(first, half) > 49);  // half of it where the network says 0

TEST_CASE("kl_divergence: keeps the laws of a loss", "[train]") {
    loss_laws::hold<KLDivergence>(reference::losses::kl_divergence);
}

TEST_CASE("kl_divergence: nothing where the distributions agree", "[train]") {
    const double z[] = {std::log(0.2), std::log(0.3), std::log(0.5)}, t[] = {0.2, 0.3, 0.5};
    double dz[3];
    CHECK(std::abs(KLDivergence::value_of_logits<3>(z, t)) < 1e-15);
    KLDivergence::slope_of_logits<3>(z, t, dz);
    for (const double d : dz) CHECK(std::abs(d) < 1e-15);
}

TEST_CASE("kl_divergence: a class of target 0 costs nothing, however large the logits", "[train]") {
    const float z[] = {1e4f, -1e4f, 0}, t[] = {1, 0, 0};
    CHECK(KLDivergence::value_of_logits<3>(z, t) == 0);
}

}  // namespace
