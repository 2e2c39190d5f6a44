// ERROR: quantized_makes_a_Quantized_network_as_in_quantized_Quantized_Net_not<ctnn::Network<ctnn::Input<2>
#include <ctnn/quantized.hpp>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<3, nn::ReLU>, nn::Dense<1>>;
using Small = nn::Quantized<Net>;

void convert(const nn::Parameters<Net>& parameters, const nn::LayerRanges<Small>& ranges) {
#ifndef MUST_NOT_COMPILE
    nn::quantized<Small>(parameters, ranges);
#else
    nn::quantized<Net>(parameters, ranges);
#endif
}
