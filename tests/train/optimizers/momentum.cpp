#include <ctnn/train/optimizers/momentum.hpp>

#include <train/optimizers/laws.hpp>

namespace {

using ctnn::Momentum;

// v = 1, w = 0.5; v = 0.5 + 0.5, w = 0.
static_assert(optimizer_laws::descend<Momentum, float, 1, 2>({.learning_rate = 0.5f, .momentum = 0.5f})[0] ==
              0);

TEST_CASE("momentum: keeps the laws of an optimizer", "[train]") {
    optimizer_laws::hold<Momentum>(optimizer_laws::golden::momentum);
}

}  // namespace
