// ERROR: the_path_of_a_file_goes_before_the_parameters
#include <ctnn/ctnn.hpp>
#include <ctnn/io/write_npz.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<3, nn::Softmax>>;

nn::Parameters<Net> parameters;

void use() {
#ifndef MUST_NOT_COMPILE
    nn::write_npz("net", parameters);
#else
    nn::write_npz(parameters, "net");
#endif
}
