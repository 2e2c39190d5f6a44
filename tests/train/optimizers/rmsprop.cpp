#include <ctnn/train/optimizers/rmsprop.hpp>

#include <train/optimizers/laws.hpp>

namespace {

using ctnn::RMSprop;

// The first step has the size of the rate / sqrt(1 - alpha), whatever the gradient.
static_assert(optimizer_laws::descend<RMSprop, float, 1, 1>({.learning_rate = 0.25f, .alpha = 0.75f})[0] ==
              0.5f);

TEST_CASE("rmsprop: keeps the laws of an optimizer", "[train]") {
    optimizer_laws::hold<RMSprop>(optimizer_laws::golden::rmsprop);
}

}  // namespace
