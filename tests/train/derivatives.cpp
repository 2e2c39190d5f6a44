#include <array>
#include <cmath>
#include <ctnn/train.hpp>
#include <ctnn/train/derivatives.hpp>
#include <ctnn/train/jacobian.hpp>

#include <allocations.hpp>
#include <reference/derivatives.hpp>
#include <reference/derivatives_numbers.hpp>
#include <testing.hpp>

using namespace ctnn;
using reference::derivatives::numbers;

namespace {

using Unit = Network<Input<1>, Dense<1, Exponential>>;  // y = e^(w x + b)

}  // namespace

TEST_CASE("derivatives: a loss with second derivatives in it has PyTorch's gradient", "[derivatives]") {
    using Heat = Network<Input<2>, Dense<4, Tanh>, Dense<3, Sigmoid>, Dense<1>>;
    static Derivatives<Heat, 2, double> u(Parameters<Heat, double>(numbers<31>(41)));
    const auto formula = [](const auto& in_t, const auto& in_x) {
        const auto residual = in_t(1) - in_x(2) + in_x(0) * in_x(1);
        return residual * residual;
    };
    Parameters<Heat, double> sum;
    const std::size_t before = allocations();
    const double cost =
        u.gradient(formula, numbers<2>(23), std::array{std::array{1.0, 0.0}, std::array{0.0, 1.0}}, sum);
    CHECK(allocations() == before);
    CHECK(cost == Approx(reference::derivatives::heat[0]).epsilon(1e-10));
    for (std::size_t i = 0; i < sum.size(); ++i)
        CHECK(sum.values[i] == Approx(reference::derivatives::heat_gradient[i]).epsilon(1e-9));
}

TEST_CASE("derivatives: of any order, and constant expressions", "[derivatives]") {
    constexpr double w = 0.5, x = 2;
    constexpr auto fourth = [] {
        Derivatives<Unit, 4, double> u(Parameters<Unit, double>(std::array{w, -1.0}));
        return u.along(std::array{x});
    }();
    for (std::size_t k = 0; k <= 4; ++k) CHECK(fourth(k) == Approx(std::pow(w, double(k))));  // e^0 times w^k
    constexpr auto none = [] {
        Derivatives<Unit, 0, double> u(Parameters<Unit, double>(std::array{w, -1.0}));
        return u.along(std::array{x});
    }();
    STATIC_REQUIRE(none.orders.size() == 1);
    CHECK(none(0) == Approx(1));
}

TEST_CASE("derivatives: backward sends each order's slope to the parameters", "[derivatives]") {
    const double w = 0.7, b = -0.3, x = 1.1, y = std::exp(w * x + b);
    Derivatives<Unit, 3, double> u(Parameters<Unit, double>(std::array{w, b}));
    for (std::size_t k = 0; k <= 3; ++k) {
        u.along(std::array{x});
        Jet<double, 1, 3> slopes;
        slopes(k) = 2;
        Parameters<Unit, double> sum;
        u.backward(slopes, sum);
        // d/dw of w^k e^(w x + b), and d/db.
        CHECK(sum.values[0] ==
              Approx(2 * y *
                     (std::pow(w, double(k)) * x + (k > 0 ? double(k) * std::pow(w, double(k) - 1) : 0))));
        CHECK(sum.values[1] == Approx(2 * y * std::pow(w, double(k))));
    }
}

TEST_CASE("derivatives: several outputs, a direction that is no unit, parameters set anew", "[derivatives]") {
    using Net = Network<Input<2>, Dense<3, Tanh>, Dense<2>>;
    Parameters<Net, double> parameters;
    initialize(parameters, 1);
    Derivatives<Net, 1, double> u;
    u.set(parameters);
    const std::array x{0.2, -0.4}, direction{3.0, -2.0};
    const auto values = u.along(x, direction);
    const auto slopes = jacobian(parameters, x);
    for (std::size_t o = 0; o < 2; ++o) {
        CHECK(values(0, o) == Approx(predict(parameters, x)[o]));
        CHECK(values(1, o) == Approx(3 * slopes[o][0] - 2 * slopes[o][1]));
    }
}
