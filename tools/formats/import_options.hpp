#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace ctnn_tool {

/// What a user may say that a file does not.
struct ImportOptions {
    /// Steps of the sequences that are predicted at once. A Stream takes any number.
    std::optional<std::size_t> steps{};
    /// Of a file that holds values and no layers: of each Dense and Conv1D in order; "linear" where it ends.
    std::vector<std::string> activations{};
    /// Of its Conv1Ds, all alike.
    std::size_t stride = 1, dilation = 1, groups = 1;
    bool causal = false;
};

/// Where neither the file nor the user says how many.
inline constexpr std::size_t usual_steps = 64;
inline std::string note_of_usual_steps() {
    return "the file does not say how many steps there are: " + std::to_string(usual_steps) +
           " for predict; a Stream takes any number (--steps N)";
}

}  // namespace ctnn_tool
