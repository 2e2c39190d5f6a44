#include <ctnn/train/optimizers/adadelta.hpp>

#include <train/optimizers/laws.hpp>

namespace {

using ctnn::AdaDelta;

// The first step has the size of the square root of epsilon, whatever the gradient.
static_assert([] {
    std::array<double, 2> m{};
    const double w = AdaDelta{.rho = 0, .epsilon = 1e-6f}.rule(1, 1.0)(0.0, 50.0, m);
    return w < -0.99e-3 && w > -1.01e-3;
}());

TEST_CASE("adadelta: keeps the laws of an optimizer", "[train]") {
    optimizer_laws::hold<AdaDelta>(optimizer_laws::golden::adadelta, 1.0f);
}

}  // namespace
