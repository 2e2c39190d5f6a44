#include <algorithm>
#include <array>
#include <ctnn/ctnn.hpp>
#include <memory>
#include <vector>

#include <testing.hpp>

using namespace ctnn;

namespace {

using Xor = Network<Input<2>, Dense<2, Tanh>, Dense<1, Sigmoid>>;
constexpr Parameters<Xor> by_hand{std::array<float, 9>{20, -20, 20, -20, -10, 30, 20, 20, -30}};
constexpr auto answer(float a, float b) { return predict(by_hand, std::array<float, 2>{a, b})[0]; }
static_assert(answer(0, 0) < 0.01f && answer(0, 1) > 0.99f && answer(1, 0) > 0.99f && answer(1, 1) < 0.01f);
static_assert(classify(by_hand, std::array<float, 2>{0, 1}) == 1 &&
              classify(by_hand, std::array<float, 2>{1, 1}) == 0);
static_assert(predict(by_hand, {0, 1}) == predict(by_hand, std::array<float, 2>{0, 1}), "in braces");
static_assert(classify(by_hand, {0, 1}) == 1 && classify(by_hand, {1.0, 1.0}) == 0);
static_assert(predict(by_hand, {0.5, 1.0}) == predict(by_hand, std::array<float, 2>{0.5f, 1}));
static_assert(predict(by_hand, {0.5, 1}) == predict(by_hand, {0.5, 1.0}) &&
                  classify(by_hand, {0.0f, 1u}) == 1,
              "of several types");
static_assert(noexcept(predict(by_hand, std::array<float, 2>{})) && noexcept(
    classify(by_hand, std::array<float, 2>{})));

/// Its workspace is more than most stacks hold.
using Photograph = Network<Input<600, 600, 1>, Conv2D<8, 3, ReLU>, Conv2D<1, 3>, MaxPool2D<4>>;
static_assert(Photograph::workspace_size * sizeof(float) > 8'000'000);

constexpr float in_place_of_the_stack() {
    std::array<float, 1> y{};
    std::array<float, Xor::workspace_size> workspace{};
    return predict(by_hand, std::array<float, 2>{0, 1}, y, workspace) == 1 ? y[0] : 0;
}
static_assert(in_place_of_the_stack() == answer(0, 1));

}  // namespace

TEST_CASE("predict: XOR by hand", "[network]") {
    const float x[2] = {0, 1};
    REQUIRE(predict(by_hand, x)[0] == Approx(answer(0, 1)));
    REQUIRE(predict(by_hand, std::span<const float, 2>(x))[0] == Approx(answer(0, 1)));
}

TEST_CASE("predict: as many samples as both spans hold whole", "[network]") {
    const std::vector<float> inputs(9);
    std::vector<float> outputs(3);
    REQUIRE(predict(by_hand, inputs, outputs) == 3);
    REQUIRE(predict(by_hand, std::span(inputs).first(5), outputs) == 2);
    REQUIRE(predict(by_hand, std::span(inputs).first(1), outputs) == 0);
}

TEST_CASE("predict: one sample of a network whose workspace no stack holds", "[network]") {
    const auto parameters = std::make_unique<Parameters<Photograph>>();
    initialize(*parameters, 1);
    for (float& value : parameters->layer<1>().bias) value = 2;
    const std::vector<float> image(Photograph::input_size);  // all zero: the biases come out
    std::vector<float> outputs(Photograph::output_size), workspace(Photograph::workspace_size);
    REQUIRE(predict(*parameters, image, outputs, workspace) == 1);
    REQUIRE(std::count(outputs.begin(), outputs.end(), 2.0f) == std::ptrdiff_t(outputs.size()));
}

TEST_CASE("classify: the greatest output, the first of equals", "[network]") {
    using Pass = Network<Input<3>, Activation<Linear>>;
    constexpr Parameters<Pass> none;
    STATIC_REQUIRE(classify(none, std::array<float, 3>{1, 3, 2}) == 1);
    STATIC_REQUIRE(classify(none, std::array<float, 3>{3, 3, 3}) == 0);
}

TEST_CASE("classify: in the caller's workspace", "[network]") {
    std::vector<float> workspace(Xor::workspace_size);
    for (std::size_t i = 0; i < 4; ++i) {
        const std::array<float, 2> x{float(i / 2), float(i % 2)};
        REQUIRE(classify(by_hand, x, workspace) == classify(by_hand, x));
    }
    const auto too_small = std::span(workspace).first(Xor::workspace_size - 1);
    REQUIRE(classify(by_hand, std::array<float, 2>{}, too_small) == 2);
    constexpr auto computed = [] {
        std::array<float, Xor::workspace_size> room{};
        return classify(by_hand, std::array<float, 2>{0, 1}, room);
    };
    static_assert(computed() == 1);
}
