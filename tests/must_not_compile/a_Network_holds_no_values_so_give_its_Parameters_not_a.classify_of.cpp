// ERROR: a_Network_holds_no_values_so_give_its_Parameters_not_a<ctnn::Network<
#include <array>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<3, nn::Softmax>>;

nn::Parameters<Net> parameters;
const std::array<float, 2> x{};

void use() {
#ifndef MUST_NOT_COMPILE
    static_cast<void>(nn::classify<Net>(parameters, x));
#else
    static_cast<void>(nn::classify<Net>(x));
#endif
}
