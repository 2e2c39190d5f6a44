// Reads handwritten digits as firmware does: the network is a part of the program, in read-only memory. No
// files, no heap, no exceptions; with a damaged header, or one that misreads a digit, this does not compile.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdio>
#include <ctnn/ctnn.hpp>
#include <digits_weights.hpp>  // in angle brackets: this folder has one, and the build writes its own

#include "stored_digits.hpp"

constexpr std::array<float, 64> greys(const Image& image) {
    std::array<float, 64> x{};
    std::copy(image.begin(), image.end(), x.begin());
    return x;
}

constexpr std::size_t right_answers() {
    std::size_t right = 0;
    for (std::size_t digit = 0; digit < 10; ++digit)
        if (ctnn::classify(digits::parameters, greys(stored_digits[digit])) == digit) ++right;
    return right;
}

static_assert(right_answers() == 10);
static_assert(ctnn::fits<digits::Network, ctnn::Budget{.bytes = 10'000, .workspace = 128}>);

int main() {
    std::setvbuf(stdout, nullptr, _IONBF, 0);  // stdio would take a buffer from the heap
    if (!digits::self_test()) {
        std::puts("the weights, the processor or the compiler is not what it was");
        return 1;
    }
    std::size_t right = 0;
    for (std::size_t written = 0; written < 10; ++written) {
        const auto x = greys(stored_digits[written]);
        const std::size_t read = ctnn::classify(digits::parameters, x);
        std::printf("%zu is read as %zu (%.1f %%)\n", written, read,
                    100 * double(ctnn::predict(digits::parameters, x)[read]));
        if (read == written) ++right;
    }
    std::printf("%zu of 10 digits are read right, by %zu bytes of weights and %zu of workspace\n", right,
                ctnn::cost<digits::Network>.bytes, ctnn::cost<digits::Network>.workspace);
    return right == 10 ? 0 : 1;
}
