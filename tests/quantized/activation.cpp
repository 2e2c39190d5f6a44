#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <ctnn/activations/gelu.hpp>
#include <ctnn/activations/tanh.hpp>
#include <ctnn/layers/flatten.hpp>
#include <ctnn/quantized/activation.hpp>

#include <testing.hpp>

using namespace ctnn;

static_assert(detail::passes_on<detail::QuantizedForm<Flatten::on<Shape<2, 3>>, false>>());
static_assert(!detail::passes_on<detail::QuantizedForm<detail::ActivationOn<Shape<6>, Tanh>, false>>());

TEST_CASE("quantised activation: a table is within half a step of the activation", "[quantized]") {
    const auto check = []<class Act>(Act, detail::CodeScale z, double least, double greatest) {
        std::array<std::uint8_t, 256> table{};
        const detail::CodeScale y = detail::fill_table<Act>(table.data(), 256, z);
        REQUIRE(std::abs(y.step - (greatest - least) / 127) < 1e-3);
        for (std::size_t code = 0; code < 256; ++code) {
            const double wanted = double(Act::value(static_cast<float>(z.step * (double(code) - z.zero))));
            // At the ends of the range, whose 0 is a whole code, up to a step.
            REQUIRE(std::abs(y.step * (table[code] - y.zero) - wanted) <= y.step * 1.001);
        }
    };
    check(Tanh{}, detail::scale_of(-4, 3, 255), -0.9993, 0.995);
    check(GELU{}, detail::scale_of(-2, 6, 255), -0.17, 6);
}
