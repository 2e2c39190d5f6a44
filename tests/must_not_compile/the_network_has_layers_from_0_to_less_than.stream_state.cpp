// ERROR: the_network_has_layers_from_0_to_less_than<2U?L?>::but_this_asks_for_number<2U?L?>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<28, 3>, nn::LSTM<4>, nn::Dense<1>>;

void begin(nn::StreamState<Net>& state) {
#ifndef MUST_NOT_COMPILE
    state.layer<0>().h[0] = 1;
#else
    state.layer<2>().h[0] = 1;
#endif
}
