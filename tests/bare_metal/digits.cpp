// Ten handwritten digits of 8 x 8 pixels, one of each, read by a network whose weights are constants.

#include <array>
#include <cstddef>
#include <cstdint>

#include "answers.hpp"
#include "untrained_digits.hpp"

/// 64 grey values from 0 to 16, and the digit.
constexpr std::uint8_t rows[10][65] = {
#include "digits.inc"  // made by run.sh of examples/data/digits.csv.gz
};

void program() {
    std::array<std::array<float, 64>, 10> samples{};
    for (std::size_t s = 0; s < samples.size(); ++s)
        for (std::size_t i = 0; i < 64; ++i) samples[s][i] = static_cast<float>(rows[s][i]) / 16;
    answers::print<digits::parameters>(samples);
}
