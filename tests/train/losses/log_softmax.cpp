#include <ctnn/train/losses/cross_entropy.hpp>
#include <ctnn/train/losses/kl_divergence.hpp>
#include <ctnn/train/losses/log_softmax.hpp>

#include <cmath>
#include <limits>

#include <testing.hpp>

namespace {

namespace detail = ctnn::detail;

constexpr double nan = std::numeric_limits<double>::quiet_NaN(),
                 infinity = std::numeric_limits<double>::infinity();

static_assert(detail::weighted(0.0, infinity) == 0);
static_assert(detail::weighted(0.0, -infinity) == 0);
static_assert(detail::weighted(2.0, 3.0) == 6);
static_assert(detail::bounded_log(0.0) == -100);
static_assert(detail::bounded_log(1.0) == 0);

TEST_CASE("log_softmax: the probabilities add up to 1", "[train]") {
    for (const double offset : {0.0, 1e4, -1e4}) {
        const double z[] = {offset + 1, offset + 2, offset - 3};
        const auto log_p = detail::log_softmax<3>(z);
        CHECK(std::exp(log_p.of(z[0])) + std::exp(log_p.of(z[1])) + std::exp(log_p.of(z[2])) ==
              Approx(1).epsilon(1e-12));
        CHECK(log_p.of(z[1]) - log_p.of(z[0]) == Approx(1).epsilon(1e-12));
    }
}

TEST_CASE("log_softmax: NaN is not hidden by a weight of 0 or by a bound", "[train]") {
    CHECK(std::isnan(detail::weighted(0.0, nan)));
    CHECK(std::isnan(detail::weighted(nan, 0.0)));
    CHECK(std::isnan(detail::bounded_log(nan)));
    CHECK(std::isnan(detail::bounded_log(-1.0)));
}

/// One logit infinite: that class is certain. Two, NaN, or minus infinity everywhere: there is no answer.
template <std::size_t N>
void certain_class() {
    float z[N]{}, target[N]{}, dz[N];
    target[1] = 1;
    z[1] = float(infinity), z[2] = -float(infinity);
    CHECK(ctnn::CrossEntropy::value_of_logits<N>(z, target) == 0);
    CHECK(ctnn::KLDivergence::value_of_logits<N>(z, target) == 0);
    ctnn::CrossEntropy::slope_of_logits<N>(z, target, dz);
    for (const float slope : dz) CHECK(slope == 0);
    target[1] = 0, target[0] = 1;
    CHECK(ctnn::CrossEntropy::value_of_logits<N>(z, target) == float(infinity));
    CHECK(ctnn::KLDivergence::value_of_logits<N>(z, target) == float(infinity));
    ctnn::CrossEntropy::slope_of_logits<N>(z, target, z);  // in place
    for (std::size_t i = 0; i < N; ++i) CHECK(z[i] == (i == 0 ? -1 : i == 1 ? 1 : 0));
    const auto has_no_answer = [&] {
        CHECK(std::isnan(ctnn::CrossEntropy::value_of_logits<N>(z, target)));
        ctnn::CrossEntropy::slope_of_logits<N>(z, target, dz);
        CHECK(std::isnan(dz[0]));
    };
    z[0] = z[1] = float(infinity);
    has_no_answer();
    z[1] = std::numeric_limits<float>::quiet_NaN();
    has_no_answer();
    for (float& logit : z) logit = -float(infinity);
    has_no_answer();
}

constexpr float loss_of_certainty() {
    constexpr float logits[] = {0, std::numeric_limits<float>::infinity(), 0}, truth[] = {0, 1, 0};
    float dz[3]{};
    ctnn::CrossEntropy::slope_of_logits<3>(logits, truth, dz);
    return ctnn::CrossEntropy::value_of_logits<3>(logits, truth) + dz[0] + dz[1] + dz[2];
}
static_assert(loss_of_certainty() == 0);

TEST_CASE("log_softmax: a class of infinite logit is certain", "[train]") {
    certain_class<3>();
    certain_class<40>();
}

TEST_CASE("log_softmax: softmax less the target, for targets of any sum", "[train]") {
    const double z[] = {0, 0}, t[] = {3, 1, 0};
    double dz[] = {0, 0, 77};
    detail::softmax_less_target<2>(z, t, dz);
    CHECK(dz[0] == Approx(-1));
    CHECK(dz[1] == Approx(1));
    CHECK(dz[2] == 77);  // what lies behind stays
}

}  // namespace
