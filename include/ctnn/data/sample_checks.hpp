#pragma once

#include <cstddef>
#include <cstdint>
#include <ctnn/core/config.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/data/data_error.hpp>
#include <ctnn/data/dataset_blocks.hpp>
#include <ctnn/data/distant_rows.hpp>
#include <ctnn/data/number_text.hpp>
#include <ctnn/data/target_values.hpp>
#include <span>
#include <string>
#include <variant>

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

/// Rows that are not held are as many, and as wide, as they must be.
CTNN_COLD inline void require_rows(const DistantRows& rows, std::size_t count, std::size_t width,
                                   const char* what) {
    if (rows.size() == count && rows.width() == width) return;
    const auto text = [](std::size_t some, std::size_t each) {
        return counted(some, "row") + " of " + std::to_string(each);
    };
    throw DataError(what, text(count, width), text(rows.size(), rows.width()));
}

/// Targets fit to `count` samples of this many inputs, outputs and places.
template <std::size_t In, std::size_t Out, std::size_t Places>
CTNN_COLD void require_targets_of(const DatasetTargets& targets, std::size_t count) {
    if (const auto* classes = std::get_if<0>(&targets))
        require_count(classes->size(), count * Places, "class", count);
    else if (const auto* values = std::get_if<1>(&targets))
        require_count(values->size(), count * Out, "target value", count);
    else if (const auto* rows = std::get_if<3>(&targets))
        require_rows(*rows, count, rows->has_classes() ? Places : Out, "targets");
    else
        require_count(In, Out, "value", 1);
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

[[noreturn]] CTNN_COLD inline void fail_length(std::size_t sample, std::size_t least, std::size_t steps,
                                               const std::string& found) {
    throw DataError("the length of sample " + std::to_string(sample),
                    std::to_string(least) + " to " + counted(steps, "step"), found);
}

/// Throws unless there is a length for each sample, of 1, or the least that there may be, to all steps.
inline void require_lengths(std::span<const std::uint32_t> lengths, std::size_t samples, std::size_t steps,
                            std::size_t least = 1) {
    if (lengths.size() != samples)
        throw DataError("lengths", "one for each of " + counted(samples, "sample"),
                        std::to_string(lengths.size()));
    for (std::size_t i = 0; i < lengths.size(); ++i)
        if (lengths[i] < least || lengths[i] > steps)
            fail_length(i, least, steps, std::to_string(lengths[i]));
}

/// The same of samples of `width` values each, the last of which is the length.
inline void require_own_lengths(std::span<const float> values, std::size_t width, std::size_t steps,
                                std::size_t least) {
    for (std::size_t i = 0; i < values.size() / width; ++i) {
        const float length = values[(i + 1) * width - 1];
        if (!(length >= float(least) && length <= float(steps)) || length != float(std::uint32_t(length)))
            fail_length(i, least, steps, number_text(length));
    }
}

}  // namespace ctnn::detail::inline CTNN_CODE
