// ERROR: this_layer_is_larger_than_any_memory<ctnn::Dense<8589934592.*::on<ctnn::Shape<8589934592>
#include <ctnn/train.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
constexpr std::size_t many = 64;
#else
constexpr std::size_t many = std::size_t{1} << 33;
#endif
using Net = nn::Network<nn::Input<many>, nn::Dense<many>>;

nn::Trainer<Net, nn::MeanSquaredError> trainer;
