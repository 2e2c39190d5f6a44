// A network that is compiled in a file of its own, and what uses it: tells in which row of a picture a line
// is.

#include <cstdint>
#include <cstdio>
#include <utility>
#include <vector>

#include "network.hpp"

static ReaderTrainer trainer{{.learning_rate = 3e-3f}, /*seed*/ 1};

/// Pictures of noise with a bright line in one row.
static nn::Dataset<Reader> lines(std::size_t count, std::uint64_t seed) {
    nn::Random random{seed};
    std::vector<float> pixels(count * 64);
    std::vector<std::size_t> rows;
    for (float& pixel : pixels) pixel = 0.5f * random.uniform<float>();
    for (std::size_t i = 0; i < count; ++i) {
        rows.push_back(random.below(8));
        for (std::size_t x = 0; x < 8; ++x) pixels[i * 64 + rows.back() * 8 + x] += 0.3f;
    }
    return {std::move(pixels), std::move(rows)};
}

int main() {
    trainer.fit(lines(1000, /*seed*/ 2), {.epochs = 5, .progress = nullptr});
    const double right = share_read(trainer.parameters, lines(200, /*seed*/ 3));
    std::printf("read right: %.1f %%\n", 100 * right);
    return right > 0.9 ? 0 : 1;
}
