// How a network's outputs change with its inputs, curvature of a loss, and a loss with derivatives in it.

// [headers]
#include <array>
#include <cstdio>
#include <ctnn/train.hpp>

namespace nn = ctnn;
// [headers]

// [network]
using Net = nn::Network<nn::Input<2>, nn::Dense<8, nn::Tanh>, nn::Dense<1>>;
static nn::Parameters<Net> parameters;
// [network]

int main() {
    nn::initialize(parameters, 1);

    // [jacobian]
    const std::array x{0.5f, -1.0f};
    const auto slopes = nn::jacobian(parameters, x);  // slopes[output][input]
    std::printf("dy/dx = %g, %g\n", double(slopes[0][0]), double(slopes[0][1]));
    // [jacobian]

    // [hessian]
    static nn::Parameters<Net> direction, product;
    nn::initialize(direction, 2);
    nn::hessian_vector_product<nn::MeanSquaredError>(parameters, x, 0.3f, direction, product);
    // [hessian]

    // [heat]
    // du/dt = d2u/dx2, at a point (t, x): how far it is from holding, squared.
    const auto heat = [](const auto& in_t, const auto& in_x) {
        const auto residual = in_t(1) - in_x(2);
        return residual * residual;
    };
    static nn::Derivatives<Net> u(parameters);
    static nn::Parameters<Net> gradient;
    constexpr std::array<std::array<float, 2>, 2> directions{{{1, 0}, {0, 1}}};  // of t, of x
    const float loss = u.gradient(heat, x, directions, gradient);
    std::printf("residual squared %g\n", double(loss));
    // [heat]
    return loss >= 0 ? 0 : 1;
}
