// ERROR: sums_of_bytes_have_32_bits_for_inputs_up_to<66311>::but_this_layer_has<66312>
#include <ctnn/quantized.hpp>
#include <ctnn/train.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<66'311>, nn::Dense<2>>;
#else
using Net = nn::Network<nn::Input<66'312>, nn::Dense<2>>;
#endif

std::size_t size() { return sizeof(nn::Parameters<nn::Quantized<Net>>); }
