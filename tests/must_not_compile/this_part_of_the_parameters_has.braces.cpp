// ERROR: this_part_of_the_parameters_has<8>::values_but_the_array_holds<9>
#include <array>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<4>, nn::Dense<8>>;

void bring(nn::Parameters<Net>& parameters) {
#ifndef MUST_NOT_COMPILE
    parameters.layer<0>().bias = {1, 2, 3, 4, 5, 6, 7, 8};
#else
    parameters.layer<0>().bias = {1, 2, 3, 4, 5, 6, 7, 8, 9};
#endif
}
