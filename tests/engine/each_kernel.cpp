#include <cstddef>
#include <ctnn/ctnn.hpp>
#include <ctnn/engine/each_kernel.hpp>
#include <string>

#include <testing.hpp>

using namespace ctnn;

namespace {

template <class Layer, class In, std::size_t B>
std::string kernels_on() {
    std::string names;
    detail::each_kernel<typename Layer::template on<In>, B, float>([&](const char* name) {
        if (!names.empty()) names += ' ';
        names += name;
    });
    return names;
}

}  // namespace

TEST_CASE("each_kernel: a layer that chooses none says nothing", "[engine]") {
    REQUIRE(kernels_on<Flatten, Shape<4, 4, 2>, 1>().empty());
    REQUIRE(kernels_on<Activation<Tanh>, Shape<4>, 64>().empty());
    REQUIRE(kernels_on<GlobalAvgPool2D, Shape<4, 4, 2>, 64>().empty());
}

TEST_CASE("each_kernel: layers say what their tables give", "[engine]") {
    REQUIRE(kernels_on<MaxPool2D<2>, Shape<8, 8, 2>, 1>() == "unrolled");
    REQUIRE(kernels_on<AvgPool1D<17>, Shape<40, 2>, 1>() == "looped");
    if constexpr (simd::target<float>.has_vectors()) {
        REQUIRE(kernels_on<Dense<128>, Shape<784>, 1>() == "panels");
        REQUIRE(kernels_on<Dense<128>, Shape<784>, 64>() == "tiles");
        REQUIRE(kernels_on<Dense<128>, SparseShape<784>, 64>() == "marked rows");
        REQUIRE(kernels_on<Conv2D<120, 5>, Shape<5, 5, 16>, 64>() == "tiles");
        REQUIRE(kernels_on<Conv1D<16, 5>, Shape<20, 16>, 64>() == "steps");
        REQUIRE(kernels_on<Conv2D<64, 3>, Shape<8, 8, 64>, 1>() == "filters");
        REQUIRE(kernels_on<Conv2DTranspose<64, 3>, Shape<8, 8, 64>, 1>() == "tiles");
        REQUIRE(kernels_on<LSTM<200>, Shape<20, 4>, 1>() == "memory");
        REQUIRE(kernels_on<GRU<4>, Shape<20, 4>, 8>() == "batch");
        REQUIRE(kernels_on<LayerNorm<>, Shape<1000>, 1>() == "memory");
    } else {
        REQUIRE(kernels_on<Dense<128>, Shape<784>, 64>() == "plain");
        REQUIRE(kernels_on<Conv2D<64, 3>, Shape<8, 8, 64>, 1>() == "plain");
        REQUIRE(kernels_on<LSTM<200>, Shape<20, 4>, 8>() == "plain");
    }
}

TEST_CASE("each_kernel: layers that hold others say theirs", "[engine]") {
    if constexpr (simd::target<float>.has_vectors()) {
        REQUIRE(kernels_on<Sequential<Dense<64>, Dense<64>>, Shape<64>, 1>() == "panels panels");
        REQUIRE(kernels_on<Residual<Dense<64>>, Shape<64>, 8>() == "tiles");
        REQUIRE(kernels_on<Concat<Dense<64>, Dense<2>>, Shape<64>, 8>() == "tiles row");
        REQUIRE(kernels_on<TimeDistributed<Dense<64>>, Shape<20, 64>, 8>() == "tiles");
        REQUIRE(kernels_on<Bidirectional<LSTM<200>>, Shape<20, 4>, 1>() == "memory");
    }
}
