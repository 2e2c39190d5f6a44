// ERROR: these_parameters_belong_to<ctnn::Network<ctnn::Input<9U?L?, 2U?L?>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

template <std::size_t Units>
using Net = nn::Network<nn::Input<9, 2>, nn::SimpleRNN<Units>>;

#ifndef MUST_NOT_COMPILE
constexpr std::size_t units = 2;
#else
constexpr std::size_t units = 3;
#endif

void push(nn::StreamState<Net<2>>& state, const nn::Parameters<Net<units>>& parameters,
          std::array<float, 2>& y) {
    if (state.step(parameters, std::array<float, 2>{}, y)) y = {};
}
