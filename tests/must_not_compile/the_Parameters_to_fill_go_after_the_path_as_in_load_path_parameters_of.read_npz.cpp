// ERROR: the_Parameters_to_fill_go_after_the_path_as_in_load_path_parameters_of<ctnn::Network<
#include <ctnn/ctnn.hpp>
#include <ctnn/io/npz_parameters.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<3, nn::Softmax>>;

nn::Parameters<Net> parameters;

void use() {
#ifndef MUST_NOT_COMPILE
    nn::read_npz<Net>("net", parameters);
#else
    static_cast<void>(nn::read_npz<Net>("net"));
#endif
}
