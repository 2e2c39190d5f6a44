// The same numbers on every machine: compile all of the program with -DCTNN_REPRODUCIBLE -ffp-contract=off.

// [whole]
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<8, nn::Tanh>, nn::Dense<1, nn::Sigmoid>>;

/// A number that changes with any bit of the parameters. (FNV-1a.)
template <class Of>
std::uint64_t fingerprint(const nn::Parameters<Of>& parameters) {
    std::uint64_t hash = 0xcbf29ce484222325u;
    for (const float value : parameters.values) {
        std::uint32_t bits;
        std::memcpy(&bits, &value, sizeof bits);
        hash = (hash ^ bits) * 0x100000001b3u;
    }
    return hash;
}

std::uint64_t trained(std::size_t threads) {
    const nn::Dataset<Net> data({{0, 0}, {0, 1}, {1, 0}, {1, 1}}, {{0}, {1}, {1}, {0}});
    nn::Trainer<Net, nn::BinaryCrossEntropy, nn::Adam, /*batch*/ 4> trainer{{.learning_rate = 0.1f},
                                                                            /*seed*/ 7};
    trainer.fit(data, {.epochs = 50, .threads = threads, .progress = nullptr});
    return fingerprint(trainer.parameters);
}

int main() {
    std::printf("%016llx\n", static_cast<unsigned long long>(trained(1)));
    return trained(1) == trained(2) ? 0 : 1;
}
// [whole]
