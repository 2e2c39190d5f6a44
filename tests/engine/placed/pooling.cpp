#include <layers/laws.hpp>

#include <ctnn/activations/softmax.hpp>
#include <ctnn/activations/tanh.hpp>
#include <ctnn/layers/avg_pool1d.hpp>
#include <ctnn/layers/avg_pool2d.hpp>
#include <ctnn/layers/conv1d.hpp>
#include <ctnn/layers/conv2d.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/layers/global_avg_pool1d.hpp>
#include <ctnn/layers/global_avg_pool2d.hpp>
#include <ctnn/layers/global_max_pool1d.hpp>
#include <ctnn/layers/global_max_pool2d.hpp>
#include <ctnn/layers/max_pool1d.hpp>
#include <ctnn/layers/max_pool2d.hpp>
#include <ctnn/layers/permute.hpp>
#include <ctnn/layers/time_distributed.hpp>
#include <ctnn/layers/upsample2d.hpp>
#include <ctnn/layers/zero_pad2d.hpp>
#include <ctnn/network/network.hpp>
#include <ctnn/train/learner.hpp>
#include <ctnn/train/losses/cross_entropy.hpp>
#include <ctnn/train/optimizers/sgd.hpp>
#include <reference/pooling.hpp>

using namespace ctnn;

namespace {

constexpr auto along = detail::windows_on<Shape<7, 9, 4>>(Size2D{2, 3}, PoolOptions{});
static_assert(along.rows == detail::Axis{7, 2, 2, 1, 0, 0} &&
              along.columns == detail::Axis{9, 3, 3, 1, 0, 0});
static_assert(along.channels == 4, "strides are the window's");

constexpr auto mixed = detail::windows_on<Shape<7, 9, 4>>(
    Size2D{2, 3}, PoolOptions{.stride = {1, 0}, .padding = pad(0, 1, 2, 0)});
static_assert(mixed.rows == detail::Axis{7, 2, 1, 1, 0, 1} &&
              mixed.columns == detail::Axis{9, 3, 3, 1, 2, 0});

constexpr bool see(std::size_t in, std::size_t window, std::size_t stride, std::size_t before,
                   std::size_t after) {
    return detail::all_see({in, window, stride, 1, before, after});
}
static_assert(see(4, 3, 1, 2, 2) && !see(4, 3, 1, 3, 0) && !see(4, 3, 1, 0, 3));
static_assert(see(4, 2, 3, 1, 2), "no window starts where the padding after the end would need one");
static_assert(see(1, 3, 1, 2, 2) && see(1, 1, 1, 0, 0) && !see(1, 1, 1, 1, 0) && !see(1, 1, 1, 0, 1));

template <Size2D Window>
using Mistake = typename decltype(detail::pool2d_mistake<Shape<4, 5, 1>, Window, PoolOptions{}>())::type;
static_assert(std::is_void_v<Mistake<Size2D{1, 1}>>);
static_assert(std::is_same_v<Mistake<Size2D{0, 2}>,
                             error::a_pool_window_has_at_least_one_row_and_column_but_this_one_is<0, 2>>);
static_assert(std::is_same_v<Mistake<Size2D{2, 0}>,
                             error::a_pool_window_has_at_least_one_row_and_column_but_this_one_is<2, 0>>);

/// With `same` padding every window sees something, whatever its size and stride.
constexpr bool same_always_sees() {
    for (std::size_t in = 1; in < 12; ++in)
        for (std::size_t window = 1; window < 14; ++window)
            for (std::size_t stride = 1; stride < 14; ++stride) {
                const auto axis = detail::axis(in, window, stride, 1, Padding::Kind::same, 0, 0);
                if (!detail::all_see(axis) || axis.out() != (in + stride - 1) / stride) return false;
            }
    return true;
}
static_assert(same_always_sees());

}  // namespace

TEST_CASE("pooling: same padding leaves no window empty", "[engine]") { REQUIRE(same_always_sees()); }

namespace {

namespace r = reference::pooling;

/// Outputs and gradients, as PyTorch has them.
template <class Case, class Layer, class In, class T>
void is_pytorchs() {
    using L = placed<Layer, In>;
    laws::Bench<L, r::batch, T> bench;
    static_assert(std::size(Case::x) == r::batch * L::input::size);
    static_assert(std::size(Case::y) == r::batch * L::output::size);
    for (std::size_t i = 0; i < std::size(Case::x); ++i) bench.x[i] = T(Case::x[i]);
    for (std::size_t i = 0; i < std::size(Case::dy); ++i) bench.dy[i] = T(Case::dy[i]);
    bench.forward();
    bench.backward();
    const auto near = [](T a, double b) {
        return std::abs(double(a) - b) <= (sizeof(T) == 4 ? 1e-6 : 1e-15) * (1 + std::abs(b));
    };
    for (std::size_t i = 0; i < std::size(Case::y); ++i) REQUIRE(near(bench.y[i], Case::y[i]));
    for (std::size_t i = 0; i < std::size(Case::dx); ++i) REQUIRE(near(bench.dx[i], Case::dx[i]));
}

template <class Case, class Layer, class In>
void is_pytorchs() {
    is_pytorchs<Case, Layer, In, float>();
    is_pytorchs<Case, Layer, In, double>();
}

}  // namespace

TEST_CASE("pooling: images as PyTorch has them", "[engine]") {
    constexpr PoolOptions by_two{.stride = 2, .padding = pad(1)};
    constexpr PoolOptions all{.stride = 2, .padding = pad(1), .count_padding = true};
    is_pytorchs<r::max, MaxPool2D<2>, Shape<5, 4, 3>>();
    is_pytorchs<r::max_overlapping, MaxPool2D<3, by_two>, Shape<6, 5, 3>>();
    is_pytorchs<r::max_uneven, MaxPool2D<Size2D{2, 5}, PoolOptions{.stride = {3, 1}, .padding = pad(1, 2)}>,
                Shape<7, 6, 1>>();
    is_pytorchs<r::average, AvgPool2D<Size2D{2, 3}>, Shape<5, 6, 3>>();
    is_pytorchs<r::average_inside, AvgPool2D<3, by_two>, Shape<6, 5, 2>>();
    is_pytorchs<r::average_of_all, AvgPool2D<3, all>, Shape<6, 5, 3>>();
    is_pytorchs<r::max_of_image, GlobalMaxPool2D, Shape<4, 3, 5>>();
    is_pytorchs<r::average_of_image, GlobalAvgPool2D, Shape<4, 3, 5>>();
    is_pytorchs<r::upsampled, Upsample2D<Size2D{2, 3}>, Shape<2, 3, 3>>();
    is_pytorchs<r::padded, ZeroPad2D<pad(3, 0, 1, 2)>, Shape<2, 3, 3>>();
    is_pytorchs<r::permuted, Permute<1, 0, 2>, Shape<2, 4, 3>>();
}

TEST_CASE("pooling: sequences as PyTorch has them", "[engine]") {
    is_pytorchs<r::max_along, MaxPool1D<3, Pool1DOptions{.stride = 2, .padding = pad(1)}>, Shape<9, 3>>();
    is_pytorchs<r::average_along, AvgPool1D<4, Pool1DOptions{.stride = 3, .padding = pad(2)}>, Shape<9, 3>>();
    is_pytorchs<r::average_of_all_along,
                AvgPool1D<4, Pool1DOptions{.stride = 3, .padding = pad(2), .count_padding = true}>,
                Shape<9, 3>>();
    is_pytorchs<r::max_of_sequence, GlobalMaxPool1D, Shape<11, 2>>();
    is_pytorchs<r::average_of_sequence, GlobalAvgPool1D, Shape<11, 2>>();
}

namespace {

/// Three steps of SGD, as PyTorch takes them.
template <class Case, class Net, class T>
void trains_as_pytorch(double tolerance) {
    static_assert(Net::parameter_count == std::size(Case::before));
    Learner<Net, CrossEntropy, SGD, r::samples, T> learner{{.learning_rate = 0.1f}, 1};
    const auto near = [&](T a, double b) { return std::abs(double(a) - b) <= tolerance * (1 + std::abs(b)); };
    for (std::size_t i = 0; i < Net::parameter_count; ++i) learner.parameters.values[i] = T(Case::before[i]);
    const std::vector<T> x(std::begin(Case::inputs), std::end(Case::inputs)),
        t(std::begin(Case::targets), std::end(Case::targets));
    for (std::size_t s = 0; s < r::steps; ++s)
        REQUIRE(near(learner.step(View<T, r::samples * Net::input_size>(x.data(), x.size()),
                                  View<T, r::samples * Net::output_size>(t.data(), t.size())),
                     Case::losses[s]));
    for (std::size_t i = 0; i < Net::parameter_count; ++i) {
        CAPTURE(i);
        REQUIRE(near(learner.parameters.values[i], Case::after[i]));
    }
}

}  // namespace

TEST_CASE("pooling: networks learn as PyTorch's do", "[engine]") {
    using Images =
        Network<Input<8, 9, 2>, Conv2D<4, 3, Tanh>, MaxPool2D<3, PoolOptions{.stride = 2, .padding = pad(1)}>,
                Conv2D<5, 2, Tanh>, AvgPool2D<2, PoolOptions{.stride = 1}>, Upsample2D<2>,
                ZeroPad2D<pad(0, 2, 1, 0)>, Conv2D<3, 2, Tanh>, GlobalAvgPool2D, Dense<3, Softmax>>;
    trains_as_pytorch<r::images, Images, float>(1e-5);
    trains_as_pytorch<r::images, Images, double>(1e-10);
    constexpr Pool1DOptions middle{.stride = 1, .padding = pad(1), .count_padding = true};
    using Sequences = Network<Input<10, 3>, TimeDistributed<Dense<5, Tanh>>, MaxPool1D<2>, Conv1D<4, 2, Tanh>,
                              AvgPool1D<3, middle>, GlobalMaxPool1D, Dense<3, Softmax>>;
    trains_as_pytorch<r::sequences, Sequences, float>(1e-5);
    trains_as_pytorch<r::sequences, Sequences, double>(1e-10);
}
