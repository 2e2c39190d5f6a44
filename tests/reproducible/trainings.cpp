// Losses, gradients and training steps: every loss and every optimizer, few and many outputs, batches of one
// and of several parts.

#include <ctnn/ctnn.hpp>
#include <ctnn/train/losses/binary_cross_entropy.hpp>
#include <ctnn/train/losses/cross_entropy.hpp>
#include <ctnn/train/losses/huber.hpp>
#include <ctnn/train/losses/kl_divergence.hpp>
#include <ctnn/train/losses/mean_absolute_error.hpp>
#include <ctnn/train/losses/mean_squared_error.hpp>
#include <ctnn/train/losses/perceptron.hpp>
#include <ctnn/train/optimizers/adagrad.hpp>
#include <ctnn/train/optimizers/adam.hpp>
#include <ctnn/train/optimizers/adamw.hpp>
#include <ctnn/train/optimizers/momentum.hpp>
#include <ctnn/train/optimizers/nesterov.hpp>
#include <ctnn/train/optimizers/rmsprop.hpp>
#include <ctnn/train/optimizers/sgd.hpp>
#include <ratio>

#include "trained.hpp"

namespace {

using nn::Dense, nn::Input, nn::Network, nn::SparseInput;

using Xor = Network<Input<2>, Dense<3, nn::Tanh>, Dense<1, nn::Sigmoid>>;
using Classes = Network<Input<4>, Dense<6, nn::GELU>, Dense<5, nn::Softmax>>;
using Skipping = Network<SparseInput<9>, Dense<5, nn::ReLU>, Dense<2, nn::Softplus>>;

#ifndef NEW_GOLDEN
static_assert(differentiated<nn::BinaryCrossEntropy, Xor>(1) == golden("gradient 2-3-1"));
static_assert(differentiated<nn::CrossEntropy, Classes, double>(1) == golden("gradient 4-6-5 double"));
static_assert(trained_small<Xor, nn::BinaryCrossEntropy, nn::Adam, 4>(1) == golden("2-3-1 Adam"));
static_assert(trained_small<Classes, nn::KLDivergence, nn::Momentum, 3>(1) == golden("4-6-5 Momentum"));
static_assert(trained_small<Skipping, nn::Huber, nn::RMSprop, 5>(1) == golden("sparse 9-5-2 RMSprop"));
#endif

}  // namespace

void trainings() {
    const std::uint64_t seed = unknown_seed();
    check("gradient 2-3-1", differentiated<nn::BinaryCrossEntropy, Xor>(seed));
    check("gradient 4-6-5 double", differentiated<nn::CrossEntropy, Classes, double>(seed));
    check("gradient 67-33-70",
          differentiated<nn::MeanAbsoluteError,
                         Network<Input<67>, Dense<33, nn::SELU>, Dense<70, nn::Sigmoid>>>(seed));
    check("2-3-1 Adam", trained_small<Xor, nn::BinaryCrossEntropy, nn::Adam, 4>(seed));
    check("4-6-5 Momentum", trained_small<Classes, nn::KLDivergence, nn::Momentum, 3>(seed));
    check("sparse 9-5-2 RMSprop", trained_small<Skipping, nn::Huber, nn::RMSprop, 5>(seed));
    check("37-66-17-10 Adam, 128",
          trained_large<Network<Input<37>, Dense<66, nn::Tanh>, Dense<17, nn::GELU>, Dense<10, nn::Softmax>>,
                        nn::CrossEntropy, nn::Adam, 128>(seed));
    check("19-23-3 AdamW, 33 double",
          trained_large<Network<Input<19>, Dense<23, nn::ELU>, Dense<3, nn::Softsign>>, nn::MeanSquaredError,
                        nn::AdamW, 33, double>(seed));
    check("21-9-20 Nesterov, 7, clipped",
          trained_large<Network<Input<21>, Dense<9, nn::Softplus>, Dense<20, nn::Sigmoid>>,
                        nn::BinaryCrossEntropy, nn::Nesterov, 7>(
              seed, {.l1 = 0.01f, .l2 = 0.1f, .clip_value = 0.02f, .clip_norm = 0.03f}));
    check("sparse 35-40-2 Adagrad, 66",
          trained_large<Network<SparseInput<35>, Dense<40, nn::LeakyReLU>, Dense<2, nn::Softmax>>,
                        nn::MeanAbsoluteError, nn::AdaGrad, 66>(seed));
    check("13-13-11-3 Momentum, 17, branches",
          trained_large<Network<Input<13>, nn::Residual<Dense<13, nn::Tanh>>, nn::Dropout<std::ratio<1, 4>>,
                                nn::Concat<Dense<5, nn::ReLU>, Dense<6, nn::Sigmoid>>, Dense<3>,
                                nn::Activation<nn::Softmax>>,
                        nn::CrossEntropy, nn::Momentum, 17>(seed));
    check("12-1 SGD, 9",
          trained_large<Network<Input<12>, Dense<1, nn::Step>>, nn::Perceptron, nn::SGD, 9>(seed));
}
