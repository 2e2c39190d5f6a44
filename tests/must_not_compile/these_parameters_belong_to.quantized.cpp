// ERROR: these_parameters_belong_to<ctnn::Network<ctnn::Input<2>, ctnn::Dense<5
#include <ctnn/quantized.hpp>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<3, nn::ReLU>, nn::Dense<1>>;
using Other = nn::Network<nn::Input<2>, nn::Dense<5, nn::ReLU>, nn::Dense<1>>;
using Small = nn::Quantized<Net>;

float cost(const nn::Parameters<Net>& parameters, const nn::Parameters<Other>& others,
           const nn::LayerRanges<Small>& ranges) {
    (void)others;
#ifndef MUST_NOT_COMPILE
    const nn::Parameters<Small> q = nn::quantized<Small>(parameters, ranges);
    return q.numbers[0];
#else
    nn::quantized<Small>(others, ranges);
    return parameters.values[0];
#endif
}
