#include <array>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

static_assert(__cplusplus >= 202002L);

using Net = nn::Network<nn::Input<2>, nn::Dense<3, nn::Tanh>, nn::Dense<1, nn::Sigmoid>>;
static_assert(Net::parameter_count == 13);

int main() {
    static nn::Parameters<Net> parameters;
    nn::initialize(parameters, 1);
    const float y = nn::predict(parameters, std::array<float, 2>{0, 1})[0];
    return y > 0 && y < 1 ? 0 : 1;
}
