// ERROR: this_part_of_the_parameters_has<32>::values_but_the_array_holds<31>
#include <array>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<4>, nn::Dense<8>>;

void bring(nn::Parameters<Net>& parameters, const std::array<float, 32>& weight,
           const std::array<float, 31>& short_one) {
    static_cast<void>(weight), static_cast<void>(short_one);
#ifndef MUST_NOT_COMPILE
    parameters.layer<0>().weight = weight;
#else
    parameters.layer<0>().weight = short_one;
#endif
}
