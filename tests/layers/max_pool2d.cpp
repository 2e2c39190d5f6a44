#include <layers/laws.hpp>

#include <ctnn/layers/max_pool2d.hpp>

using namespace ctnn;

namespace {

using Halved = placed<MaxPool2D<2>, Shape<28, 28, 6>>;
static_assert(std::is_same_v<Halved::output, Shape<14, 14, 6>>);
static_assert(Halved::parameters == 0 && Halved::state == 0 && Halved::tape == 0 && Halved::scratch == 0);

template <class Layer, class In>
using OutputOf = typename placed<Layer, In>::output;
template <Size2D Window, PoolOptions Options = PoolOptions{}>
using Of7x8 = OutputOf<MaxPool2D<Window, Options>, Shape<7, 8, 2>>;
static_assert(std::is_same_v<Of7x8<2>, Shape<3, 4, 2>>, "the last row fills no window");
static_assert(std::is_same_v<Of7x8<Size2D{3, 2}>, Shape<2, 4, 2>>);
static_assert(std::is_same_v<Of7x8<3, PoolOptions{.stride = 1}>, Shape<5, 6, 2>>);
static_assert(std::is_same_v<Of7x8<3, PoolOptions{.stride = {2, 1}, .padding = same}>, Shape<4, 8, 2>>);
static_assert(std::is_same_v<Of7x8<3, PoolOptions{.stride = 2, .padding = pad(1)}>, Shape<4, 4, 2>>);
static_assert(std::is_same_v<Of7x8<1, PoolOptions{.stride = 3}>, Shape<3, 3, 2>>);
static_assert(std::is_same_v<Of7x8<Size2D{7, 8}>, Shape<1, 1, 2>>);
static_assert(std::is_same_v<OutputOf<MaxPool2D<2>, SparseShape<4, 4, 1>>, Shape<2, 2, 1>>);

// A window that juts out by all but one row or column still sees something.
static_assert(!detail::Broken<placed<MaxPool2D<3, PoolOptions{.padding = pad(2)}>, Shape<1, 1, 1>>>);
static_assert(detail::Broken<placed<MaxPool2D<3, PoolOptions{.padding = pad(3)}>, Shape<6, 6, 1>>>);
static_assert(detail::Broken<
              placed<MaxPool2D<2, PoolOptions{.stride = 1, .padding = pad(0, 3, 0, 0)}>, Shape<4, 4, 1>>>);

/// The outputs of one sample, and the gradient of the input when each output has the gradient 1.
template <class L>
struct Result {
    std::array<float, L::m> y{};
    std::array<float, L::n> dx{};
};
template <class L>
constexpr Result<L> result(const std::array<float, L::n>& x) {
    Result<L> result;
    std::array<float, L::m> ones{};
    for (float& one : ones) one = 1;
    L::template predict<1, float>({}, {}, x, result.y, {});
    L::template backward<1, float>({}, x, result.y, {}, ones, Slot<float, L::n>(result.dx), {}, {});
    return result;
}

constexpr float lowest = -std::numeric_limits<float>::infinity();

using Padded = placed<MaxPool2D<2, PoolOptions{.padding = pad(1)}>, Shape<2, 2, 1>>;
static_assert(result<Padded>({-3, -4, -5, lowest}).y == std::array<float, 4>{-3, -4, -5, lowest});

using Same = placed<MaxPool2D<2, PoolOptions{.stride = 1, .padding = same}>, Shape<2, 2, 1>>;
static_assert(result<Same>({1, 2, 4, 3}).y == std::array<float, 4>{4, 3, 4, 3}, "the padding is at the end");

}  // namespace

TEST_CASE("max_pool2d: the laws, around the width of a register", "[layers]") {
    layer_laws<MaxPool2D<2>, Shape<5, 4, 1>>();
    layer_laws<MaxPool2D<2>, Shape<4, 5, 6>>();
    layer_laws<MaxPool2D<Size2D{1, 3}>, Shape<2, 6, 17>>();
}

TEST_CASE("max_pool2d: the laws where windows overlap, jut out or leave gaps", "[layers]") {
    layer_laws<MaxPool2D<3, PoolOptions{.stride = 2, .padding = pad(1)}>, Shape<5, 6, 3>>();
    layer_laws<MaxPool2D<Size2D{5, 4}, PoolOptions{.stride = 1, .padding = same}>, Shape<4, 3, 9>>();
    layer_laws<MaxPool2D<2, PoolOptions{.stride = 3}>, Shape<6, 5, 2>>();
    layer_laws<MaxPool2D<2, PoolOptions{.padding = pad(1, 0, 0, 1)}>, Shape<3, 3, 5>>();
}

TEST_CASE("max_pool2d: the gradient goes to the first of equals, and adds up where windows overlap",
          "[layers]") {
    using Ties = placed<MaxPool2D<2>, Shape<2, 4, 1>>;
    constexpr auto ties = result<Ties>({1, 7, 3, 3, 7, 7, 3, 2});
    STATIC_REQUIRE(ties.y == std::array<float, 2>{7, 3});
    STATIC_REQUIRE(ties.dx == std::array<float, 8>{0, 1, 1, 0, 0, 0, 0, 0});
    using Overlapping = placed<MaxPool2D<Size2D{1, 2}, PoolOptions{.stride = 1}>, Shape<1, 4, 1>>;
    REQUIRE(result<Overlapping>({1, 5, 2, 0}).dx == std::array<float, 4>{0, 2, 1, 0});
    REQUIRE(result<Ties>({1, 7, 3, 3, 7, 7, 3, 2}).dx == ties.dx);
    // Zeros are equal, whatever their sign.
    const auto zeros = result<Ties>({-0.0f, 0.0f, 0.0f, -0.0f, 0.0f, 0.0f, -1.0f, 0.0f});
    REQUIRE(zeros.dx == std::array<float, 8>{1, 0, 1, 0, 0, 0, 0, 0});
}

TEST_CASE("max_pool2d: NaN wins wherever it is, in every lane, and gets the gradient", "[layers]") {
    using L = placed<MaxPool2D<2>, Shape<2, 2, 21>>;
    constexpr float nan = std::numeric_limits<float>::quiet_NaN();
    for (std::size_t at = 0; at < 4 * 21; ++at) {
        CAPTURE(at);
        std::array<float, L::n> x{};
        for (std::size_t i = 0; i < L::n; ++i) x[i] = float(i % 5) - 2;
        x[at] = nan;
        if (at + 21 < L::n) x[at + 21] = std::numeric_limits<float>::infinity();
        const auto got = result<L>(x);
        for (std::size_t c = 0; c < 21; ++c) REQUIRE(std::isnan(got.y[c]) == (c == at % 21));
        for (std::size_t p = 0; p < 4; ++p) REQUIRE(got.dx[p * 21 + at % 21] == (p == at / 21 ? 1.0f : 0.0f));
    }
    REQUIRE(result<placed<MaxPool2D<2>, Shape<2, 2, 1>>>({1, nan, nan, 2}).dx ==
            std::array<float, 4>{0, 1, 0, 0});
}

TEST_CASE("max_pool2d: padding never wins, not even over minus infinity", "[layers]") {
    REQUIRE(result<Padded>({-3, -4, -5, lowest}).y == std::array<float, 4>{-3, -4, -5, lowest});
    REQUIRE(result<Padded>({-3, -4, -5, lowest}).dx == std::array<float, 4>{1, 1, 1, 1});
}
