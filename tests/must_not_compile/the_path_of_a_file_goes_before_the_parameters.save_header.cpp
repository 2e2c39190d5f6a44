// ERROR: the_path_of_a_file_goes_before_the_parameters
#include <array>
#include <ctnn/ctnn.hpp>
#include <ctnn/io/header.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<3, nn::Softmax>>;

nn::Parameters<Net> parameters;
const std::array<float, 2> x{};

void use() {
#ifndef MUST_NOT_COMPILE
    nn::save_header("net.hpp", parameters, x, {.name = "net"});
#else
    nn::save_header(parameters, "net.hpp", x, {.name = "net"});
#endif
}
