// ERROR: the_network_goes_in_angle_brackets_before_the_path
#include <ctnn/ctnn.hpp>
#include <ctnn/io/cifar.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<32, 32, 3>, nn::Flatten, nn::Dense<10, nn::Softmax>>;

void use() {
#ifndef MUST_NOT_COMPILE
    static_cast<void>(nn::read_cifar<Net>({"batch_1.bin", "batch_2.bin"}));
#else
    static_cast<void>(nn::read_cifar({"batch_1.bin", "batch_2.bin"}));
#endif
}
