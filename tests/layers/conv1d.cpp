#include <layers/convolution_reference.hpp>
#include <layers/laws.hpp>

#include <ctnn/activations/softmax.hpp>
#include <ctnn/activations/tanh.hpp>
#include <ctnn/layers/conv1d.hpp>

using namespace ctnn;

namespace {

template <std::size_t Filters, std::size_t Kernel, Conv1DOptions Options, class In>
using Conv = placed<Conv1D<Filters, Kernel, Tanh, Options>, In>;

using Small = Conv<3, 4, Conv1DOptions{}, Shape<9, 2>>;
static_assert(std::is_same_v<Small::output, Shape<6, 3>>);
static_assert(Small::parameters == 4 * 2 * 3 + 3 && Small::multiply_adds == 6 * 24);
static_assert(Small::stream::delay == 3 && Small::stream::period == 1 && Small::stream::memory == 2 * 4 * 2);

using Causal = Conv<3, 4, Conv1DOptions{.stride = 2, .padding = causal, .dilation = 2}, Shape<9, 2>>;
static_assert(std::is_same_v<Causal::output, Shape<5, 3>>);
static_assert(Causal::stream::delay == 0 && Causal::stream::period == 2);

template <class L>
concept Streams = requires { typename L::stream; };
using S = Shape<9, 2>;
static_assert(!Streams<Conv<3, 3, Conv1DOptions{.padding = same}, S>>, "looks one step ahead");
static_assert(!Streams<Conv<3, 3, Conv1DOptions{.padding = pad(0, 0, 0, 1)}, S>>);
static_assert(!Streams<Conv<3, 3, Conv1DOptions{.padding = pad(0, 0, 3, 0)}, S>>, "gives before it has any");
static_assert(Streams<Conv<3, 3, Conv1DOptions{.padding = pad(0, 0, 1, 0)}, S>>);
static_assert(Streams<Conv<3, 1, Conv1DOptions{.padding = same}, S>>);
static_assert(Streams<Conv<3, 3, Conv1DOptions{.stride = 2, .padding = pad(0, 0, 0, 1)}, S>>, "never seen");

}  // namespace

TEST_CASE("conv1d: the laws", "[layers]") {
    layer_laws<Conv1D<3, 3, Tanh>, Shape<6, 2>>();
    layer_laws<Conv1D<17, 2, Linear, Conv1DOptions{.stride = 2, .padding = causal, .dilation = 2}>,
               Shape<5, 3>>();
    layer_laws<Conv1D<4, 3, Tanh, Conv1DOptions{.padding = same, .groups = 2}>, Shape<7, 2>>();
}

TEST_CASE("conv1d: a stream gives the bits of the whole sequence, at any pace", "[layers]") {
    stream_laws<Conv1D<16, 3, Tanh>, Shape<40, 5>>();
    stream_laws<Conv1D<1, 7, Tanh, Conv1DOptions{.padding = causal}>, Shape<41, 1>>();
    stream_laws<Conv1D<3, 4, Tanh, Conv1DOptions{.stride = 3, .dilation = 2}>, Shape<50, 1>>();
    stream_laws<Conv1D<18, 2, Softmax, Conv1DOptions{.stride = 2, .padding = pad(0, 0, 1, 0), .dilation = 3}>,
                Shape<21, 4>>();
    stream_laws<Conv1D<6, 3, Tanh, Conv1DOptions{.padding = causal, .groups = 3}>, Shape<17, 3>>();
    stream_laws<Conv1D<5, 1, Tanh, Conv1DOptions{.stride = 2}>, Shape<9, 3>>();
    stream_laws<Conv1D<70, 2, Tanh>, Shape<12, 3>>();
}

TEST_CASE("conv1d: a stream that goes ahead gives the bits of the whole sequence", "[layers]") {
    stream_laws<Conv1D<16, 15, Tanh, Conv1DOptions{.padding = causal}>, Shape<60, 3>>();
    stream_laws<Conv1D<20, 4, Softmax>, Shape<13, 9>>();  // two vectors that overlap, a delay of 3 steps
    stream_laws<Conv1D<70, 33, Linear, Conv1DOptions{.padding = pad(0, 0, 30, 0)}>, Shape<45, 2>>();
    stream_laws<Conv1D<5, 8, Tanh, Conv1DOptions{.padding = causal}>, Shape<3, 4>>();  // never a whole window
}

TEST_CASE("conv1d: PyTorch's outputs and gradients", "[layers]") {
    AGREES_WITH_PYTORCH(
        causal,
        placed<Conv1D<4, 3, Linear, Conv1DOptions{.padding = ctnn::causal, .dilation = 2}>, Shape<12, 3>>);
    AGREES_WITH_PYTORCH(sequence,
                        placed<Conv1D<6, 4, Tanh, Conv1DOptions{.stride = 3, .groups = 2}>, Shape<11, 4>>);
}

TEST_CASE("conv1d: a stream in a constant expression", "[layers]") {
    using L = placed<Conv1D<1, 2>, Shape<4, 1>>;
    constexpr auto y = [] {
        std::array<float, 3> weights{1, 2, 10}, sums{};
        std::array<float, L::stream::memory> memory{};
        std::array<float, L::stream::scratch> scratch{};
        const std::array<float, 4> x{1, 2, 3, 4};
        std::size_t outputs = 0;
        for (std::size_t t = 0; t < 4; t += 2)
            outputs += L::stream::run<float>(weights.data(), nullptr, t, x.data() + t, 2,
                                             sums.data() + outputs, memory.data(), scratch.data());
        return sums;
    }();
    static_assert(y[0] == 15 && y[1] == 18 && y[2] == 21);
    REQUIRE(y[2] == 21);
}
