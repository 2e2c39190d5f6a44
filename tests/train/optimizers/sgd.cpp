#include <ctnn/train/optimizers/sgd.hpp>

#include <train/optimizers/laws.hpp>

namespace {

using ctnn::SGD;

// 1 - 0.5 * 1 = 0.5, then 0.25.
static_assert(optimizer_laws::descend<SGD, float, 1, 2>(SGD{.learning_rate = 0.5f})[0] == 0.25f);

TEST_CASE("sgd: keeps the laws of an optimizer", "[train]") {
    optimizer_laws::hold<SGD>(optimizer_laws::golden::sgd);
}

}  // namespace
