// ERROR: the_number_of_a_layer_goes_in_angle_brackets_as_in_layer_0_of<.*Network<.*Input<3U?L?>, .*Dense<2
#include <array>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<3>, nn::Dense<2>>;

constexpr nn::Parameters<Net> made() { return {}; }

void use([[maybe_unused]] nn::Parameters<Net>& parameters) {
#ifndef MUST_NOT_COMPILE
    parameters.layer<0>().bias[0] = 1;
#else
    parameters.layer(0).bias[0] = 1;
#endif
}
