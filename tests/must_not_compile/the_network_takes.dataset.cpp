// ERROR: the_network_takes<2U?L?>::inputs_but_a_sample_holds<3U?L?>
#include <array>
#include <cstdint>
#include <ctnn/train.hpp>
#include <string>
#include <vector>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<3, nn::Softmax>>;

void learn(const std::vector<float>& inputs, const std::vector<int>& labels) {
#ifndef MUST_NOT_COMPILE
    const nn::Dataset<Net> data(std::vector<std::array<double, 2>>(5), labels);
#else
    const nn::Dataset<Net> data(std::vector<std::array<double, 3>>(5), labels);
#endif
    nn::Trainer<Net, nn::CrossEntropy>().fit(data);
    static_cast<void>(inputs), static_cast<void>(labels);
}
