// ERROR: the_path_of_a_file_goes_before_the_parameters
#include <ctnn/io/safetensors.hpp>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<3, nn::Softmax>>;

const nn::Parameters<Net> parameters;

void use() {
#ifndef MUST_NOT_COMPILE
    nn::save("net", parameters);
#else
    nn::save(parameters);
#endif
}
