// Weights that the compiler reads from a file: constants, without a file, a heap or a reader in the program.

// [whole]
#include <ctnn/ctnn.hpp>
#include <ctnn/io/baked.hpp>
#include <net.safetensors.hpp>  // which CMake writes: ctnn_embed(target net.safetensors)

namespace nn = ctnn;

using Net = nn::Network<nn::Input<3>, nn::Dense<2, nn::ReLU>, nn::Dense<1>>;

static constexpr nn::Parameters<Net> parameters = nn::baked<Net>(net_safetensors);
static_assert(nn::predict(parameters, {1, 2, 3})[0] > 13);
// [whole]

int main() { return nn::predict(parameters, {1, 2, 3})[0] > 13 ? 0 : 1; }
