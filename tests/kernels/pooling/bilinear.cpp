#include <array>
#include <cstddef>
#include <ctnn/kernels/pooling/bilinear.hpp>
#include <vector>

#include <kernels/noise.hpp>
#include <testing.hpp>

using namespace ctnn;

namespace {

constexpr kernels::Windows row_of_four{{1, 1, 1, 1, 0, 0}, {4, 2, 2, 1, 0, 0}, 1};

template <bool Corners>
constexpr std::array<float, 4> enlarged() {
    constexpr std::array<float, 2> x{0, 12};
    std::array<float, 4> y{};
    kernels::enlarge<row_of_four, Corners>(x.data(), y.data(), 1);
    return y;
}
static_assert(enlarged<false>() == std::array<float, 4>{0, 3, 9, 12});
static_assert(enlarged<true>()[0] == 0 && enlarged<true>()[3] == 12);

/// The way back is the transpose: dy . enlarge(x) = enlarge_backward(dy) . x.
template <kernels::Windows Great, bool Corners>
void back_is_transposed() {
    CAPTURE(Great.rows.in, Great.columns.in, Great.channels, Corners);
    const std::vector<double> x = noise<double>(2 * Great.out(), 1), dy = noise<double>(2 * Great.in(), 2);
    std::vector<double> y(2 * Great.in() + 1, 77), dx(2 * Great.out() + 1, 77);
    kernels::enlarge<Great, Corners>(x.data(), y.data(), 2);
    kernels::enlarge_backward<Great, Corners>(dy.data(), dx.data(), 2);
    double there = 0, back = 0;
    for (std::size_t i = 0; i < dy.size(); ++i) there += dy[i] * y[i];
    for (std::size_t i = 0; i < x.size(); ++i) back += dx[i] * x[i];
    REQUIRE(there == Approx(back).epsilon(1e-12));
    REQUIRE((y.back() == 77 && dx.back() == 77));
}

}  // namespace

TEST_CASE("bilinear kernels: the gradient is the transpose, around the width of a register", "[kernels]") {
    back_is_transposed<kernels::Windows{{6, 2, 2, 1, 0, 0}, {4, 4, 4, 1, 0, 0}, 1}, false>();
    back_is_transposed<kernels::Windows{{6, 3, 3, 1, 0, 0}, {6, 2, 2, 1, 0, 0}, 8}, true>();
    back_is_transposed<kernels::Windows{{1, 1, 1, 1, 0, 0}, {6, 2, 2, 1, 0, 0}, 19}, false>();
    back_is_transposed<kernels::Windows{{4, 2, 2, 1, 0, 0}, {2, 2, 2, 1, 0, 0}, 3}, true>();
}
