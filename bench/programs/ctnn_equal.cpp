#include <cstdio>
#include <ctnn/train.hpp>
#include <utility>

namespace nn = ctnn;

template <class Layers>
struct Chain;
template <std::size_t... I>
struct Chain<std::index_sequence<I...>> {
    template <std::size_t>
    using Layer = nn::Dense<32, nn::ReLU>;
    using type = nn::Network<nn::Input<32>, Layer<I>..., nn::Dense<10, nn::Softmax>>;
};
using Net = Chain<std::make_index_sequence<100>>::type;  // a hundred layers, all alike

static nn::Trainer<Net, nn::CrossEntropy, nn::Adam, 64> trainer{{.learning_rate = 1e-3f}, /*seed*/ 1};

int main() {
    std::vector<float> inputs(64 * 32);
    std::vector<std::uint32_t> classes(64);
    if (std::fread(inputs.data(), sizeof(float), inputs.size(), stdin) != inputs.size()) return 1;
    trainer.fit(nn::Dataset<Net>(std::move(inputs), std::move(classes)), {.epochs = 1});
    std::fwrite(&trainer.parameters, sizeof trainer.parameters, 1, stderr);
}
