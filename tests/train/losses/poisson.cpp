#include <ctnn/train/losses/poisson.hpp>

#include <train/losses/laws.hpp>

namespace {

using ctnn::Poisson;

static_assert(!Poisson::targets.holds(-1.0f) && Poisson::targets.holds(7.0f));

TEST_CASE("poisson: keeps the laws of a loss", "[train]") {
    loss_laws::hold<Poisson>(reference::losses::poisson);
}

}  // namespace
