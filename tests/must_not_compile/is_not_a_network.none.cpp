// ERROR: is_not_a_network<ctnn::error::one_was_left_out_as_in_Parameters_of_Network
#include <array>
#include <ctnn/train.hpp>
#include <vector>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<3, nn::Softmax>>;
using Other = nn::Network<nn::Input<2>, nn::Dense<3>>;

const std::array<float, 2> x{};
nn::Parameters<Net> parameters;

void use([[maybe_unused]] const nn::Dataset<Net>& data, [[maybe_unused]] nn::Parameters<Net>& sum) {
#ifndef MUST_NOT_COMPILE
    nn::Parameters<Net> values;
#else
    nn::Parameters values;
#endif
}
