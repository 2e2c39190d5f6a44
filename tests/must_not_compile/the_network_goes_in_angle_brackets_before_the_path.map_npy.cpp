// ERROR: the_network_goes_in_angle_brackets_before_the_path
#include <ctnn/io/map_npy.hpp>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<3, nn::Softmax>>;

void use() {
#ifndef MUST_NOT_COMPILE
    static_cast<void>(nn::map_npy<Net>("x.npy", "y.npy"));
#else
    static_cast<void>(nn::map_npy("x.npy", "y.npy"));
#endif
}
