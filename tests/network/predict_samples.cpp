#include <algorithm>
#include <array>
#include <cmath>
#include <ctnn/ctnn.hpp>
#include <vector>

#include <allocations.hpp>
#include <testing.hpp>

using namespace ctnn;

namespace {

using Odd = Network<Input<7>, Dense<13, Tanh>, Dense<19, Sigmoid>, Dense<5, Softmax>>;

template <class T>
void many_agree_with_one() {
    Parameters<Odd, T> parameters;
    initialize(parameters, 1);
    for (const std::size_t count : {0u, 1u, 2u, 3u, 4u, 5u, 6u, 7u, 8u, 9u, 13u, 63u, 64u, 65u, 143u}) {
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

}  // namespace

TEST_CASE("predict: many samples are as many single ones", "[network]") {
    many_agree_with_one<float>();
    many_agree_with_one<double>();
}

TEST_CASE("predict: a few sequences are as many single ones", "[network]") {
    using Cells = Network<Input<6, 2>, LSTM<5, Returns::sequence>, GRU<8>, Dense<1>>;
    using Filter = Network<Input<6, 2>, Conv1D<3, 2>, Flatten, Dense<1>>;
    static_assert(detail::few_at_once<Cells::body> && detail::few_at_once<Odd::body> &&
                  !detail::few_at_once<Filter::body>);
    static_assert(detail::couples_steps<placed<Bidirectional<LSTM<2>>, Shape<6, 2>>>());
    Parameters<Cells> parameters;
    initialize(parameters, 1);
    std::vector<float> x(11 * Cells::input_size), y(11);
    for (std::size_t i = 0; i < x.size(); ++i) x[i] = float(i * 7 % 19) / 10 - 1;
    for (std::size_t count = 1; count <= 11; ++count) {
        const std::span<const float> inputs(x.data(), count * Cells::input_size);
        REQUIRE(predict(parameters, inputs, std::span<float>(y.data(), count)) == count);
        for (std::size_t s = 0; s < count; ++s) {
            const auto one = predict(parameters, std::span<const float, Cells::input_size>(
                                                     inputs.subspan(s * Cells::input_size, Cells::input_size)));
            REQUIRE(std::abs(y[s] - one[0]) < 2e-6f);
        }
    }
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
