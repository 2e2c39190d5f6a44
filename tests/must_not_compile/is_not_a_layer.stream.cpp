// ERROR: is_not_a_layer<ctnn::Tanh>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Last = nn::Activation<nn::Tanh>;
#else
using Last = nn::Tanh;
#endif

using Net = nn::Network<nn::Input<9, 3>, Last>;

static nn::Parameters<Net> parameters;

bool push(std::array<float, 3>& y) {
    nn::Stream<Net> stream(parameters);
    return stream.step(std::array<float, 3>{}, y);
}
