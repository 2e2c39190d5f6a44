// ERROR: the_network_takes<2>::inputs_but_the_array_holds<3>
#include <array>
#include <ctnn/ctnn.hpp>
#include <ctnn/io/c_source.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<3, nn::Softmax>>;

void save(const nn::Parameters<Net>& parameters) {
#ifndef MUST_NOT_COMPILE
    nn::save_c("net.c", parameters, std::array<float, 2>{});
#else
    nn::save_c("net.c", parameters, std::array<float, 3>{});
#endif
}
