#include <ctnn/train/losses/hinge.hpp>

#include <train/losses/laws.hpp>

namespace {

using ctnn::Hinge;

static_assert(!Hinge::targets.holds(0.0f) && Hinge::targets.holds(-1.0f) && Hinge::targets.holds(1.0f));

// Beside its kink, which is in the laws' numbers.
TEST_CASE("hinge: keeps the laws of a loss", "[train]") {
    loss_laws::golden<Hinge, double>(reference::losses::hinge, 1e-12);
    loss_laws::golden<Hinge, float>(reference::losses::hinge, 1e-5);
    loss_laws::nan_stays<Hinge, 35, float>();
    loss_laws::compile_time<Hinge, 20, double>();
    const double y[] = {1, -1, 0.5, 3}, t[] = {1, -1, -1, -1};
    double slope[4];
    Hinge::slope<4>(y, t, slope);
    CHECK((slope[0] == 0 && slope[1] == 0 && slope[2] == 0.25 && slope[3] == 0.25));
}

}  // namespace
