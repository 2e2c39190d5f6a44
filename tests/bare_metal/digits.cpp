// Ten handwritten digits of 8 x 8 pixels, one of each, read by a network whose weights are constants.

#include <array>
#include <cstddef>
#include <cstdint>

#include "../../examples/embedded_digits/digits_weights.hpp"
#include "answers.hpp"

/// 64 grey values from 0 to 16, and the digit.
constexpr std::uint8_t rows[10][65] = {
#include "digits.inc"  // made by run.sh of examples/data/digits.csv.gz
};

constexpr std::array<std::array<float, 64>, 10> samples() {
    std::array<std::array<float, 64>, 10> greys{};
    for (std::size_t s = 0; s < greys.size(); ++s)
        for (std::size_t i = 0; i < 64; ++i) greys[s][i] = rows[s][i];
    return greys;
}

constexpr bool reads_all() {
    for (std::size_t s = 0; s < 10; ++s)
        if (ctnn::classify(digits::parameters, samples()[s]) != rows[s][64]) return false;
    return true;
}
static_assert(reads_all());

void program() { answers::print<digits::parameters>(samples()); }
