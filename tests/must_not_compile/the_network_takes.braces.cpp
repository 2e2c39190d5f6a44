// ERROR: the_network_takes<2U?L?>::inputs_but_the_array_holds<3U?L?>
#include <array>
#include <ctnn/train.hpp>
#include <vector>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<3, nn::Softmax>>;
using Other = nn::Network<nn::Input<2>, nn::Dense<3>>;

const std::array<float, 2> x{};
nn::Parameters<Net> parameters;

void use([[maybe_unused]] const nn::Dataset<Net>& data, [[maybe_unused]] nn::Parameters<Net>& sum) {
#ifndef MUST_NOT_COMPILE
    static_cast<void>(nn::predict(parameters, {1, 2}));
#else
    static_cast<void>(nn::predict(parameters, {1, 2, 3}));
#endif
}
