#include <layers/laws.hpp>

#include <ctnn/layers/avg_pool2d.hpp>

using namespace ctnn;

namespace {

using Halved = placed<AvgPool2D<2>, Shape<10, 10, 16>>;
static_assert(std::is_same_v<Halved::output, Shape<5, 5, 16>>);
static_assert(Halved::parameters == 0 && Halved::state == 0 && Halved::tape == 0 && Halved::scratch == 0);

template <class L>
constexpr std::array<float, L::m> means(const std::array<float, L::n>& x) {
    std::array<float, L::m> y{};
    L::template predict<1, float>({}, {}, x, y, {});
    return y;
}

using Inside = placed<AvgPool2D<2, PoolOptions{.padding = pad(1)}>, Shape<2, 2, 1>>;
using Counted = placed<AvgPool2D<2, PoolOptions{.padding = pad(1), .count_padding = true}>, Shape<2, 2, 1>>;
static_assert(means<Inside>({4, 8, 12, 16}) == std::array<float, 4>{4, 8, 12, 16});
static_assert(means<Counted>({4, 8, 12, 16}) == std::array<float, 4>{1, 2, 3, 4});

using Same = placed<AvgPool2D<2, PoolOptions{.stride = 1, .padding = same}>, Shape<2, 2, 1>>;
static_assert(means<Same>({1, 2, 3, 6}) == std::array<float, 4>{3, 4, 4.5f, 6});

}  // namespace

TEST_CASE("avg_pool2d: the laws, around the width of a register", "[layers]") {
    layer_laws<AvgPool2D<2>, Shape<5, 4, 1>>();
    layer_laws<AvgPool2D<2>, Shape<4, 5, 6>>();
    layer_laws<AvgPool2D<Size2D{1, 3}>, Shape<2, 6, 17>>();
}

TEST_CASE("avg_pool2d: the laws where windows overlap, jut out or leave gaps", "[layers]") {
    layer_laws<AvgPool2D<3, PoolOptions{.stride = 2, .padding = pad(1)}>, Shape<5, 6, 3>>();
    layer_laws<AvgPool2D<3, PoolOptions{.stride = 2, .padding = pad(1), .count_padding = true}>,
               Shape<6, 5, 4>>();
    layer_laws<AvgPool2D<Size2D{5, 4}, PoolOptions{.stride = 1, .padding = same}>, Shape<4, 3, 9>>();
    layer_laws<AvgPool2D<2, PoolOptions{.stride = 3}>, Shape<6, 5, 2>>();
}

TEST_CASE("avg_pool2d: the mean of the values inside, or of all", "[layers]") {
    REQUIRE(means<Inside>({4, 8, 12, 16}) == std::array<float, 4>{4, 8, 12, 16});
    REQUIRE(means<Counted>({4, 8, 12, 16}) == std::array<float, 4>{1, 2, 3, 4});
    REQUIRE(means<Same>({1, 2, 3, 6}) == std::array<float, 4>{3, 4, 4.5f, 6});
}

TEST_CASE("avg_pool2d: the mean of equal values is their value", "[layers]") {
    for (const float value : {0.1f, 7.0f, 1e30f, -3e-20f}) {
        std::array<float, 9 * 5> x{};
        x.fill(value);
        const auto y = means<placed<AvgPool2D<3>, Shape<3, 3, 5>>>(x);
        for (const float mean : y) REQUIRE(mean == Approx(value).epsilon(2e-7));
    }
}
