#include <ctnn/train/optimizers/rmsprop_momentum.hpp>

#include <train/optimizers/laws.hpp>

namespace {

using ctnn::RMSpropMomentum;

TEST_CASE("rmsprop_momentum: keeps the laws of an optimizer", "[train]") {
    optimizer_laws::hold<RMSpropMomentum>(optimizer_laws::golden::rmsprop_momentum, 0.005f);
}

TEST_CASE("rmsprop_momentum: centered it keeps the laws too", "[train]") {
    optimizer_laws::hold<ctnn::CenteredRMSprop>(optimizer_laws::golden::centered_rmsprop, 0.001f);
}

TEST_CASE("rmsprop_momentum: where gradients are all alike, a variance below 0 by rounding is none",
          "[train]") {
    std::array<float, 3> m{};
    float w = 0;
    for (std::uint64_t step = 1; step <= 5000; ++step)
        w = ctnn::CenteredRMSprop{.epsilon = 0.1f}.rule(step, 1e-3f)(w, 0.7f, m);
    CHECK(std::isfinite(w));
}

}  // namespace
