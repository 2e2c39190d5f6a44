// On the device: the network is a constant of the program. No files, no heap, no exceptions.

// [whole]
#include <array>
#include <ctnn/ctnn.hpp>
#include <shake_weights.hpp>  // shake::Network, shake::parameters, shake::self_test()

// What the device has. What needs more does not compile, and the error says how much it needs.
static_assert(ctnn::fits<shake::Network, ctnn::Budget{.bytes = 512, .workspace = 64, .multiply_adds = 100}>);
static_assert(ctnn::cost<shake::Network>.stack <= 64);  // bytes of stack that grow with the network

/// Whether these eight readings are of a sensor that is shaken.
bool is_shaken(const std::array<float, 8>& readings) {
    return ctnn::classify(shake::parameters, readings) == 1;
}

int main() {
    if (!shake::self_test()) return 1;  // weights, processor or compiler are not what they were
    return is_shaken({0, 0.9f, -0.7f, -0.3f, 1, -0.5f, -0.5f, 1}) && !is_shaken({}) ? 0 : 1;
}
// [whole]
