// ERROR: the_network_needs<16U?L?>::values_of_workspace_but_the_array_holds<15U?L?>
#include <array>
#include <ctnn/ctnn.hpp>
#include <vector>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<8>, nn::Dense<16>, nn::Dense<2>>;

#ifndef MUST_NOT_COMPILE
std::array<float, 16> workspace;
#else
std::array<float, 15> workspace;
#endif

void answer(const nn::Parameters<Net>& parameters, const std::vector<float>& x, std::vector<float>& y) {
    nn::predict(parameters, x, y, workspace);
}
