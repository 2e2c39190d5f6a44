#include <ctnn/core/sizes.hpp>

#include <cstddef>
#include <ctnn/core/shape.hpp>
#include <ctnn/core/window.hpp>
#include <ctnn/layers/bidirectional.hpp>
#include <ctnn/layers/conv2d.hpp>
#include <ctnn/layers/conv2d_transpose.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/layers/embedding.hpp>
#include <ctnn/layers/lstm.hpp>
#include <ctnn/layers/max_pool2d.hpp>
#include <ctnn/layers/sequential.hpp>
#include <ctnn/layers/time_distributed.hpp>
#include <ctnn/layers/upsample2d.hpp>
#include <ctnn/layers/zero_pad2d.hpp>
#include <limits>
#include <type_traits>

namespace {

using namespace ctnn;
using detail::size_product, detail::size_sum, detail::too_large;

constexpr std::size_t most = std::numeric_limits<std::size_t>::max(),
                      root = std::size_t{1} << (std::numeric_limits<std::size_t>::digits / 2),
                      half = most / 2 + 1;

// Exact as far as it goes, and then no further.
static_assert(size_sum(2, 3) == 5 && size_sum(2, 3, 4) == 9 && size_sum(too_large - 1, 1) == too_large);
static_assert(size_sum(too_large, 1) == too_large && size_sum(1, most) == too_large);
static_assert(size_sum(most, most, most) == too_large && size_sum(most, 0) == too_large);
static_assert(size_product(2, 3) == 6 && size_product(2, 3, 4) == 24 && size_product(0, most) == 0);
static_assert(size_product(most, 0) == 0 && size_product(1, most) == too_large);
static_assert(size_product(root, root) == too_large && size_product(root, root, root) == too_large);
static_assert(size_product(root / 2, root / 2) == root / 2 * (root / 2));
static_assert(size_product(too_large, 1) == too_large && size_product(most, most, most) == too_large);

static_assert(Shape<28, 28, 3>::size == 2352 && Shape<root, root>::size == too_large);
static_assert(Shape<most, 2>::size == too_large && Shape<3, 0>::size == 0 && Shape<>::size == 1);

// A window along an axis.
constexpr std::size_t outputs(std::size_t stride, std::size_t dilation, Padding::Kind kind,
                              std::size_t zeros) {
    return detail::axis(10, 3, stride, dilation, kind, zeros, zeros).out();
}
static_assert(outputs(1, 1, Padding::Kind::given, 0) == 8 && outputs(3, 1, Padding::Kind::same, 0) == 4);
static_assert(outputs(most, 1, Padding::Kind::same, 0) == 1 &&
              outputs(1, most, Padding::Kind::given, 0) == 0);
static_assert(outputs(1, 1, Padding::Kind::given, most) > detail::most_values);
static_assert(detail::axis(2, 3, 1, 1, Padding::Kind::given, half, half).fits());  // not 2 in all

/// Whether a layer on this shape is refused for its size.
template <class L, class In>
constexpr bool too_large_on = [] {
    if constexpr (detail::Broken<placed<L, In>>)
        return std::is_same_v<typename placed<L, In>::mistake,
                              typename error::this_layer_is_larger_than_any_memory<L>::template on<In>>;
    else
        return false;
}();

using Image = Shape<4, 4, 2>;
using Sequence = Shape<4, 4>;

// Outputs, parameters, padded images, operations: of each layer what may grow.
static_assert(!too_large_on<Dense<16>, Image> && too_large_on<Dense<root>, Shape<root>>);
static_assert(too_large_on<Dense<most>, Image> && too_large_on<Dense<root / 2>, Shape<root / 2>>);
static_assert(!too_large_on<Upsample2D<root / 1024>, Image> && too_large_on<Upsample2D<root>, Image>);
static_assert(too_large_on<ZeroPad2D<pad(half)>, Image> && too_large_on<ZeroPad2D<pad(most)>, Image>);
static_assert(too_large_on<Conv2D<most, 3>, Image>);
static_assert(too_large_on<Conv2D<6, 3, Linear, ConvOptions{.padding = pad(half)}>, Image>);
static_assert(too_large_on<Conv2D<6, 3, Linear, ConvOptions{.stride = half, .padding = pad(half)}>, Image>);
static_assert(too_large_on<Conv2D<root, Size2D{1, 1}>, Shape<1, 1, root>>);
static_assert(too_large_on<Conv2DTranspose<6, 3, Linear, ConvTransposeOptions{.stride = half}>, Image>);
static_assert(too_large_on<Conv2DTranspose<root, 3>, Shape<1, 1, root>>);
static_assert(!too_large_on<LSTM<16>, Sequence> && too_large_on<LSTM<root>, Sequence>);
static_assert(too_large_on<LSTM<most>, Sequence> && too_large_on<LSTM<4>, Shape<root, root / 32>>);
static_assert(too_large_on<Embedding<root, root>, Shape<4>> && too_large_on<Embedding<4, most>, Shape<4>>);
static_assert(too_large_on<TimeDistributed<Dense<root / 64>>, Shape<root, root / 64>>);

// A layer within another is the one that is named.
static_assert(std::is_same_v<placed<Sequential<Dense<4>, Dense<most>>, Image>::mistake,
                             error::this_layer_is_larger_than_any_memory<Dense<most>>::on<Shape<4>>>);

}  // namespace
