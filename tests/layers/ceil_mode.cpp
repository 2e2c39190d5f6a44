// Pools that round the number of their windows up: tests/reference/layers.py.

#include <layers/laws.hpp>

#include <ctnn/layers/avg_pool1d.hpp>
#include <ctnn/layers/avg_pool2d.hpp>
#include <ctnn/layers/max_pool1d.hpp>
#include <ctnn/layers/max_pool2d.hpp>
#include <ctnn/layers/sequential.hpp>
#include <ctnn/layers/zero_pad2d.hpp>
#include <layers/torch_golden.hpp>

using namespace ctnn;
namespace golden = reference::layers;

namespace {

constexpr PoolOptions up{.stride = 2, .ceil_mode = true},
    up_padded{.stride = 2, .padding = pad(1), .ceil_mode = true},
    up_counted{.stride = 2, .count_padding = true, .ceil_mode = true};
constexpr Pool1DOptions apart{.stride = 3, .ceil_mode = true},
    apart_padded{.stride = 3, .padding = pad(1), .ceil_mode = true};

static_assert(std::is_same_v<placed<MaxPool2D<2, up>, Shape<5, 4, 1>>::output, Shape<3, 2, 1>>);
static_assert(std::is_same_v<placed<MaxPool2D<2, up>, Shape<4, 4, 1>>, placed<MaxPool2D<2>, Shape<4, 4, 1>>>);
static_assert(std::is_same_v<placed<MaxPool1D<2, apart_padded>, Shape<5, 2>>::output, Shape<2, 2>>,
              "none that starts in the padding");
static_assert(detail::Streams<placed<MaxPool1D<2, Pool1DOptions{.ceil_mode = true}>, Shape<6, 2>>>);
static_assert(!detail::Streams<placed<MaxPool1D<2, Pool1DOptions{.ceil_mode = true}>, Shape<5, 2>>>);

}  // namespace

TEST_CASE("ceil_mode: the laws", "[layers]") {
    layer_laws<MaxPool2D<3, up_padded>, Shape<6, 5, 2>>();
    layer_laws<AvgPool2D<2, up>, Shape<5, 3, 17>>();
    layer_laws<AvgPool1D<3, apart>, Shape<7, 2>>();
}

TEST_CASE("ceil_mode: values and gradients are PyTorch's", "[layers]") {
    torch_golden::is_golden<golden::CeilMax, MaxPool2D<2, up>, Shape<5, 3, 2>>();
    torch_golden::is_golden<golden::CeilMaxPadded, MaxPool2D<3, up_padded>, Shape<6, 5, 2>>();
    torch_golden::is_golden<golden::CeilAverage, AvgPool2D<3, up>, Shape<6, 5, 2>>();
    torch_golden::is_golden<golden::CeilAverage, AvgPool2D<3, up_counted>, Shape<6, 5, 2>>();
    torch_golden::is_golden<golden::CeilAverageCounted, Sequential<ZeroPad2D<pad(1)>, AvgPool2D<3, up>>,
                            Shape<6, 5, 2>>();
    torch_golden::is_golden<golden::CeilMaxOfSteps,
                            MaxPool1D<3, Pool1DOptions{.stride = 2, .ceil_mode = true}>, Shape<6, 3>>();
    torch_golden::is_golden<golden::CeilMaxLeftOut, MaxPool1D<2, apart_padded>, Shape<5, 2>>();
    torch_golden::is_golden<golden::CeilAverageOfSteps, AvgPool1D<2, apart>, Shape<5, 2>>();
}
