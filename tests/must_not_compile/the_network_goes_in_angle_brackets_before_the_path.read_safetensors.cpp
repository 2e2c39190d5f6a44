// ERROR: the_network_goes_in_angle_brackets_before_the_path
#include <ctnn/ctnn.hpp>
#include <ctnn/io/read_safetensors.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<3, nn::Softmax>>;

void use() {
#ifndef MUST_NOT_COMPILE
    static_cast<void>(nn::read_safetensors<Net>("net"));
#else
    static_cast<void>(nn::read_safetensors("net"));
#endif
}
