#include <array>
#include <ctnn/train.hpp>
#include <ctnn/train/hessian.hpp>

#include <reference/derivatives.hpp>
#include <reference/derivatives_numbers.hpp>
#include <testing.hpp>

using namespace ctnn;
using reference::derivatives::numbers;

namespace {

/// Central differences of the gradient along the direction.
template <class Loss, class... Layers>
void is_differences() {
    using Net = Network<Layers...>;
    static Parameters<Net, double> parameters, direction, product, above, below, moved;
    initialize(parameters, 7);
    initialize(direction, 8);
    for (double& value : direction.trained()) value += 0.1;
    for (double& value : parameters.values) value += 0.01;
    const auto x = numbers<Net::input_size>(31);
    const auto target = numbers<Net::output_size>(43);
    product = {}, above = {}, below = {};
    const double cost = hessian_vector_product<Loss>(parameters, x, target, direction, product);
    CHECK(cost == Approx(loss<Loss>(parameters, x, target)));
    const double step = 1e-5;
    const auto gradient_at = [&](double by, Parameters<Net, double>& sum) {
        moved = parameters;
        for (std::size_t i = 0; i < Net::parameter_count; ++i) moved.values[i] += by * direction.values[i];
        gradient<Loss>(moved, x, target, sum);
    };
    gradient_at(step, above);
    gradient_at(-step, below);
    for (std::size_t i = 0; i < Net::parameter_count; ++i) {
        CAPTURE(i);
        REQUIRE(product.values[i] ==
                Approx((above.values[i] - below.values[i]) / (2 * step)).epsilon(1e-5).margin(1e-7));
    }
}

}  // namespace

TEST_CASE("hessian: its product with a direction is PyTorch's", "[hessian]") {
    using Net = Network<Input<3>, Dense<5, Tanh>, Dense<4, GELU>, Dense<3, Softmax>>;
    const Parameters<Net, double> parameters(numbers<59>(37)), direction(numbers<59>(53));
    Parameters<Net, double> sum;
    for (double& value : sum.values) value = 1;
    const double cost = hessian_vector_product<CrossEntropy>(parameters, numbers<3>(29), 1u, direction, sum);
    CHECK(cost == Approx(reference::derivatives::loss[0]).epsilon(1e-12));
    for (std::size_t i = 0; i < sum.size(); ++i)
        CHECK(sum.values[i] == Approx(1 + reference::derivatives::product[i]).epsilon(1e-9));
}

TEST_CASE("hessian: of every kind of layer it is what differences of gradients give", "[hessian]") {
    is_differences<MeanSquaredError, Input<3>, Dense<17, SELU>, Dense<5, Mish>, Dense<2, Sigmoid>>();
    is_differences<MeanSquaredError, Input<4, 3>, LSTM<3>, Dense<2>>();
    is_differences<Huber, Input<4, 3>, GRU<3>, PReLU<>>();
    is_differences<MeanSquaredError, Input<6, 2>, Conv1D<4, 3, SiLU>, LayerNorm<>, GlobalAvgPool1D>();
    is_differences<MeanSquaredError, Input<5, 5, 2>, Conv2D<3, 3, Softplus>, BatchNorm<>, Flatten,
                   Dense<2>>();
    is_differences<MeanSquaredError, Input<4, 3>, PositionalEncoding, PositionEmbedding<>,
                   MultiHeadAttention<2, 4, Causal>, MultiHeadAttention<1, 2>>();
    is_differences<BinaryCrossEntropy, Input<4>, Dense<6, Softsign>, Dense<2, Sigmoid>>();
}

TEST_CASE("hessian: in a constant expression and in a workspace", "[hessian]") {
    using Net = Network<Input<1>, Dense<1>>;  // loss (w x + b - t)^2: Hessian 2 [x x, x; x, 1]
    constexpr auto product = [] {
        const Parameters<Net> parameters(std::array{0.5f, 1.0f}), direction(std::array{1.0f, 10.0f});
        Parameters<Net> sum;
        hessian_vector_product<MeanSquaredError>(parameters, std::array{3.0f}, 0.0f, direction, sum);
        return sum;
    }();
    STATIC_REQUIRE(product.values[0] == 2 * (9 * 1 + 3 * 10));
    STATIC_REQUIRE(product.values[1] == 2 * (3 * 1 + 1 * 10));
    static HessianWorkspace<MeanSquaredError, Net> workspace;
    const Parameters<Net> parameters(std::array{0.5f, 1.0f}), direction(std::array{1.0f, 10.0f});
    Parameters<Net> sum;
    CHECK(hessian_vector_product<MeanSquaredError>(parameters, std::array{3.0f}, 0.0f, direction, sum,
                                                   workspace) == 6.25f);
    CHECK(sum.values[0] == product.values[0]);
}
