// ERROR: the_network_needs<[0-9]+U?L?>::values_of_workspace_but_the_array_holds<9U?L?>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<8>, nn::Dense<4, nn::Tanh>, nn::Dense<2, nn::Softmax>>;
using Loss = nn::CrossEntropy;
static nn::Parameters<Net> parameters, sum;

#ifndef MUST_NOT_COMPILE
constexpr std::size_t room = nn::loss_workspace<Loss, Net>;
#else
constexpr std::size_t room = 9;
#endif

float judge(const std::array<float, 8>& x) {
    float workspace[room];
    return nn::loss<Loss>(parameters, x, 1, workspace);
}
