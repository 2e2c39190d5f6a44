// ERROR: a_gradient_is_added_to_Parameters_that_are_not_const_not_to<ctnn::Parameters<.*\\*>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<3>, nn::Dense<2>>;

void use(const nn::Parameters<Net>& parameters, nn::Parameters<Net>& sum) {
#ifndef MUST_NOT_COMPILE
    nn::gradient<nn::MeanSquaredError>(parameters, std::array<float, 3>{}, std::array<float, 2>{}, sum);
#else
    nn::gradient<nn::MeanSquaredError>(parameters, std::array<float, 3>{}, std::array<float, 2>{}, &sum);
#endif
}
