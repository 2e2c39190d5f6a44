// ERROR: the_batch_has<8U?L?>::weights_but_the_array_holds<2U?L?>
#include <array>
#include <ctnn/train.hpp>

namespace nn = ctnn;
using Net = nn::Network<nn::Input<4, 2>, nn::TimeDistributed<nn::Dense<3, nn::Softmax>>>;

static nn::Learner<Net, nn::CrossEntropy, nn::Adam, 2> learner;
static std::array<float, 16> x;
static std::array<float, 24> t;
#ifndef MUST_NOT_COMPILE
float cost = learner.step(x, t, std::array<float, 8>{});
#else
float cost = learner.step(x, t, std::array<float, 2>{});
#endif
