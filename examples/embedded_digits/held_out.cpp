// How many of the digits held out the network in the header reads right: of the header that is committed and
// of one that was trained here as many, within one in a hundred. Processors round differently, and so do the
// networks they train.

#include <cmath>
#include <cstdio>
#include <ctnn/data/metrics.hpp>
#include <digits_weights.hpp>

#include "split.hpp"

int main() {
    constexpr double as_committed = 0.981;
    const double accuracy = ctnn::accuracy(digits::parameters, split_digits<digits::Network>().test);
    std::printf("%.1f %% of the digits held out are read right\n", 100 * accuracy);
    return std::abs(accuracy - as_committed) <= 0.01 ? 0 : 1;
}
