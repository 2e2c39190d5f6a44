#include <cmath>
#include <ctnn/train.hpp>
#include <memory>
#include <vector>

#include <testing.hpp>

using namespace ctnn;

TEST_CASE("evaluation: loss, accuracy and squared error as one sample at a time gives them", "[train]") {
    using Net = Network<Input<2>, Dense<5, Tanh>, Dropout<std::ratio<1, 2>>, Dense<3, Softmax>>;
    using Plain = Network<Input<2>, Dense<5, Tanh>, Dense<3, Softmax>>;
    Parameters<Net> parameters;
    initialize(parameters, 1);
    const Parameters<Plain> plain{std::span<const float, 33>(parameters.values, 33)};
    std::vector<float> inputs;
    std::vector<std::uint32_t> classes;
    Random random{3};
    for (std::uint32_t i = 0; i < 150; ++i) {
        inputs.push_back(random.uniform<float>() * 4 - 2);
        inputs.push_back(random.uniform<float>() * 4 - 2);
        classes.push_back(i % 3);
    }
    const Dataset<Net> data(inputs, classes);
    double cost = 0, right = 0, squares = 0;
    for (std::size_t i = 0; i < 150; ++i) {
        cost += double(loss<CrossEntropy>(plain, data.input(i), classes[i]));  // no dropout
        right += double(classify(plain, data.input(i)) == classes[i]);
        squares += double(loss<MeanSquaredError>(plain, data.input(i), data.target(i)));
    }
    const Evaluation result = evaluate<CrossEntropy>(parameters, data);
    REQUIRE(result.loss == Approx(cost / 150).epsilon(1e-5));
    REQUIRE(result.accuracy == right / 150);
    REQUIRE(result.accuracy == accuracy(parameters, data));
    REQUIRE(result.mean_squared_error == Approx(squares / 150).epsilon(1e-5));
}

TEST_CASE("evaluation: one output is judged at one half, though the loss sees logits", "[train]") {
    using Gate = Network<Input<1>, Activation<Sigmoid>>;
    const Dataset<Gate> data({{0.2f}, {0.3f}, {-0.1f}, {0.4f}}, {{1}, {1}, {0}, {0}});
    REQUIRE(evaluate<BinaryCrossEntropy>(Parameters<Gate>{}, data).accuracy == 0.75);
}

TEST_CASE("evaluation: targets that the loss does not take are refused", "[train]") {
    using Gate = Network<Input<1>, Activation<Sigmoid>>;
    const Dataset<Gate> data({{0.2f}, {0.3f}}, {{1}, {-1}});
    REQUIRE_THROWS_WITH(evaluate<BinaryCrossEntropy>(Parameters<Gate>{}, data),
                        "data, sample 1, target 0: expected 0 to 1, found -1");
    REQUIRE(evaluate<MeanSquaredError>(Parameters<Gate>{}, data).accuracy == 0.5);
}

TEST_CASE("evaluation: of a network for large images", "[train]") {
    using Photograph =
        Network<Input<600, 600, 1>, Conv2D<8, 3, ReLU>, Conv2D<1, 3>, GlobalMaxPool2D, Activation<Sigmoid>>;
    static_assert(Photograph::workspace_size * sizeof(float) > 8'000'000, "which most stacks do not hold");
    const auto parameters = std::make_unique<Parameters<Photograph>>();
    const Dataset<Photograph> images(std::vector<float>(2 * Photograph::input_size),
                                     std::vector<float>{0, 1});
    const Evaluation result = evaluate<BinaryCrossEntropy>(*parameters, images);
    REQUIRE(result.loss == Approx(std::log(2.0)));
    REQUIRE(result.mean_squared_error == Approx(0.25));
}
