#include <cstdio>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

using Digits = nn::Network<nn::Input<784>, nn::Dense<128, nn::ReLU>, nn::Dense<10, nn::Softmax>>;

static nn::Parameters<Digits> parameters;
static std::array<float, 784> image;

int main() {
    if (std::fread(&parameters, sizeof parameters, 1, stdin) != 1) return 1;
    while (std::fread(image.data(), sizeof image, 1, stdin) == 1) {
        for (const float chance : nn::predict(parameters, image)) std::printf(" %g", double(chance));
        std::puts("");
    }
}
