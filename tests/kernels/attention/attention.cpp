#include <ctnn/kernels/attention/attention.hpp>

#include <cmath>
#include <cstddef>
#include <vector>

#include <layers/bench.hpp>
#include <testing.hpp>

using namespace ctnn;

namespace {

/// By plain loops: the context of one query, which sees the keys up to number `last`.
template <std::size_t Steps, std::size_t Width>
std::vector<double> context_of(const double* q, const double* keys, const double* values, std::size_t last) {
    std::vector<double> context(Width);
    double total = 0;
    for (std::size_t j = 0; j < Steps && j <= last; ++j) {
        double score = 0;
        for (std::size_t i = 0; i < Width; ++i) score += q[i] * keys[i * Steps + j];
        total += std::exp(score);
        for (std::size_t i = 0; i < Width; ++i) context[i] += std::exp(score) * values[j * Width + i];
    }
    for (double& value : context) value /= total;
    return context;
}

/// All queries at once are plain loops, and one by one have the bits of all.
template <std::size_t Steps, std::size_t Width>
void attends() {
    laws::Guarded<double> q(Steps * Width, 0), keys(Steps * Width, 0), values(Steps * Width, 0),
        p(Steps * Steps, 0), context(Steps * Width, 0), one_p(Steps, 0), one(Width, 0);
    laws::fill_random(q.data(), q.size(), 1);
    laws::fill_random(keys.data(), keys.size(), 2);
    laws::fill_random(values.data(), values.size(), 3);
    for (const std::size_t first : {std::size_t{0}, Steps / 2, Steps - 1}) {
        kernels::attend<Steps, Steps, Width>(q.data(), keys.data(), values.data(), first, p.data(),
                                             context.data());
        for (std::size_t t = 0; t < Steps; ++t) {
            kernels::attend<1, Steps, Width>(q.data() + t * Width, keys.data(), values.data(), first + t,
                                             one_p.data(), one.data());
            const auto wanted =
                context_of<Steps, Width>(q.data() + t * Width, keys.data(), values.data(), first + t);
            for (std::size_t i = 0; i < Width; ++i) {
                REQUIRE(context[t * Width + i] == Approx(wanted[i]).epsilon(1e-12).margin(1e-14));
                REQUIRE(context[t * Width + i] == one[i]);
            }
            for (std::size_t j = first + t + 1; j < Steps; ++j) REQUIRE(p[t * Steps + j] == 0);
        }
    }
    REQUIRE((p.intact() && context.intact() && one_p.intact() && one.intact()));
}

}  // namespace

TEST_CASE("attention: plain loops, and one query at a time has the bits of all", "[kernels]") {
    attends<1, 1>();
    attends<3, 7>();
    attends<9, 8>();
    attends<37, 17>();
}
