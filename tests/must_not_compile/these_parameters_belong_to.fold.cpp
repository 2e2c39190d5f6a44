// ERROR: these_parameters_belong_to<ctnn::Network<ctnn::Input<2> ?, ctnn::Dense<3
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<3>, nn::BatchNorm<>>;
using Other = nn::Network<nn::Input<2>, nn::Dense<3, nn::Tanh>>;

nn::Parameters<Net> trained;

#ifndef MUST_NOT_COMPILE
nn::Parameters<nn::folded<Net>> deployed;
#else
nn::Parameters<Other> deployed;
#endif

int main() { nn::fold(trained, deployed); }
