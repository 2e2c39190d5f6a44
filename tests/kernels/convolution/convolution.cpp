#include <kernels/convolutions.hpp>

using namespace convolutions;
using namespace ctnn::kernels;

namespace {

constexpr Convolution valid{axis(5, 3), axis(6, 2), 4, 8};
static_assert(!valid.is_padded() && valid.padded() == 0 && valid.pixels() == 3 * 5);
static_assert(valid.in() == 120 && valid.out() == 120 && valid.weights() == 3 * 2 * 4 * 8);
static_assert(valid.is_joined() && valid.runs() == 1 && valid.run() == 8);
static_assert(valid.down() == 24 && valid.aside() == 4 && valid.kernel_down() == 24);

constexpr Convolution gaps{axis(5, 3, 1, 1, 2), axis(6, 2, 0, 1, 3, 2), 4, 8, 2};
static_assert(gaps.padded() == 7 * 7 * 4 && gaps.pixels() == 3 * 2 && gaps.depth() == 3 * 2 * 2);
static_assert(!gaps.is_joined() && gaps.runs() == 2 && gaps.run() == 2 && gaps.run_step() == 8);
static_assert(gaps.down() == 56 && gaps.aside() == 12 && gaps.multiply_adds() == 6 * 12 * 8);

static_assert(Convolution{axis(5, 5), axis(4, 4), 2, 7}.is_dense());
static_assert(!Convolution{axis(5, 5), axis(4, 3), 2, 7}.is_dense());
static_assert(!Convolution{axis(1, 1), axis(4, 4), 2, 7}.is_dense(), "a sequence's sums have an order");

static_assert(Convolution{axis(5, 3), axis(5, 3), 4, 4, 4}.is_depthwise());
static_assert(!Convolution{axis(5, 3), axis(5, 3), 4, 8, 4}.is_depthwise() &&
              !Convolution{axis(5, 3), axis(5, 3), 4, 4, 2}.is_depthwise() && !valid.is_depthwise());

static_assert(Convolution{axis(1, 1), axis(9, 3, 2), 2, 5}.is_causal());
static_assert(!Convolution{axis(1, 1), axis(9, 3, 1, 1), 2, 5}.is_causal(), "looks ahead");
static_assert(!Convolution{axis(1, 1), axis(9, 3, 3), 2, 5}.is_causal(), "an output before the first step");
static_assert(!Convolution{axis(2, 1), axis(9, 3, 2), 2, 5}.is_causal(), "no sequence");

}  // namespace

TEST_CASE("convolution: zeros around an image, and what is left without them", "[kernels]") {
    constexpr Convolution C{axis(2, 3, 1, 2), axis(3, 2, 2, 0), 2, 1};
    const auto image = noise<float>(C.in(), 1);
    Block<float> padded = unwritten<float>(C.padded()), back = unwritten<float>(C.in());
    clear_padded<C>(padded.data());
    pad<C>(image.data(), padded.data());
    std::vector<double> wanted;
    for (std::size_t y = 0; y < 5; ++y)
        for (std::size_t x = 0; x < 5; ++x)
            for (std::size_t c = 0; c < 2; ++c) {
                const bool inside = y >= 1 && y < 3 && x >= 2;
                wanted.push_back(inside ? double(image[((y - 1) * 3 + x - 2) * 2 + c]) : 0.0);
            }
    padded.require(wanted);
    unpad<C>(padded.values(), back.data());
    back.require({image.begin(), image.end()});
}
