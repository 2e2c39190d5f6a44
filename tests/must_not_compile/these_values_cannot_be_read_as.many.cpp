// ERROR: these_values_cannot_be_read_as<std::span<const float.*but_are<(class )?std::vector<double
#include <ctnn/ctnn.hpp>
#include <vector>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<8>, nn::Dense<2>>;

#ifndef MUST_NOT_COMPILE
using Samples = std::vector<float>;
#else
using Samples = std::vector<double>;
#endif

std::size_t answer(const nn::Parameters<Net>& parameters, const Samples& x, std::vector<float>& y) {
    return nn::predict(parameters, x, y);
}
