#include <layers/laws.hpp>

#include <algorithm>
#include <array>
#include <ctnn/activations/tanh.hpp>
#include <ctnn/layers/conv1d.hpp>
#include <ctnn/layers/conv2d.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/layers/flatten.hpp>
#include <ctnn/layers/prelu.hpp>
#include <ctnn/layers/sequential.hpp>
#include <ctnn/layers/time_distributed.hpp>
#include <ctnn/network/network.hpp>
#include <ctnn/network/predict.hpp>
#include <ctnn/network/stream.hpp>
#include <iterator>
#include <limits>
#include <type_traits>
#include <vector>

#include <reference/prelu.hpp>

using namespace ctnn;
namespace golden = reference::prelu;

namespace {

using Shared = PReLU<>;
using ByChannel = PReLU<Slopes::by_channel>;
using ByValue = PReLU<Slopes::by_value>;

static_assert(placed<Shared, Shape<4, 3, 2>>::parameters == 1);
static_assert(placed<ByChannel, Shape<4, 3, 2>>::parameters == 2);
static_assert(placed<ByChannel, Shape<7>>::parameters == 7);
static_assert(placed<ByValue, Shape<4, 3, 2>>::parameters == 24);
static_assert(std::is_same_v<placed<ByChannel, Shape<4, 3, 2>>::output, Shape<4, 3, 2>>);
static_assert(placed<Shared, Shape<5>>::weights == 0, "no penalty draws slopes to 0");
static_assert(!detail::Streams<placed<Shared, Shape<5>>> && !detail::Streams<placed<ByValue, Shape<5, 2>>>);

template <class Layer, class In>
constexpr bool starts_at_a_quarter() {
    std::array<float, placed<Layer, In>::parameters> slopes{};
    Random random{1};
    placed<Layer, In>::template initialize<float>(slopes, {}, random);
    for (const float slope : slopes)
        if (slope != 0.25f) return false;
    return true;
}
static_assert(starts_at_a_quarter<Shared, Shape<3, 2>>() && starts_at_a_quarter<ByChannel, Shape<3, 2>>() &&
              starts_at_a_quarter<ByValue, Shape<3, 2>>());

using Net = Network<Input<2>, PReLU<>>;
constexpr Parameters<Net> quarter = [] {
    Parameters<Net> parameters{};
    initialize(parameters, 1);
    return parameters;
}();
static_assert(predict(quarter, std::array{-8.0f, 3.0f}) == std::array{-2.0f, 3.0f});
static_assert(predict(quarter, std::array{-math::infinity<float>, math::infinity<float>}) ==
              std::array{-math::infinity<float>, math::infinity<float>});
static_assert(quarter.layer<0>().slope[0] == 0.25f);

/// A batch forward and back.
template <class Golden, class L, class T>
void is_golden() {
    auto bench = laws::golden_bench<Golden, L, T>();
    const auto require_golden = [](std::vector<T> found, const auto& wanted) {
        laws::require_close(found, std::vector<T>(std::begin(wanted), std::end(wanted)),
                            sizeof(T) == 4 ? 1e-5 : 1e-13);
    };
    require_golden(bench.y.values(), Golden::y);
    require_golden(bench.dw.values(), Golden::dw);
    require_golden(bench.dx.values(), Golden::dx);
    bench.predict();
    require_golden(bench.y.values(), Golden::y);
}

template <class Golden, class L>
void is_golden() {
    is_golden<Golden, L, float>();
    is_golden<Golden, L, double>();
}

}  // namespace

TEST_CASE("prelu: the laws, flat samples, sequences and images", "[layers]") {
    layer_laws<Shared, Shape<7>>();
    layer_laws<Shared, Shape<9, 1>>();
    layer_laws<ByChannel, Shape<17>>();
    layer_laws<ByChannel, Shape<5, 3, 2>>();
    layer_laws<ByChannel, Shape<3, 33>>();
    layer_laws<ByValue, Shape<3, 5>>();
}

TEST_CASE("prelu: zeros stay, for a dense layer that skips them", "[layers]") {
    using Layer = Sequential<ByChannel, Dense<5>>;
    using Sparse = placed<Layer, SparseShape<13>>;
    static_assert(placed<Shared, SparseShape<13>>::output::is_sparse);
    REQUIRE(laws::sparse_is_dense<Sparse, placed<Layer, Shape<13>>, 1, float>().text() == "");
    REQUIRE(laws::sparse_is_dense<Sparse, placed<Layer, Shape<13>>, 13, float>().text() == "");
}

TEST_CASE("prelu: behind other layers, along a sequence", "[layers]") {
    layer_laws<Sequential<Dense<4>, Shared, Dense<2, Tanh>>, Shape<3>>();
    layer_laws<Sequential<Conv1D<3, 2>, ByChannel>, Shape<6, 2>>();
    stream_laws<Sequential<Conv1D<3, 2>, ByChannel, Conv1D<1, 3>, Shared>, Shape<40, 2>>();
    stream_laws<TimeDistributed<ByValue>, Shape<9, 4>, float>();
}

TEST_CASE("prelu: outputs and gradients are PyTorch's", "[layers]") {
    is_golden<golden::Shared, placed<Shared, Shape<3, 5>>>();
    is_golden<golden::ByChannel, placed<ByChannel, Shape<3, 5>>>();
    is_golden<golden::ByChannelOfSamples, placed<ByChannel, Shape<5>>>();
    is_golden<golden::ByValue, placed<ByValue, Shape<3, 2>>>();
    is_golden<golden::Net,
              placed<Sequential<Conv2D<3, 2>, ByChannel, Flatten, Dense<4>, Shared, Dense<3>, ByChannel>,
                     Shape<3, 4, 1>>>();
}

TEST_CASE("prelu: NaN stays, at every place", "[layers]") {
    using Long = Network<Input<37>, PReLU<>>;
    Parameters<Long> parameters{};
    initialize(parameters, 1);
    for (std::size_t place = 0; place < 37; ++place) {
        std::array<float, 37> x{};
        x.fill(-4);
        x[place] = std::numeric_limits<float>::quiet_NaN();
        const auto y = predict(parameters, x);
        for (std::size_t i = 0; i < 37; ++i) REQUIRE((i == place ? y[i] != y[i] : y[i] == -1));
    }
}

TEST_CASE("prelu: a stream gives each step at once", "[layers]") {
    using Steps = Network<Input<4, 2>, PReLU<Slopes::by_channel>>;
    Parameters<Steps> parameters{};
    parameters.layer<0>().slope = std::array{0.5f, -1.0f};
    Stream<Steps> stream(parameters);
    for (int t = 0; t < 10; ++t)  // longer than the network's sequences
        REQUIRE(stream(std::array{-2.0f, -3.0f}) == std::array{-1.0f, 3.0f});
}
