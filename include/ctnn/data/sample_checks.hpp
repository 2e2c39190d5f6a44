#pragma once

#include <cstddef>
#include <cstdint>
#include <ctnn/core/config.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/data/data_error.hpp>
#include <ctnn/data/number_text.hpp>
#include <ctnn/data/target_values.hpp>
#include <span>
#include <string>

// What a data set asks of its blocks: each throws DataError.

namespace ctnn::detail::inline CTNN_CODE {

/// All are finite; `width` of them are a sample's.
inline void require_finite(std::span<const float> values, std::size_t width, const char* kind) {
    std::size_t i = 0;
    while (i < values.size() && is_finite(values[i])) ++i;
    if (i == values.size()) return;
    const std::string sample = "sample " + std::to_string(i / width);
    throw DataError(sample + ", " + kind + ' ' + std::to_string(i % width), "a finite number",
                    number_text(values[i]));
}

inline void require_count(std::size_t given, std::size_t expected, const char* noun, std::size_t samples) {
    if (given == expected) return;
    throw DataError("targets", counted(expected, noun) + " for " + counted(samples, "sample"),
                    std::to_string(given));
}

/// Throws where one is beyond `count`; returns whether any is ignored.
inline bool require_classes(std::span<const std::uint32_t> classes, std::size_t count, std::size_t places) {
    bool ignores = false;
    for (std::size_t i = 0; i < classes.size(); ++i) {
        if (classes[i] == ignored)
            ignores = true;
        else if (classes[i] >= count)
            throw DataError("sample " + std::to_string(i / places) +
                                (places > 1 ? ", place " + std::to_string(i % places) : ""),
                            "a class of 0 to " + std::to_string(count - 1), std::to_string(classes[i]));
    }
    return ignores;
}

/// Throws unless there is a length for each sample, of 1 to all steps.
inline void require_lengths(std::span<const std::uint32_t> lengths, std::size_t samples, std::size_t steps) {
    if (lengths.size() != samples)
        throw DataError("lengths", "one for each of " + counted(samples, "sample"),
                        std::to_string(lengths.size()));
    for (std::size_t i = 0; i < lengths.size(); ++i)
        if (lengths[i] < 1 || lengths[i] > steps)
            throw DataError("the length of sample " + std::to_string(i), "1 to " + counted(steps, "step"),
                            std::to_string(lengths[i]));
}

}  // namespace ctnn::detail::inline CTNN_CODE
