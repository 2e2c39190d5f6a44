// ERROR: minimize_takes_a_Dataset_or_a_function_of_the_parameters_that_gives_a_number_not<
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<1>>;

double cost(const nn::Parameters<Net>& parameters) { return double(nn::predict(parameters, {1, 2})[0]); }
double cost_of_values(const float* values) { return double(values[0]); }

void use(nn::Parameters<Net>& parameters) {
#ifndef MUST_NOT_COMPILE
    static_cast<void>(cost_of_values(parameters.values));
    nn::minimize(parameters, cost, nn::CMAES{});
#else
    static_cast<void>(cost(parameters));
    nn::minimize(parameters, cost_of_values, nn::CMAES{});
#endif
}
