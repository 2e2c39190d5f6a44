// ERROR: these_values_cannot_be_written_as<std::span<float
#include <array>
#include <ctnn/ctnn.hpp>
#include <vector>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<8>, nn::Dense<16>, nn::Dense<2>>;

#ifndef MUST_NOT_COMPILE
std::vector<float> workspace(Net::workspace_size);
#else
std::vector<double> workspace(Net::workspace_size);
#endif

void answer(const nn::Parameters<Net>& parameters, const std::vector<float>& x, std::vector<float>& y) {
    nn::predict(parameters, x, y, workspace);
}
