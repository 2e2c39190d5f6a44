// ERROR: the_network_has_layers_from_0_to_less_than<1U?L?>::but_this_asks_for_number<9U?L?>
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
    sum.layer<0>().bias[0] = 1;
#else
    sum.layer<9>().bias[0] = 1;
#endif
}
