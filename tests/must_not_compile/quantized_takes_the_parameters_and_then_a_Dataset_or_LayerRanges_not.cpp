// ERROR: quantized_takes_the_parameters_and_then_a_Dataset_or_LayerRanges_not<std::array<float, 2>
#include <array>
#include <ctnn/quantized.hpp>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<3, nn::ReLU>, nn::Dense<1>>;
using Small = nn::Quantized<Net>;

void convert(const nn::Parameters<Net>& parameters, const nn::Dataset<Net>& data) {
#ifndef MUST_NOT_COMPILE
    nn::quantized<Small>(parameters, data);
#else
    (void)data;
    nn::quantized<Small>(parameters, std::array<float, 2>{0, 1});
#endif
}
