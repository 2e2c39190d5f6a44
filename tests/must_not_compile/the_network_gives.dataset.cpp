// ERROR: the_network_gives<3U?L?>::outputs_but_a_target_holds<2U?L?>
#include <array>
#include <cstdint>
#include <ctnn/train.hpp>
#include <string>
#include <vector>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<3, nn::Softmax>>;

void learn(const std::vector<float>& inputs, const std::vector<int>& labels) {
#ifndef MUST_NOT_COMPILE
    const nn::Dataset<Net> data(inputs, std::vector<std::array<float, 3>>(5));
#else
    const nn::Dataset<Net> data(inputs, std::vector<std::array<float, 2>>(5));
#endif
    nn::Trainer<Net, nn::CrossEntropy>().fit(data);
    static_cast<void>(inputs), static_cast<void>(labels);
}
