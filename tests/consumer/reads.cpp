#include <ctnn/ctnn.hpp>
#include <ctnn/io/idx.hpp>
#include <ctnn/train.hpp>
#include <stdexcept>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<2, nn::Softmax>>;

int main() {
    try {
        nn::read_idx<Net>("no-such-images.gz", "no-such-labels.gz");
    } catch (const std::runtime_error&) {
        return 0;
    }
    return 1;
}
