// Networks of all sizes, one sample at a time and in batches.

#include <ctnn/ctnn.hpp>

#include "predicted.hpp"

namespace {

using nn::Dense, nn::Input, nn::Network, nn::SparseInput;

template <class Act, std::size_t In, std::size_t... Units>
using Plain = Network<Input<In>, Dense<Units, Act>...>;

using Xor = Plain<nn::Sigmoid, 2, 2, 1>;
using Small = Network<Input<3>, Dense<5, nn::Tanh>, Dense<4, nn::GELU>, Dense<3, nn::Softmax>>;
using Wide = Network<Input<37>, Dense<1, nn::Tanh>>;
using Skipping = Network<SparseInput<19>, Dense<7, nn::Softplus>, Dense<2, nn::Fast<nn::Softmax>>>;
using Joined =
    Network<Input<5>, nn::Residual<Dense<5, nn::SELU>>,
            nn::Concat<Dense<3, nn::ELU>, nn::Sequential<Dense<9>, Dense<2, nn::Softsign>>>, Dense<1>>;

#ifndef NEW_GOLDEN
static_assert(predicted<Xor, float>(1, 3) == golden("2-2-1"));
static_assert(predicted<Small, float>(1, 3) == golden("small"));
static_assert(predicted<Small, double>(1, 3) == golden("small double"));
static_assert(predicted<Wide, float>(1, 3) == golden("37-1"));
static_assert(predicted<Wide, double>(1, 3) == golden("37-1 double"));
static_assert(predicted<Skipping, float>(1, 3) == golden("sparse 19-7-2"));
static_assert(predicted<Joined, float>(1, 3) == golden("residual, concat"));
#endif

}  // namespace

void predictions() {
    predict_all<Xor>("2-2-1");
    predict_all<Small>("small");
    predict_all<Small, double>("small double");
    predict_all<Wide>("37-1");
    predict_all<Wide, double>("37-1 double");
    predict_all<Skipping>("sparse 19-7-2");
    predict_all<Joined>("residual, concat");
    predict_all<Plain<nn::Linear, 784, 1>>("784-1");
    predict_all<Plain<nn::Sigmoid, 8, 33, 1>>("8-33-1");
    predict_all<Plain<nn::Tanh, 1, 37, 2, 31, 3, 29>>("1-37-2-31-3-29");
    predict_all<Plain<nn::ReLU, 7, 16, 15, 13, 14, 11>>("7-16-15-13-14-11");
    predict_all<Plain<nn::LeakyReLU, 130, 12>>("130-12");
    predict_all<Plain<nn::LeakyReLU, 100, 3>>("100-3");
    predict_all<Network<SparseInput<784>, Dense<65, nn::ReLU>, Dense<10, nn::Softmax>>>("sparse 784-65-10");
    predict_all<Network<Input<6>, Dense<77, nn::Softmax>, Dense<21, nn::Softmax>>>("6-77-21 softmax");
    predict_all<Network<SparseInput<11>, Dense<1, nn::Sigmoid>>, double>("sparse 11-1 double");
#ifndef CTNN_TEST_FEW
    predict_all<Joined, double>("residual, concat double");
    predict_all<Plain<nn::Sigmoid, 16, 17, 1>, double>("16-17-1 double");
    predict_all<Plain<nn::Tanh, 5, 23, 4, 19, 6, 17>>("5-23-4-19-6-17");
    predict_all<Plain<nn::ReLU, 36, 9, 25, 8, 32, 10>, double>("36-9-25-8-32-10 double");
    predict_all<Plain<nn::LeakyReLU, 100, 24>>("100-24");
    predict_all<Network<Input<784>, Dense<128, nn::ReLU>, Dense<10, nn::Softmax>>>("784-128-10");
#endif
}
