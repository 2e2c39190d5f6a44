// ERROR: these_parameters_are_of_another_type<double>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<3>, nn::Dense<2>, nn::BatchNorm<>>;

#ifndef MUST_NOT_COMPILE
nn::Parameters<nn::folded<Net>> to;
#else
nn::Parameters<nn::folded<Net>, double> to;
#endif

void deploy(const nn::Parameters<Net>& from) { nn::fold(from, to); }
