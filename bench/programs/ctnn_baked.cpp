#include <array>
#include <cstdio>

#include "weights.hpp"  // 784-128-10, as save_header writes it

static std::array<float, 784> image;

int main() {
    while (std::fread(image.data(), sizeof image, 1, stdin) == 1)
        std::printf("%zu\n", ctnn::classify(digits::parameters, image));
}
