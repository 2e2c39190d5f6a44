#include <array>
#include <cmath>
#include <ctnn/train.hpp>
#include <ctnn/train/jacobian.hpp>

#include <allocations.hpp>
#include <reference/derivatives.hpp>
#include <reference/derivatives_numbers.hpp>
#include <testing.hpp>

using namespace ctnn;
using reference::derivatives::numbers;

namespace {

/// Both ways give the same, and what predict's central differences give.
template <class... Layers>
void is_differences() {
    using Net = Network<Layers...>;
    static Parameters<Net, double> parameters;
    initialize(parameters, 7);
    for (double& value : parameters.values) value += 0.01;
    auto x = numbers<Net::input_size>(31);
    const auto slopes = jacobian(parameters, x);
    if constexpr (detail::learns_as_it_predicts<typename Net::body>()) {
        static detail::JacobianForward<Net, double> duals{};
        auto same = slopes;
        duals.run(parameters, x.data(), same);
        for (std::size_t o = 0; o < Net::output_size; ++o)
            for (std::size_t i = 0; i < Net::input_size; ++i)
                REQUIRE(same[o][i] == Approx(slopes[o][i]).epsilon(1e-9).margin(1e-12));
    }
    for (std::size_t i = 0; i < Net::input_size; ++i) {
        const double step = 1e-6, kept = x[i];
        x[i] = kept + step;
        const auto above = predict(parameters, x);
        x[i] = kept - step;
        const auto below = predict(parameters, x);
        x[i] = kept;
        for (std::size_t o = 0; o < Net::output_size; ++o) {
            CAPTURE(i, o);
            REQUIRE(slopes[o][i] == Approx((above[o] - below[o]) / (2 * step)).epsilon(1e-5).margin(1e-7));
        }
    }
}

}  // namespace

TEST_CASE("jacobian: is PyTorch's", "[jacobian]") {
    using Net = Network<Input<3>, Dense<5, Tanh>, Dense<4, GELU>, Dense<3, Softmax>>;
    const Parameters<Net, double> parameters(numbers<59>(37));
    const auto slopes = jacobian(parameters, numbers<3>(29));
    for (std::size_t k = 0; k < 9; ++k)
        CHECK(slopes[k / 3][k % 3] == Approx(reference::derivatives::jacobian[k]).epsilon(1e-9));
}

TEST_CASE("jacobian: of every kind of layer it is what differences give", "[jacobian]") {
    is_differences<Input<3>, Dense<17, SELU>, Dense<5, Mish>, Dense<4, Softmax>, Dense<2, Sigmoid>>();
    is_differences<Input<5, 3>, LSTM<4>, Dense<2>>();
    is_differences<Input<5, 3>, Bidirectional<GRU<3>>, PReLU<>>();
    is_differences<Input<6, 2>, Conv1D<8, 3, SiLU>, LayerNorm<>, GlobalAvgPool1D>();
    is_differences<Input<5, 4, 2>, Scale<std::ratio<3, 2>>, GroupNorm<2>,
                   Upsample2D<2, Interpolation::bilinear>, AdaptiveAvgPool2D<3>, Slice<1, 1, 3>,
                   NoAffine<LayerNorm<>>, Dense<4>, GeGLU, MaxOver<0>>();
    is_differences<Input<6, 6, 2>, Conv2D<3, 3, Softplus>, AvgPool2D<2>, Flatten, Dense<2>>();
    is_differences<Input<4>, Residual<Sequential<Dense<4, ELU>, RMSNorm<>>>, Concat<Dense<2>, Dense<3>>>();
    is_differences<Input<12, 1>, WaveNet<WaveNetStack<2, Dilated<3, 1, 2>, 3>>>();
}

TEST_CASE("jacobian: as predict does, nothing is dropped and statistics are the running ones", "[jacobian]") {
    is_differences<Input<4>, Dense<6, Tanh>, BatchNorm<>, Dropout<std::ratio<1, 2>>, Dense<2>>();
    is_differences<Input<4>, Dense<3, LeakyReLU>, GaussianNoise<std::ratio<1, 2>>>();
}

TEST_CASE("jacobian: in a constant expression, in a workspace, without allocation", "[jacobian]") {
    using Net = Network<Input<2>, Dense<2, Tanh>, Dense<1>>;
    constexpr auto slopes = [] {
        Parameters<Net> parameters;
        initialize(parameters, 3);
        return jacobian(parameters, std::array{0.5f, -1.0f});
    }();
    static Parameters<Net> parameters;
    initialize(parameters, 3);
    static JacobianWorkspace<Net> workspace;
    const std::size_t before = allocations();
    const auto again = jacobian(parameters, std::array{0.5f, -1.0f}, workspace);
    CHECK(allocations() == before);
    CHECK(again[0][0] == Approx(slopes[0][0]));
    CHECK(again[0][1] == Approx(slopes[0][1]));
}
