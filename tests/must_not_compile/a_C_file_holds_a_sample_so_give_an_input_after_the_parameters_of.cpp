// ERROR: a_C_file_holds_a_sample_so_give_an_input_after_the_parameters_of<ctnn::Network<
#include <array>
#include <ctnn/ctnn.hpp>
#include <ctnn/io/c_source.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<3, nn::Softmax>>;

void save(const nn::Parameters<Net>& parameters) {
#ifndef MUST_NOT_COMPILE
    nn::save_c("net.c", parameters, std::array<float, 2>{});
#else
    nn::save_c("net.c", parameters);
#endif
}
