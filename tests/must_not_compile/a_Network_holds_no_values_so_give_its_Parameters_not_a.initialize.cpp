// ERROR: a_Network_holds_no_values_so_give_its_Parameters_not_a<ctnn::Network<
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
    nn::initialize(parameters, 1);
#else
    nn::initialize(Net{}, 1);
#endif
}
