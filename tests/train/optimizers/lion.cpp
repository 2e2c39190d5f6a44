#include <ctnn/train/optimizers/lion.hpp>

#include <train/optimizers/laws.hpp>

namespace {

using ctnn::Lion;

TEST_CASE("lion: keeps the laws of an optimizer", "[train]") {
    optimizer_laws::hold<Lion>(optimizer_laws::golden::lion, 0.01f);
}

TEST_CASE("lion: every step is as long as the rate, and weights decay beside it", "[train]") {
    std::array<double, 1> m{};
    CHECK(Lion{}.rule(1, 0.25)(1.0, 1e-9, m) == 0.75);
    m = {};
    CHECK(Lion{.weight_decay = 0.5f}.rule(1, 0.25)(1.0, -3.0, m) == 1.125);
    CHECK(m[0] == Approx(-0.03));
}

}  // namespace
