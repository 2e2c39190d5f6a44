#include <cstddef>
#include <cstdint>
#include <ctnn/core/random.hpp>
#include <ctnn/kernels/quantized/dense.hpp>
#include <vector>

#include <kernels/quantized/byte_layer.hpp>
#include <testing.hpp>

using namespace ctnn;

static_assert(kernels::ByteWeights<5, 3>::groups == 2 && kernels::ByteWeights<5, 3>::size == 32);
static_assert(kernels::ByteWeights<4, 10>::outputs == 16 && kernels::ByteWeights<4, 17>::outputs == 32);
static_assert(kernels::ByteWeights<8, 10>::at(5, 2) == 73);

namespace {

/// The kernels against the plain loops: exact, as codes and as numbers.
template <std::size_t Most, std::size_t In, std::size_t Out>
void check(std::size_t count, bool extremes) {
    CAPTURE(Most, In, Out, count, extremes);
    const SomeByteLayer<In, Out> some(In + Out, count, extremes);
    constexpr std::size_t stride = kernels::code_stride(Out),
                          outputs = kernels::ByteWeights<In, Out>::outputs;
    std::vector<std::uint8_t> codes(count * stride), wanted(count * stride);
    std::vector<float> numbers(count * outputs), wanted_numbers(count * outputs);
    const kernels::CodeRange range{-20, 107, 20};
    const auto to_codes = [&](auto& y) { return kernels::ToCodes{range, y.data(), stride}; };
    const auto to_numbers = [&](auto& y) { return kernels::ToNumbers{y.data(), outputs}; };
    const auto [layer, x, x_stride] = some.view();
    kernels::dense_bytes<Most, In, Out>(layer, x, x_stride, count, to_codes(codes));
    kernels::dense_bytes<Most, In, Out>(layer, x, x_stride, count, to_numbers(numbers));
    kernels::dense_bytes_plain<In, Out>(layer, x, x_stride, count, to_codes(wanted));
    kernels::dense_bytes_plain<In, Out>(layer, x, x_stride, count, to_numbers(wanted_numbers));
    for (std::size_t s = 0; s < count; ++s)
        for (std::size_t o = 0; o < Out; ++o) {
            REQUIRE(codes[s * stride + o] == wanted[s * stride + o]);
            REQUIRE(numbers[s * outputs + o] == wanted_numbers[s * outputs + o]);
        }
}

template <std::size_t In, std::size_t Out>
void check_counts() {
    for (const bool extremes : {false, true}) {
        check<1, In, Out>(1, extremes);
        check<16, In, Out>(13, extremes);
    }
}

}  // namespace

TEST_CASE("dense bytes: registers and tiles as plain loops, exactly", "[kernels]") {
    check_counts<1, 1>();
    check_counts<3, 4>();
    check_counts<4, 5>();
    check_counts<33, 9>();
    check_counts<61, 16>();
    check_counts<17, 33>();
    check_counts<130, 150>();
    check_counts<200, 10>();
}
