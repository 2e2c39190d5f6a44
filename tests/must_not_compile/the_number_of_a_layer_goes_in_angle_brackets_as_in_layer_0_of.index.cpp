// ERROR: the_number_of_a_layer_goes_in_angle_brackets_as_in_layer_0_of<ctnn::Network<
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;
using namespace boost::hana::literals;

using Net = nn::Network<nn::Input<2>, nn::Dense<3, nn::Softmax>>;

nn::Parameters<Net> parameters;

void use() {
#ifndef MUST_NOT_COMPILE
    parameters[0_c].weight[0] = 1;
#else
    parameters[0].weight[0] = 1;
#endif
}
