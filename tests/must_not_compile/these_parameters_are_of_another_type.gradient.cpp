// ERROR: these_parameters_are_of_another_type<double>
#include <array>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<3>, nn::Dense<1>>;

static nn::Parameters<Net> parameters;
#ifndef MUST_NOT_COMPILE
static nn::Parameters<Net> sum;
#else
static nn::Parameters<Net, double> sum;
#endif
float cost = nn::gradient<nn::MeanSquaredError>(parameters, std::array<float, 3>{}, 1.0f, sum);
