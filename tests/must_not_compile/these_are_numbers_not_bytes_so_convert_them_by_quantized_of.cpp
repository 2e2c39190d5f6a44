// ERROR: these_are_numbers_not_bytes_so_convert_them_by_quantized_of<|call to deleted constructor
#include <ctnn/quantized.hpp>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<3, nn::ReLU>, nn::Dense<1>>;
using Small = nn::Quantized<Net>;

float cost(const nn::Parameters<Net>& parameters, const nn::LayerRanges<Small>& ranges) {
#ifndef MUST_NOT_COMPILE
    const nn::Parameters<Small> q = nn::quantized<Small>(parameters, ranges);
#else
    (void)ranges;
    const nn::Parameters<Small> q(parameters);
#endif
    return q.numbers[0];
}
