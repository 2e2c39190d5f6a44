// ERROR: minimize_takes_CMAES_or_Genetic_after_the_function_not<.*LBFGS>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<1>>;

double cost(const nn::Parameters<Net>& parameters) { return double(nn::predict(parameters, {1, 2})[0]); }

void use(nn::Parameters<Net>& parameters) {
#ifndef MUST_NOT_COMPILE
    nn::minimize(parameters, cost, nn::Genetic{});
#else
    nn::minimize(parameters, cost, nn::LBFGS{});
#endif
}
