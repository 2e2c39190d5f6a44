// ERROR: these_values_cannot_be_written_as<std::span<float
#include <ctnn/ctnn.hpp>
#include <vector>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<8>, nn::Dense<2>>;

#ifndef MUST_NOT_COMPILE
using Outputs = std::vector<float>;
#else
using Outputs = std::vector<double>;
#endif

static std::vector<float> workspace(Net::workspace_size);

bool answer(const nn::Parameters<Net>& parameters, const std::vector<float>& x, Outputs& y) {
    return nn::predict(parameters, x, y, workspace) == 1;
}
