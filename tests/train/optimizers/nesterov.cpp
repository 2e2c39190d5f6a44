#include <ctnn/train/optimizers/nesterov.hpp>

#include <train/optimizers/laws.hpp>

namespace {

using ctnn::Nesterov;

// v = 1, w = 1 - (1 + 0.5) / 2 = 0.25; v = 0.5 + 0.25, w = 0.25 - (0.25 + 0.375) / 2.
static_assert(optimizer_laws::descend<Nesterov, float, 1, 2>({.learning_rate = 0.5f, .momentum = 0.5f})[0] ==
              -0.0625f);

TEST_CASE("nesterov: keeps the laws of an optimizer", "[train]") {
    optimizer_laws::hold<Nesterov>(optimizer_laws::golden::nesterov);
}

}  // namespace
