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

TEST_CASE("log_softmax: softmax less the target, for targets of any sum", "[train]") {
    const double z[] = {0, 0}, t[] = {3, 1, 0};
    double dz[] = {0, 0, 77};
    detail::softmax_less_target<2>(z, t, dz);
    CHECK(dz[0] == Approx(-1));
    CHECK(dz[1] == Approx(1));
    CHECK(dz[2] == 77);  // what lies behind stays
}

}  // namespace
