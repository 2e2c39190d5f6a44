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
    const nn::Dataset<Net> data({{0, 0}, {0, 1}}, {0, 2});
#else
    const nn::Dataset<Net> data({{0, 0, 0}, {0, 1, 0}}, {0, 2});
#endif
    nn::Trainer<Net, nn::CrossEntropy>().fit(data);
    static_cast<void>(inputs), static_cast<void>(labels);
}
