#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/config.hpp>
#include <ctnn/core/error/data.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/data/data_error.hpp>
#include <ctnn/data/dataset_blocks.hpp>
#include <ctnn/data/number_text.hpp>
#include <span>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

// How the values of one sample, or some samples, are taken out of the blocks of a data set, and which weights
// they may have.

namespace ctnn::detail::inline CTNN_CODE {

// The pointers never overlap. Unless told so, a compiler fears that a byte is part of a number: no SIMD.
template <class T>
[[gnu::noinline]] void scale_bytes(const std::uint8_t* __restrict bytes, std::size_t count,
                                   T* __restrict to) noexcept {
    for (std::size_t i = 0; i < count; ++i) to[i] = static_cast<T>(bytes[i]) * static_cast<T>(1.0 / 255.0);
}

/// Writes row `i`, of N values; bytes as b / 255.
template <std::size_t N, class T>
void read_row(const DatasetInputs& inputs, std::size_t i, T* to) {
    if (const auto* bytes = std::get_if<1>(&inputs)) {
        scale_bytes(bytes->data() + i * N, N, to);
    } else if (const auto* floats = std::get_if<0>(&inputs)) {
        const float* from = floats->data() + i * N;
        for (std::size_t k = 0; k < N; ++k) to[k] = static_cast<T>(from[k]);
    } else if (const auto* rows = std::get_if<2>(&inputs)) {
        rows->read(i, 0, N, to);
    } else {
        __builtin_unreachable();  // there is no fourth kind, which g++ does not see
    }
}

/// Writes what N outputs should be for a class: one-hot; of one output the class itself; nothing for one that
/// is ignored.
template <std::size_t N, class T>
void write_class(std::uint32_t c, T* to) noexcept {
    const std::size_t hot = N == 1 ? std::size_t{1} - c : c;
    for (std::size_t k = 0; k < N; ++k) to[k] = k == hot ? T(1) : T(0);
}

template <std::size_t Places, std::size_t Outputs, class T>
CTNN_COLD void read_distant_target(const DistantRows& rows, std::size_t i, T* to) {
    constexpr std::size_t width = Outputs / Places;
    if (!rows.has_classes()) return rows.read(i, 0, Outputs, to);
    for (std::size_t p = 0; p < Places; ++p) write_class<width>(rows.class_at(i, p), to + p * width);
}

/// Writes what the outputs of row `i` should be, of this many places: true; nothing where they are what the
/// inputs are: false.
template <std::size_t Places, std::size_t Outputs, class T>
CTNN_INLINE bool read_target(const DatasetTargets& targets, std::size_t i, T* to) {
    constexpr std::size_t width = Outputs / Places;
    if (const auto* classes = std::get_if<0>(&targets)) {
        for (std::size_t p = 0; p < Places; ++p)
            write_class<width>((*classes)[i * Places + p], to + p * width);
    } else if (const auto* values = std::get_if<1>(&targets)) {
        const float* from = values->data() + i * Outputs;
        for (std::size_t k = 0; k < Outputs; ++k) to[k] = static_cast<T>(from[k]);
    } else if (const auto* rows = std::get_if<3>(&targets)) {
        read_distant_target<Places, Outputs>(*rows, i, to);
    } else {
        return false;
    }
    return true;
}

/// The place of the largest of N values; of one value, whether it is above one half, `half`.
template <std::size_t N, class T>
std::size_t place_of_largest(const T* values, T half) noexcept {
    if constexpr (N == 1) return values[0] > half ? 1 : 0;
    return static_cast<std::size_t>(std::max_element(values, values + N) - values);
}

/// Asks for `row`, of `width` values, to be fetched into the cache.
// Inlined by force: g++ takes what only prefetches for a function without effect, and drops its calls.
template <class T>
CTNN_INLINE void prefetch_row(const T* row, std::size_t width) noexcept {
    const char* const first = reinterpret_cast<const char*>(row);
    CTNN_ROLL_FOR (std::size_t at = 0; at < width * sizeof(T); at += 64) __builtin_prefetch(first + at);
}

/// The same of row `i` of a block, which is whether it is one of T.
template <class T, class Block>
CTNN_INLINE bool prefetch_held(const Block& block, std::size_t i, std::size_t width) noexcept {
    const auto* rows = std::get_if<std::vector<T>>(&block);
    if (rows) prefetch_row(rows->data() + i * width, width);
    return rows;
}
template <class Block>
CTNN_INLINE bool prefetch_distant(const Block& block, std::size_t i) noexcept {
    const auto* rows = std::get_if<DistantRows>(&block);
    if (rows) rows->prefetch(i);
    return rows;
}

/// The class of `place` of row `i`: of its N values from there on, if they are none but values.
template <std::size_t N>
CTNN_COLD std::size_t distant_class(const DistantRows& rows, std::size_t i, std::size_t place) {
    if (rows.has_classes()) return rows.class_at(i, place);
    std::vector<float> values(N);
    rows.read(i, place * N, N, values.data());
    return place_of_largest<N>(values.data(), 0.5f);
}

template <class T>
std::vector<T> gathered(const std::vector<T>& rows, std::size_t width, std::span<const std::size_t> indices) {
    std::vector<T> chosen;
    chosen.reserve(indices.size() * width);
    for (const std::size_t i : indices) {
        const T* row = rows.data() + i * width;
        chosen.insert(chosen.end(), row, row + width);
    }
    return chosen;
}

/// The rows of these inputs, each of `Width`, at these indices.
template <std::size_t Width>
DatasetInputs chosen_inputs(const DatasetInputs& from, std::span<const std::size_t> indices) {
    if (const auto* floats = std::get_if<0>(&from)) return gathered(*floats, Width, indices);
    if (const auto* bytes = std::get_if<1>(&from)) return gathered(*bytes, Width, indices);
    return std::get_if<2>(&from)->subset(indices);
}

/// The same of targets; `chosen` are the rows of the inputs.
template <std::size_t Places, std::size_t Outputs>
DatasetTargets chosen_targets(const DatasetTargets& from, std::span<const std::size_t> indices,
                              const DatasetInputs& inputs, const DatasetInputs& chosen) {
    if (const auto* classes = std::get_if<0>(&from)) return gathered(*classes, Places, indices);
    if (const auto* values = std::get_if<1>(&from)) return gathered(*values, Outputs, indices);
    if (const auto* rows = std::get_if<3>(&from)) {
        const auto *own = std::get_if<2>(&inputs), *others = std::get_if<2>(&chosen);
        return own && others ? rows->subset_like(*others, *own, indices) : rows->subset(indices);
    }
    return InputsAsTargets{};
}

/// Whether these are classes.
inline bool are_classes(const DatasetTargets& targets) noexcept {
    const auto* rows = std::get_if<3>(&targets);
    return targets.index() == 0 || (rows && rows->has_classes());
}

/// Fits when a data set can be weighed by what X holds, else the sentence.
template <class X>
consteval auto weights_mistake() {
    if constexpr (!ARange<X>)
        return std::type_identity<error::the_weights_of_a_Dataset_are_numbers_for_all_samples_not<X>>{};
    else if constexpr (!std::is_arithmetic_v<Leaf<X>> || Character<Leaf<X>>)
        return std::type_identity<error::the_weights_of_a_Dataset_are_numbers_for_all_samples_not<Leaf<X>>>{};
    else
        return std::type_identity<void>{};
}
template <class X>
using WeightsMistake = typename decltype(weights_mistake<X>())::type;

/// Throws unless these are finite, 0 or more, and not all 0; `noun` is what each is of.
CTNN_COLD inline void require_weights(std::span<const float> weights, const char* noun) {
    bool some = false;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        if (!(weights[i] >= 0) || !is_finite(weights[i]))
            throw DataError("the weight of " + (noun + (' ' + std::to_string(i))),
                            "a finite number of 0 or more", number_text(weights[i]));
        some = some || weights[i] > 0;
    }
    if (!some && !weights.empty()) throw DataError("weights", "one above 0 or more of them", "only 0");
}

/// Throws unless there is a weight for each sample, or for each of its places.
CTNN_COLD inline void require_weight_count(std::size_t given, std::size_t samples, std::size_t places) {
    if (given == samples || given == samples * places) return;
    std::string expected = std::to_string(samples);
    if (places > 1) expected += " or " + std::to_string(samples * places);
    throw DataError("weights", expected + " for " + counted(samples, "sample"), std::to_string(given));
}

}  // namespace ctnn::detail::inline CTNN_CODE
