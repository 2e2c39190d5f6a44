// ERROR: is_not_translated_to_C<ctnn::Conv2DTranspose<
#include <array>
#include <ctnn/ctnn.hpp>
#include <ctnn/io/c_source.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<4, 4, 1>, nn::Conv2D<3, 2>, nn::Flatten, nn::Dense<3, nn::Softmax>>;
#else
using Net =
    nn::Network<nn::Input<4, 4, 1>, nn::Conv2DTranspose<3, 2>, nn::Flatten, nn::Dense<3, nn::Softmax>>;
#endif

void save(const nn::Parameters<Net>& parameters) { nn::save_c("net.c", parameters, std::array<float, 16>{}); }
