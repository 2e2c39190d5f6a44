// Ten handwritten digits of 8 x 8 pixels, read by a network whose weights are constants.

#include <algorithm>
#include <array>
#include <cstddef>

#include "../../examples/embedded_digits/digits_weights.hpp"
#include "../../examples/embedded_digits/stored_digits.hpp"
#include "answers.hpp"

constexpr auto samples() {
    std::array<std::array<float, 64>, 10> greys{};
    for (std::size_t s = 0; s < greys.size(); ++s)
        std::copy(stored_digits[s].begin(), stored_digits[s].end(), greys[s].begin());
    return greys;
}

constexpr bool reads_all() {
    for (std::size_t digit = 0; digit < 10; ++digit)
        if (ctnn::classify(digits::parameters, samples()[digit]) != digit) return false;
    return true;
}
static_assert(reads_all());

void program() { answers::print<digits::parameters>(samples()); }
