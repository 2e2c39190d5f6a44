#include <ctnn/kernels/convolution/choice.hpp>
#include <string>

#include <kernels/convolutions.hpp>
#include <kernels/targets.hpp>
#include <testing.hpp>

using namespace ctnn::kernels;
using namespace convolutions;
using namespace targets;

// LeNet-5's: 28 x 28 x 1, padded, 6 filters of 5 x 5; 14 x 14 x 6, 16 filters; and a layer of ResNet.
constexpr Convolution first{axis(28, 5, 2, 2), axis(28, 5, 2, 2), 1, 6};
constexpr Convolution second{axis(14, 5), axis(14, 5), 6, 16};
constexpr Convolution third{axis(56, 3, 1, 1), axis(56, 3, 1, 1), 64, 64};
static_assert(convolution_kernel(first, avx512) == ConvolutionKernel::planes);
static_assert(convolution_kernel(first, avx2) == ConvolutionKernel::filters, "which fill 6 of 8 lanes");
static_assert(convolution_kernel({axis(28, 5, 2, 2), axis(28, 5, 2, 2), 1, 2}, avx2) ==
              ConvolutionKernel::planes);
static_assert(convolution_kernel(first, sse2) == ConvolutionKernel::filters, "more than a register's lanes");
static_assert(convolution_kernel(first, doubles(avx2)) == ConvolutionKernel::filters);
static_assert(convolution_kernel(first, fixed(avx512)) == ConvolutionKernel::filters);
static_assert(convolution_kernel(second, avx512) == ConvolutionKernel::filters);
static_assert(convolution_kernel(third, neon) == ConvolutionKernel::filters);
static_assert(convolution_kernel(first, none) == ConvolutionKernel::plain);

// Strides leave no planes; a kernel that covers the image is a dense layer.
static_assert(convolution_kernel({axis(28, 5, 0, 0, 2), axis(28, 5), 1, 6}, avx512) ==
              ConvolutionKernel::filters);
static_assert(convolution_kernel({axis(5, 5), axis(5, 5), 16, 120}, avx512) == ConvolutionKernel::dense);
static_assert(convolution_kernel({axis(5, 5), axis(5, 5), 16, 120}, none) == ConvolutionKernel::dense);

// Channels one by one, and groups of more.
static_assert(convolution_kernel({axis(16, 3, 1, 1), axis(16, 3, 1, 1), 8, 8, 8}, avx2) ==
              ConvolutionKernel::channels);
static_assert(convolution_kernel({axis(16, 3, 1, 1), axis(16, 3, 1, 1), 8, 8, 2}, avx2) ==
              ConvolutionKernel::filters);

// Sequences, and images of one row.
constexpr Convolution sequence{axis(1, 1), axis(100, 15, 14), 16, 16};
static_assert(convolution_kernel(sequence, avx512) == ConvolutionKernel::steps);
static_assert(image_kernel(sequence, avx512) == ConvolutionKernel::filters);
static_assert(convolution_kernel({axis(1, 1), axis(100, 15, 14), 16, 16, 16}, avx512) ==
              ConvolutionKernel::channels);
static_assert(convolution_kernel({axis(1, 1), axis(400, 5), 1, 2}, avx512) == ConvolutionKernel::steps);
static_assert(convolution_kernel(sequence, none) == ConvolutionKernel::plain);

// Gradients.
static_assert(conv_weights_kernel(first, avx512) == ConvolutionGradientKernel::planes);
static_assert(conv_weights_kernel(first, sse2) == ConvolutionGradientKernel::tiles);
static_assert(conv_weights_kernel(second, avx2) == ConvolutionGradientKernel::tiles);
static_assert(conv_weights_kernel({axis(16, 3), axis(16, 3), 8, 8, 8}, avx2) ==
              ConvolutionGradientKernel::channels);
static_assert(conv_weights_kernel(first, none) == ConvolutionGradientKernel::plain);
static_assert(conv_data_kernel(first, avx512) == ConvolutionGradientKernel::tiles);
static_assert(conv_data_kernel({axis(16, 3), axis(16, 3), 8, 8, 8}, sse2) ==
              ConvolutionGradientKernel::channels);
static_assert(conv_data_kernel(first, none) == ConvolutionGradientKernel::plain);

// Streams: the limits.
constexpr bool ahead(const Convolution& c) {
    return convolution_stream_kernel(c) == ConvolutionStreamKernel::ahead;
}
static_assert(ahead(sequence) && ahead({axis(1, 1), axis(100, 8, 7), 4, 4}));
static_assert(!ahead({axis(1, 1), axis(100, 8, 7), 4, 3}), "filters");
static_assert(!ahead({axis(1, 1), axis(100, 7, 6), 4, 4}), "values of a window");
static_assert(ahead({axis(1, 1), axis(100, 12, 11), 32, 32}) &&
              !ahead({axis(1, 1), axis(100, 13, 12), 32, 32}));
static_assert(ahead({axis(1, 1), axis(15, 8), 4, 4}) && !ahead({axis(1, 1), axis(14, 8), 4, 4}), "outputs");

TEST_CASE("choice: convolution kernels have names", "[kernels]") {
    REQUIRE(name(ConvolutionKernel::dense) == std::string("dense"));
    REQUIRE(name(ConvolutionKernel::planes) == std::string("planes"));
    REQUIRE(name(ConvolutionKernel::channels) == std::string("channels"));
    REQUIRE(name(ConvolutionKernel::steps) == std::string("steps"));
    REQUIRE(name(ConvolutionKernel::filters) == std::string("filters"));
    REQUIRE(name(ConvolutionKernel::plain) == std::string("plain"));
}
