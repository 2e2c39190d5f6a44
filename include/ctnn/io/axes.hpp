#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/code.hpp>
#include <span>
#include <string>

#include <ctnn/data/data_error.hpp>

namespace ctnn::detail::inline CTNN_CODE {

// Whether values that lie as `some` extents may be read as `other` extents of the same product: one may
// divide or join axes of the other (784 as 28 x 28, 28 x 28 as 28 x 28 x 1, 28 x 84 as 28 x 28 x 3), but
// where each divides otherwise (3 x 2 x 2 and 2 x 2 x 3) what is a row to one is none to the other.
constexpr bool axes_agree(std::span<const std::size_t> some, std::span<const std::size_t> other) noexcept {
    const auto divides_only_where = [](std::span<const std::size_t> few, std::span<const std::size_t> many) {
        std::size_t place = 1, at = 0, other_place = 1;
        for (const std::size_t extent : few) {
            place *= extent;
            while (other_place < place && at < many.size()) other_place *= many[at++];
            if (other_place != place) return false;
        }
        return true;
    };
    return divides_only_where(some, other) || divides_only_where(other, some);
}

/// "28 x 28"; of none what a single value is called.
template <class Extents>
[[gnu::cold]] std::string extents_text(const Extents& extents, const char* single = "one number") {
    std::string text;
    for (const auto extent : extents) text += (text.empty() ? "" : " x ") + std::to_string(extent);
    return text.empty() ? single : text;
}

/// The same of a sample's.
[[gnu::cold]] inline std::string sample_text(std::span<const std::size_t> extents) {
    return extents_text(extents, "1");
}

/// How many values lie so; of more than any network takes, just that many.
constexpr std::uint64_t values_of(std::span<const std::size_t> extents) noexcept {
    constexpr std::uint64_t beyond_any_network = std::uint64_t{1} << 31;
    std::uint64_t product = 1;
    for (const std::size_t extent : extents)  // so that it cannot overflow
        product = std::min(product, beyond_any_network) * std::min<std::uint64_t>(extent, beyond_any_network);
    return std::min(product, beyond_any_network);
}

/// What a network expects of the samples in a file where they do not fit its input, in words; else nothing.
inline std::string expected_of_samples(std::span<const std::size_t> input,
                                       std::span<const std::size_t> sample) {
    const std::uint64_t size = values_of(input);
    if (values_of(sample) != size) return "samples of " + counted(size, "value");
    return axes_agree(input, sample) ? "" : "samples of " + sample_text(input);
}

/// The extents of a network's input; of what tells only how many values it takes, that.
template <class Net>
constexpr auto input_extents() {
    if constexpr (requires { Net::input::extents; })
        return Net::input::extents;
    else
        return std::array<std::size_t, 1>{Net::input_size};
}

}  // namespace ctnn::detail::inline CTNN_CODE
