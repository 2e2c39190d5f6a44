// Flies with what others have trained: RAPTOR's policy, which holds quadrotors of any size in the air, as a
// type, with its published weights in the program. The compiler flies the first steps and compares them with
// what the library that trained it gave: weights in another order, a gate in another's place, do not compile.
// Then all 1,000 steps that were recorded go through a stream, one at a time, as a flight controller takes
// them.

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <ctnn/ctnn.hpp>
#include <ctnn/io/csv.hpp>
#include <ctnn/network/stream.hpp>
#include <exception>
#include <span>
#include <utility>

#include "policy_weights.hpp"
#include "recorded_steps.hpp"

namespace nn = ctnn;

// Position, orientation as a matrix, velocities and the last action -> four motors. Its own header says how
// it is built; a stream flies on beyond the four steps of that network.
using Policy = raptor::Network;
constexpr std::size_t seen = 22, motors = 4;

/// How far it lies from the recorded steps.
constexpr float worst_of(const nn::Parameters<Policy>& policy) {
    const auto flown = nn::predict(policy, raptor::saved.input);
    float worst = 0;
    for (std::size_t i = 0; i < flown.size(); ++i) {
        const float apart = flown[i] - recorded_steps[i / motors][i % motors];
        worst = std::max(worst, apart < 0 ? -apart : apart);
    }
    return worst;
}

/// The same with two gates of its recurrent layer exchanged, as PyTorch has them.
constexpr nn::Parameters<Policy> reset_first() {
    nn::Parameters<Policy> policy = raptor::parameters;
    const auto gru = policy.layer<1>();
    constexpr std::size_t units = 16, gates = 3 * units;  // z r h, beside each other in each row
    for (const std::span<float> part :
         {std::span<float>(gru.kernel), std::span<float>(gru.recurrent_kernel), std::span<float>(gru.bias)})
        for (std::size_t row = 0; row < part.size(); row += gates)
            for (std::size_t u = 0; u < units; ++u) std::swap(part[row + u], part[row + units + u]);
    return policy;
}

static_assert(worst_of(raptor::parameters) < 1e-6f, "not the policy that was recorded");
static_assert(worst_of(reset_first()) > 0.1f, "the order of the gates would go unnoticed");
static_assert(nn::fits<Policy, nn::Budget{.bytes = 8'272}>);

int main() try {
    const auto recorded =
        nn::read_csv_table(CTNN_RAPTOR_CSV, {.header = true});  // sequence, step, what it saw, what it gave
    nn::Stream<Policy> flight(raptor::parameters);
    float worst = 0;
    double nanoseconds = 1e9;
    for (std::size_t row = 0; row < recorded.rows(); ++row) {
        const std::span<const float> line = recorded.row(row);
        if (line[1] == 0) flight.reset();
        std::array<float, motors> action{};
        const auto start = std::chrono::steady_clock::now();
        flight.run(line.subspan(2, seen), action);
        const std::chrono::duration<double, std::nano> took = std::chrono::steady_clock::now() - start;
        nanoseconds = std::min(nanoseconds, took.count());
        for (std::size_t k = 0; k < motors; ++k)
            worst = std::max(worst, std::abs(action[k] - line[2 + seen + k]));
    }
    std::printf("%zu steps, at most %.1e from those recorded; %zu bytes of weights, %.0f ns a step\n",
                recorded.rows(), double(worst), nn::cost<Policy>.bytes, nanoseconds);
    return recorded.rows() == 1000 && worst < 2e-6f ? 0 : 1;
} catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
}
