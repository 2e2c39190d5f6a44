#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <ctnn/quantized/dense.hpp>
#include <limits>

#include <testing.hpp>

using namespace ctnn;

namespace {

struct Output {
    detail::QuantizedOutput made;
    std::array<std::int8_t, 4> weights;
};
constexpr Output output_of(const std::array<float, 4>& w, double bias, const detail::CodeScale& in) {
    Output output{};
    output.made = detail::quantize_output<4>(w.data(), 1, bias, in, 1,
                                             [&](std::size_t i, std::int8_t v) { output.weights[i] = v; });
    return output;
}

}  // namespace

static_assert(output_of({1, -0.5f, 0.25f, 0}, 0, {1, 0}).weights ==
              std::array<std::int8_t, 4>{127, -64, 32, 0});
// 127 of the bias are one, and 127 + 64 weights times the code of 0 go off.
static_assert(output_of({1, 0.5f, 0, 0}, 1, {1, 10}).made.bias == 127 - 10 * (127 + 64));

TEST_CASE("quantised dense: weights that vanish, or nearly, leave the bias", "[quantized]") {
    for (const float w : {0.0f, 1e-30f, 1e-42f}) {
        const Output output = output_of({w, 0, -w, 0}, 3, {0.01, 5});
        CAPTURE(w);
        REQUIRE(output.made.step * 0.01 * output.made.bias == Approx(3));
        REQUIRE(std::abs(output.made.bias) <= (1 << 30) + 5 * 4 * 127);
    }
    const Output nothing = output_of({0, 0, 0, 0}, 0, {0.01, 5});
    REQUIRE(nothing.made.bias == 0);
    REQUIRE(static_cast<float>(0.01 * nothing.made.step) >= std::numeric_limits<float>::min());
}
