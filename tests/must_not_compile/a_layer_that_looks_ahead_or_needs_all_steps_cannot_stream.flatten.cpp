// ERROR: a_layer_that_looks_ahead_or_needs_all_steps_cannot_stream<ctnn::Sequential<ctnn::Flatten
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Head = nn::TimeDistributed<nn::Dense<2>>;
#else
using Head = nn::Sequential<nn::Flatten, nn::Dense<2>>;
#endif

using Net = nn::Network<nn::Input<100, 2>, nn::MaxPool1D<3>, Head>;

template <class Net>
bool push(const nn::Parameters<Net>& parameters) {
    nn::Stream stream(parameters);
    std::array<float, 2> y{};
    return stream.step(std::array<float, 2>{1, 2}, y) || stream.run(y, y) > 0;
}

template bool push(const nn::Parameters<Net>&);
