// ERROR: the_path_of_a_file_goes_before_the_parameters
#include <array>
#include <ctnn/ctnn.hpp>
#include <ctnn/io/c_source.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<3, nn::Softmax>>;

nn::Parameters<Net> parameters;
const std::array<float, 2> x{};

void use() {
#ifndef MUST_NOT_COMPILE
    nn::save_c("net.c", parameters, x, {.name = "net"});
#else
    nn::save_c(parameters, "net.c", x, {.name = "net"});
#endif
}
