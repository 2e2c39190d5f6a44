// ERROR: a_batch_of<4611686018427387904(ul)?>::samples_is_larger_than_any_memory
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<1>>;

#ifndef MUST_NOT_COMPILE
constexpr std::size_t batch = 40;
#else
constexpr std::size_t batch = std::size_t{1} << 62;
#endif
nn::Trainer<Net, nn::MeanSquaredError, nn::SGD, batch> trainer{{}, 1};
