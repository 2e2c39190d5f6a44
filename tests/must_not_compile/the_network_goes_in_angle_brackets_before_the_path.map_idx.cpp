// ERROR: the_network_goes_in_angle_brackets_before_the_path
#include <ctnn/io/map_idx.hpp>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<3, nn::Softmax>>;

void use() {
#ifndef MUST_NOT_COMPILE
    static_cast<void>(nn::map_idx<Net>("images", "labels"));
#else
    static_cast<void>(nn::map_idx("images", "labels"));
#endif
}
