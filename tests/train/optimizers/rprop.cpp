#include <ctnn/train/optimizers/rprop.hpp>

#include <train/optimizers/laws.hpp>

namespace {

using ctnn::Rprop;

TEST_CASE("rprop: keeps the laws of an optimizer", "[train]") {
    optimizer_laws::hold<Rprop>(optimizer_laws::golden::rprop);
}

TEST_CASE("rprop: steps grow, shrink where the gradient turns, and stay within their bounds", "[train]") {
    const Rprop rprop{.least_step = 0.04f, .most_step = 0.15f};
    std::array<double, 2> m{};
    double w = rprop.rule(1, 0.1)(0.0, 5.0, m);
    CHECK(w == Approx(-0.1));
    w = rprop.rule(2, 0.1)(0.0, 7.0, m);
    CHECK(w == Approx(-0.12));
    w = rprop.rule(3, 0.1)(0.0, 7.0, m);
    w = rprop.rule(4, 0.1)(0.0, 7.0, m);
    CHECK(w == Approx(-0.15));
    CHECK(rprop.rule(5, 0.1)(0.0, -7.0, m) == 0);  // it turned: not at once
    CHECK(rprop.rule(6, 0.1)(0.0, -7.0, m) == Approx(0.075));
    for (int k = 0; k < 9; ++k) w = rprop.rule(7, 0.1)(0.0, k % 2 == 0 ? 1.0 : -1.0, m);
    CHECK(m[1] == Approx(0.04));
}

TEST_CASE("rprop: settings", "[train]") {
    CHECK_FALSE(Rprop{.eta_minus = 1}.settings()[0].makes_sense);
    CHECK_FALSE(Rprop{.eta_plus = 0.9f}.settings()[1].makes_sense);
}

}  // namespace
