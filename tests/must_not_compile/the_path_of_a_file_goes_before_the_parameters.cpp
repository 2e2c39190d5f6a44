// ERROR: the_path_of_a_file_goes_before_the_parameters
#include <ctnn/ctnn.hpp>
#include <ctnn/io/safetensors.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<3, nn::Softmax>>;

nn::Parameters<Net> parameters;

void use() {
#ifndef MUST_NOT_COMPILE
    nn::save("net", parameters);
#else
    nn::save(parameters, "net");
#endif
}
