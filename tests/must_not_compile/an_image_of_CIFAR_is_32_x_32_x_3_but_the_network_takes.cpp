// ERROR: an_image_of_CIFAR_is_32_x_32_x_3_but_the_network_takes<(ctnn::)?Shape<3, 32, 32>
#include <ctnn/io/cifar.hpp>
#include <ctnn/train.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<32, 32, 3>, nn::Dense<10, nn::Softmax>>;
#else
using Net = nn::Network<nn::Input<3, 32, 32>, nn::Dense<10, nn::Softmax>>;
#endif

auto pictures() { return nn::read_cifar<Net>({"data_batch_1.bin", "data_batch_2.bin"}); }
