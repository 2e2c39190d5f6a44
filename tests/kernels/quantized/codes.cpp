#include <cstddef>
#include <cstdint>
#include <ctnn/core/random.hpp>
#include <ctnn/kernels/quantized/codes.hpp>
#include <limits>
#include <utility>
#include <vector>

#include <kernels/sizes.hpp>
#include <testing.hpp>

using namespace ctnn;

static_assert(kernels::nearest(0.5f) == 0 && kernels::nearest(1.5f) == 2 && kernels::nearest(-2.5f) == -2);
static_assert(kernels::nearest(-1.5f) == -2 && kernels::nearest(2.51f) == 3 && kernels::nearest(-0.49f) == 0);
static_assert(kernels::code_of(1e30f, {-10, 117, 10}) == 127 &&
              kernels::code_of(-1e30f, {-10, 117, 10}) == 0);
static_assert(kernels::code_of(-10.4f, {-10, 117, 10}) == 0 && kernels::code_of(2.5f, {-10, 117, 10}) == 12);
static_assert(kernels::code_stride(1) == 16 && kernels::code_stride(16) == 16 &&
              kernels::code_stride(17) == 32);

namespace {

template <std::size_t N, class X>
void check(const std::vector<X>& x) {
    CAPTURE(N);
    for (const kernels::InputCodes input :
         {kernels::InputCodes{127, 0}, kernels::InputCodes{31.7f, 63}, kernels::InputCodes{1e-3f, 127}}) {
        std::vector<std::uint8_t> codes(kernels::code_stride(N), 99);
        kernels::to_codes<N>(input, x.data(), codes.data());
        for (std::size_t i = 0; i < N; ++i) REQUIRE(codes[i] == input(x[i]));
        for (std::size_t i = N; i < (N + 3) / 4 * 4; ++i) REQUIRE(codes[i] == 0);
    }
}

}  // namespace

// No integer is near what is none.
static_assert(kernels::nearest(std::numeric_limits<float>::quiet_NaN()) == 0);
static_assert(kernels::nearest(std::numeric_limits<float>::infinity()) == 0);
static_assert(kernels::nearest(2.5f) == 2 && kernels::nearest(-3.5f) == -4);

TEST_CASE("codes: numbers and bytes in registers as one by one, and zeros up to a group's end", "[kernels]") {
    Random random{3};
    std::vector<float> x(300);
    for (float& value : x) value = random.uniform<float>() * 5 - 2;
    for (std::size_t i = 0; i < 60; ++i) x[5 * i] = (static_cast<float>(i) + 0.5f) / 127;
    x[1] = std::numeric_limits<float>::infinity();
    x[2] = -x[1];
    x[3] = std::numeric_limits<float>::quiet_NaN();
    std::vector<std::uint8_t> bytes(300);
    for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::uint8_t>(i);
    [&]<std::size_t... N>(std::index_sequence<N...>) {
        (check<N>(x), ...);
        (check<N>(bytes), ...);
    }(KernelSizes{});
    check<259>(bytes);
    check<128>(x);
}
