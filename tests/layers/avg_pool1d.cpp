#include <layers/laws.hpp>
#include <layers/stream_laws.hpp>

#include <ctnn/layers/avg_pool1d.hpp>

using namespace ctnn;

namespace {

using L = placed<AvgPool1D<4>, Shape<11, 2>>;
static_assert(std::is_same_v<L::output, Shape<2, 2>>);
static_assert(L::stream::delay == 3 && L::stream::period == 4 && L::stream::memory == 6);

constexpr std::array<float, 3> means(bool counted) {
    constexpr Pool1DOptions inside{.stride = 1, .padding = causal};
    constexpr Pool1DOptions all{.stride = 1, .padding = causal, .count_padding = true};
    constexpr std::array<float, 3> x{4, 8, 12};
    std::array<float, 3> y{};
    if (counted)
        placed<AvgPool1D<4, all>, Shape<3, 1>>::predict<1, float>({}, {}, x, y, {});
    else
        placed<AvgPool1D<4, inside>, Shape<3, 1>>::predict<1, float>({}, {}, x, y, {});
    return y;
}
static_assert(means(false) == std::array<float, 3>{4, 6, 8});
static_assert(means(true) == std::array<float, 3>{1, 3, 6});

}  // namespace

TEST_CASE("avg_pool1d: the laws", "[layers]") {
    layer_laws<AvgPool1D<2>, Shape<7, 3>>();
    layer_laws<AvgPool1D<3, Pool1DOptions{.stride = 1, .padding = causal}>, Shape<5, 18>>();
    layer_laws<AvgPool1D<4, Pool1DOptions{.stride = 3, .padding = same, .count_padding = true}>,
               Shape<9, 1>>();
}

TEST_CASE("avg_pool1d: the mean of the values inside, or of all", "[layers]") {
    REQUIRE(means(false) == std::array<float, 3>{4, 6, 8});
    REQUIRE(means(true) == std::array<float, 3>{1, 3, 6});
}

TEST_CASE("avg_pool1d: a stream gives what the whole sequence does", "[layers]") {
    stream_laws<AvgPool1D<3>, Shape<29, 2>>();
    stream_laws<AvgPool1D<7, Pool1DOptions{.stride = 2, .padding = causal}>, Shape<23, 19>>();
    stream_laws<AvgPool1D<6, Pool1DOptions{.stride = 4, .padding = causal, .count_padding = true}>,
                Shape<21, 4>>();
}
