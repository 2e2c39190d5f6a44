// Networks that read images: convolutions and poolings, norms, what moves pixels about and what adds and
// multiplies branches. Channels that are fewer, as many and more than a register has lanes.

#include <ctnn/ctnn.hpp>
#include <ctnn/train/losses/cross_entropy.hpp>
#include <ctnn/train/losses/mean_squared_error.hpp>
#include <ctnn/train/optimizers/adam.hpp>
#include <ctnn/train/optimizers/momentum.hpp>
#include <ctnn/train/optimizers/sgd.hpp>
#include <ratio>

#include "predicted.hpp"
#include "trained.hpp"

namespace {

using nn::Conv2D, nn::Conv2DTranspose, nn::ConvOptions, nn::ConvTransposeOptions, nn::Dense, nn::Flatten,
    nn::Input, nn::Network, nn::PoolOptions, nn::Size2D, nn::pad;

using Tiny = Network<Input<4, 5, 2>, Conv2D<3, 2, nn::Tanh, ConvOptions{.padding = nn::same}>,
                     nn::MaxPool2D<2, PoolOptions{.padding = nn::same}>, Flatten, Dense<2, nn::Softmax>>;
using Normed = Network<Input<2, 3, 2>, nn::BatchNorm<>, Conv2D<3, 2>, nn::LayerNorm<>,
                       nn::Upsample2D<Size2D{2, 1}>, nn::AvgPool2D<2>, Flatten, Dense<2>>;
using Lenet =
    Network<Input<12, 11, 1>, nn::ZeroPad2D<pad(1, 0, 2, 1)>, Conv2D<6, 3, nn::ReLU>, nn::MaxPool2D<2>,
            Conv2D<16, 3, nn::Tanh>, nn::AvgPool2D<2>, Flatten, Dense<10, nn::Softmax>>;
/// Strides, gaps, groups; few channels and filters, one.
using Odd =
    Network<Input<7, 6, 3>,
            Conv2D<5, Size2D{2, 3}, nn::LeakyReLU, ConvOptions{.stride = Size2D{2, 1}, .padding = nn::same}>,
            Conv2D<10, 2, nn::Softmax, ConvOptions{.padding = pad(1), .dilation = Size2D{2, 1}, .groups = 5}>,
            Conv2D<1, Size2D{3, 1}, nn::Sigmoid>>;
/// Depthwise, and each pixel by itself; more channels than a register has lanes.
using Separable = Network<Input<6, 5, 19>, Conv2D<19, 3, nn::GELU, ConvOptions{.groups = 19}>, Conv2D<7, 1>,
                          nn::GlobalAvgPool2D>;
/// Sums over more values than a tile takes at once, filters that leave a rest.
using Deep = Network<Input<5, 8, 21>, Conv2D<67, 3, nn::ReLU, ConvOptions{.padding = nn::same}>,
                     Conv2D<33, Size2D{3, 2}, nn::ELU, ConvOptions{.stride = 2}>, Flatten, Dense<3>>;
using Grown = Network<Input<3, 4, 5>,
                      Conv2DTranspose<18, Size2D{3, 2}, nn::Tanh,
                                      ConvTransposeOptions{.stride = 2, .output_padding = Size2D{1, 0}}>,
                      Conv2DTranspose<2, 3, nn::Softplus,
                                      ConvTransposeOptions{.padding = nn::same, .dilation = 2, .groups = 2}>>;
using Pooled =
    Network<Input<9, 7, 18>, nn::MaxPool2D<3, PoolOptions{.stride = 2, .padding = nn::same}>,
            nn::AvgPool2D<Size2D{2, 3}, PoolOptions{.stride = 1, .padding = pad(1), .count_padding = true}>,
            nn::AvgPool2D<2, PoolOptions{.stride = 3, .padding = nn::same}>,
            nn::Concat<nn::GlobalMaxPool2D, nn::GlobalAvgPool2D>>;
using Moved =
    Network<Input<4, 6, 3>, nn::Upsample2D<Size2D{1, 2}>, nn::Permute<2, 0, 1>, nn::Reshape<9, 4, 4>,
            nn::Multiply<Conv2D<4, 1, nn::Sigmoid>, nn::Activation<nn::Tanh>>, nn::RMSNorm<>,
            nn::Add<Conv2D<4, 1>, nn::Dropout<std::ratio<1, 2>>>, nn::GlobalMaxPool2D>;
template <std::size_t Channels>
using Norms = Network<Input<3, 3, Channels>, nn::BatchNorm<>, nn::LayerNorm<>, nn::Activation<nn::SELU>,
                      nn::RMSNorm<>, Flatten, nn::BatchNorm<>, Dense<3, nn::Softmax>>;
using Folding = Network<Input<3, 4, 2>, Conv2D<5, 2>, nn::BatchNorm<>, Conv2DTranspose<4, 2>, nn::BatchNorm<>,
                        Flatten, Dense<3>, nn::BatchNorm<>>;

template <class Net, class T>
constexpr std::uint64_t folded(std::uint64_t seed) {
    nn::Parameters<Net, T> parameters;
    fill(parameters, seed);
    Hash hash;
    hash.add_all(nn::fold(parameters).values);
    return hash.value;
}

#ifndef NEW_GOLDEN
static_assert(predicted<Tiny, float>(1, 3) == golden("tiny image"));
static_assert(predicted<Normed, double>(1, 3) == golden("normed image double"));
static_assert(differentiated<nn::CrossEntropy, Tiny>(1) == golden("gradient tiny image"));
static_assert(differentiated<nn::MeanSquaredError, Normed, double>(1) ==
              golden("gradient normed image double"));
static_assert(trained_small<Normed, nn::MeanSquaredError, nn::Momentum, 3>(1) ==
              golden("normed image Momentum"));
static_assert(folded<Folding, float>(1) == golden("3x4x2, folded"));
#endif

void predict_images() {
    predict_all<Tiny>("tiny image");
    predict_all<Normed, double>("normed image double");
    predict_all<Odd>("7x6x3, strides and gaps");
    predict_all<Separable>("6x5x19, depthwise");
    predict_all<Grown>("3x4x5, transposed");
    predict_all<Pooled>("9x7x18, pooled");
    predict_all<Moved>("4x6x3, moved");
    predict_all<Norms<5>>("3x3x5, norms");
    check("3x4x2, folded", folded<Folding, float>(unknown_seed()));
    check("3x4x2, folded double", folded<Folding, double>(unknown_seed()));
#ifndef CTNN_TEST_FEW
    predict_all<Lenet>("12x11-6-16-10");
    predict_all<Odd, double>("7x6x3, strides and gaps double");
    predict_all<Deep>("5x8x21-67-33-3");
    predict_all<Pooled, double>("9x7x18, pooled double");
    predict_all<Norms<37>>("3x3x37, norms");
#endif
}

void train_images() {
    const std::uint64_t seed = unknown_seed();
    check("gradient tiny image", differentiated<nn::CrossEntropy, Tiny>(seed));
    check("gradient normed image double", differentiated<nn::MeanSquaredError, Normed, double>(seed));
    check("gradient 3x4x5, transposed", differentiated<nn::MeanSquaredError, Grown>(seed));
    check("normed image Momentum", trained_small<Normed, nn::MeanSquaredError, nn::Momentum, 3>(seed));
    check("12x11-6-16-10 Adam, 33", trained_large<Lenet, nn::CrossEntropy, nn::Adam, 33>(seed));
    check("6x5x19 Adam, 7", trained_large<Separable, nn::MeanSquaredError, nn::Adam, 7>(seed));
    check("3x3x5, norms Adam, 37", trained_large<Norms<5>, nn::CrossEntropy, nn::Adam, 37>(seed));
#ifndef CTNN_TEST_FEW
    check("gradient 7x6x3", differentiated<nn::MeanSquaredError, Odd>(seed));
    check("gradient 9x7x18, pooled", differentiated<nn::MeanSquaredError, Pooled>(seed));
    check("7x6x3 SGD, 19 double",
          trained_large<Odd, nn::MeanSquaredError, nn::SGD, 19, double>(seed, {.clip_norm = 0.05f}));
    check("5x8x21-67-33-3 Momentum, 18", trained_large<Deep, nn::MeanSquaredError, nn::Momentum, 18>(seed));
    check("3x4x5, transposed Adam, 9", trained_large<Grown, nn::MeanSquaredError, nn::Adam, 9>(seed));
    check("4x6x3, moved Adam, 5", trained_large<Moved, nn::MeanSquaredError, nn::Adam, 5>(seed));
    check("3x3x37, norms SGD, 6", trained_large<Norms<37>, nn::CrossEntropy, nn::SGD, 6>(seed));
    check("3x3x16, norms SGD, 21 double",
          trained_large<Norms<16>, nn::CrossEntropy, nn::SGD, 21, double>(seed));
#endif
}

}  // namespace

void images() {
    predict_images();
    train_images();
}
