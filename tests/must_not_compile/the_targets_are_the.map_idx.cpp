// ERROR: the_targets_are_the<784>::inputs_but_the_network_gives<10>
#include <ctnn/io/map_idx.hpp>
#include <ctnn/train.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<784>, nn::Dense<32>, nn::Dense<784>>;
#else
using Net = nn::Network<nn::Input<784>, nn::Dense<32>, nn::Dense<10>>;
#endif

auto digits() { return nn::map_idx<Net>("train-images-idx3-ubyte.gz"); }
