#include <algorithm>
#include <array>
#include <cmath>
#include <ctnn/ctnn.hpp>
#include <memory>
#include <vector>

#include <allocations.hpp>
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
static_assert(noexcept(predict(by_hand, std::array<float, 2>{})) && noexcept(
    classify(by_hand, std::array<float, 2>{})));

using Odd = Network<Input<7>, Dense<13, Tanh>, Dense<19, Sigmoid>, Dense<5, Softmax>>;

template <class T>
void many_agree_with_one() {
    Parameters<Odd, T> parameters;
    initialize(parameters, 1);
    for (const std::size_t count : {0u, 1u, 7u, 8u, 9u, 63u, 64u, 65u, 143u}) {
        std::vector<T> inputs(count * 7),
            outputs(count * 5 + 3, T(-9));  // three values too many stay as they are
        Random random{2};
        for (T& value : inputs) value = random.uniform<T>() * 2 - 1;
        REQUIRE(predict(parameters, inputs, outputs) == count);
        for (std::size_t s = 0; s < count; ++s) {
            std::array<T, 7> x;
            std::copy_n(inputs.begin() + std::ptrdiff_t(s * 7), 7, x.begin());
            const auto y = predict(parameters, x);
            for (std::size_t o = 0; o < 5; ++o) REQUIRE(std::abs(outputs[s * 5 + o] - y[o]) < T(1e-6));
        }
        for (std::size_t i = count * 5; i < outputs.size(); ++i) REQUIRE(outputs[i] == T(-9));
    }
}

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

TEST_CASE("predict: many samples are as many single ones", "[network]") {
    many_agree_with_one<float>();
    many_agree_with_one<double>();
}

TEST_CASE("predict: as many samples as both spans hold whole", "[network]") {
    const std::vector<float> inputs(9);
    std::vector<float> outputs(3);
    REQUIRE(predict(by_hand, inputs, outputs) == 3);
    REQUIRE(predict(by_hand, std::span(inputs).first(5), outputs) == 2);
    REQUIRE(predict(by_hand, std::span(inputs).first(1), outputs) == 0);
}

TEST_CASE("predict: in the caller's workspace, as many samples at once as it has room for", "[network]") {
    Parameters<Odd> parameters;
    initialize(parameters, 1);
    const std::size_t count = 143;
    std::vector<float> inputs(count * 7), expected(count * 5), outputs(count * 5 + 3, -9);
    Random random{2};
    for (float& value : inputs) value = random.uniform<float>() * 2 - 1;
    REQUIRE(predict(parameters, inputs, expected) == count);
    for (const std::size_t room : {1u, 7u, 8u, 63u, 64u, 100u}) {
        std::vector<float> memory(room * Odd::workspace_size + 2, -9);  // of any alignment
        const auto workspace = std::span(memory).subspan(1, memory.size() - 2);
        const std::size_t before = allocations();
        REQUIRE(predict(parameters, inputs, outputs, workspace) == count);
        REQUIRE(allocations() == before);
        for (std::size_t i = 0; i < expected.size(); ++i) REQUIRE(std::abs(outputs[i] - expected[i]) < 1e-6f);
        REQUIRE((outputs.back() == -9 && memory.front() == -9 && memory.back() == -9));
    }
    // Too small a workspace is left alone.
    std::vector<float> small(Odd::workspace_size - 1);
    outputs.assign(5, -9);
    REQUIRE(predict(parameters, inputs, outputs, small) == 0);
    REQUIRE(outputs[0] == -9);
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

TEST_CASE("predict: allocates nothing", "[network]") {
    Parameters<Odd> parameters;
    initialize(parameters, 1);
    const std::vector<float> inputs(7 * 100);
    std::vector<float> outputs(5 * 100);
    const std::size_t before = allocations();
    predict(parameters, inputs, outputs);
    const auto y = predict(parameters, std::array<float, 7>{});
    const std::size_t digit = classify(parameters, std::array<float, 7>{});
    REQUIRE(allocations() == before);
    REQUIRE(y[digit] > 0);
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
