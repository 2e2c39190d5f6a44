#include <ctnn/train/optimizers/adagrad.hpp>

#include <train/optimizers/laws.hpp>

namespace {

using ctnn::AdaGrad;

// The first step has the size of the rate, whatever the gradient.
static_assert(optimizer_laws::descend<AdaGrad, float, 1, 1>({.learning_rate = 0.5f})[0] == 0.5f);

TEST_CASE("adagrad: keeps the laws of an optimizer", "[train]") {
    optimizer_laws::hold<AdaGrad>(optimizer_laws::golden::adagrad);
}

}  // namespace
