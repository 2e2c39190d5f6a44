// ERROR: the_network_has<9U?L?>::parameters_but_the_array_holds<8U?L?>
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
    sum = std::array<float, 9>{};
#else
    sum = std::array<float, 8>{};
#endif
}
