#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <ctnn/activations/relu.hpp>
#include <ctnn/activations/softmax.hpp>
#include <ctnn/activations/tanh.hpp>
#include <ctnn/core/random.hpp>
#include <ctnn/layers/activation.hpp>
#include <ctnn/quantized/predict.hpp>
#include <ctnn/quantized/quantize.hpp>
#include <span>
#include <vector>

#include <allocations.hpp>
#include <testing.hpp>

using namespace ctnn;

namespace {

using Exact = Network<Input<13>, Dense<20, ReLU>, Dense<9, ReLU>, Dense<3>>;
using Curved = Network<Input<13>, Dense<20, Tanh>, Dense<9>, Activation<Softmax>>;

template <class Net>
constexpr Parameters<Net> initialized() {
    Parameters<Net> parameters;
    initialize(parameters, 42);
    for (std::size_t i = 0; i < Net::parameter_count; ++i)
        if (parameters.values[i] == 0) parameters.values[i] = static_cast<float>(i % 7) / 8 - 0.25f;
    return parameters;
}

template <class Net>
constexpr Parameters<Quantized<Net>> made() {
    LayerRanges<Quantized<Net>> ranges{{-1, 1}, {}};
    for (MinMax& range : ranges.layers) range = {-3, 3};
    return quantized<Quantized<Net>>(initialized<Net>(), ranges);
}

constexpr auto samples = [] {
    std::array<float, 50 * 13> x{};
    Random random{3};
    for (float& value : x) value = random.uniform<float>() * 2 - 1;
    return x;
}();

constexpr std::uint64_t hash(std::span<const float> values) {
    std::uint64_t value = 0xCBF2'9CE4'8422'2325u;
    for (const float x : values) value = (value ^ __builtin_bit_cast(std::uint32_t, x)) * 0x100'0000'01B3u;
    return value;
}

// The compiler's own answer, by plain loops.
constexpr auto constant = made<Exact>();
constexpr auto of_first = predict(constant, std::span<const float, 13>(samples.data(), 13));

}  // namespace

TEST_CASE("quantised predict: one answer, constant or not, one or many, everywhere", "[quantized]") {
    const auto q = made<Exact>();
    std::vector<float> y(50 * 3);
    const std::size_t before = allocations();
    REQUIRE(predict(q, samples, y) == 50);
    REQUIRE(allocations() == before);
    for (std::size_t s = 0; s < 50; ++s) {
        const auto one = predict(q, std::span<const float, 13>(samples.data() + 13 * s, 13));
        for (std::size_t k = 0; k < 3; ++k) REQUIRE(one[k] == y[3 * s + k]);
        if (s == 0) REQUIRE(one == of_first);
    }
    REQUIRE(hash(y) == 0xA4F2'7315'11B4'F9E3u);
}

TEST_CASE("quantised predict: near what the network gives in float", "[quantized]") {
    const auto check = []<class Net>(const Parameters<Net>& parameters, double most) {
        const auto q = made<Net>();
        double sum = 0;
        for (std::size_t s = 0; s < 50; ++s) {
            const std::span<const float, 13> x(samples.data() + 13 * s, 13);
            const auto wanted = predict(parameters, x), found = predict(q, x);
            for (std::size_t k = 0; k < wanted.size(); ++k)
                sum += std::abs(double(wanted[k]) - double(found[k]));
        }
        REQUIRE(sum / (50.0 * double(Net::output_size)) < most);
    };
    check(initialized<Exact>(), 0.03);
    check(initialized<Curved>(), 0.003);
}

TEST_CASE("quantised predict: bytes count as b / 255; a sparse input gives the same", "[quantized]") {
    using Dark = Network<SparseInput<40>, Dense<20, ReLU>, Dense<3, Softmax>>;
    using Bright = Network<Input<40>, Dense<20, ReLU>, Dense<3, Softmax>>;
    LayerRanges<Quantized<Dark>> dark{{0, 1}, {MinMax{-2, 2}, MinMax{-2, 2}}};
    LayerRanges<Quantized<Bright>> bright{dark.input, dark.layers};
    const auto q = quantized<Quantized<Dark>>(initialized<Dark>(), dark);
    const auto as_dense = quantized<Quantized<Bright>>(initialized<Bright>(), bright);
    std::array<std::uint8_t, 40> bytes{};
    for (std::size_t i = 0; i < 40; i += 3) bytes[i] = static_cast<std::uint8_t>(7 * i);
    std::array<float, 40> x;
    for (std::size_t i = 0; i < 40; ++i) x[i] = static_cast<float>(bytes[i]) * (1.0f / 255.0f);
    REQUIRE(predict(q, bytes) == predict(q, x));
    REQUIRE(predict(q, bytes) == predict(as_dense, bytes));
    REQUIRE(classify(q, bytes) == classify(q, x));
    std::array<float, 3> y;
    REQUIRE(predict(q, bytes, y) == 1);
    REQUIRE(y == predict(q, bytes));
}
