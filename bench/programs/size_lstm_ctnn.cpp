#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<64, 1>, nn::LSTM<20>>;

std::array<float, 20> run(nn::Stream<Net>& stream, const std::array<float, 1>& x) { return stream(x); }
