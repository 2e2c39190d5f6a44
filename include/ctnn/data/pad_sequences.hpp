#pragma once

#include <algorithm>
#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <ctnn/core/code.hpp>
#include <ctnn/core/error/data.hpp>
#include <ctnn/core/error/sentence.hpp>
#include <ctnn/data/data_error.hpp>
#include <ctnn/data/dataset_blocks.hpp>
#include <ctnn/data/sample_checks.hpp>
#include <ctnn/network/ragged_input.hpp>

namespace ctnn {
namespace detail::inline CTNN_CODE {

template <class Net>
consteval auto padding_mistake() {
    if constexpr (TakesLengths<Net> || Broken<typename Net::body>)
        return std::type_identity<void>{};
    else
        return std::type_identity<error::sequences_are_padded_for_a_network_of_RaggedInput_unlike<Net>>{};
}
template <class Net>
concept Pads = std::is_void_v<typename decltype(padding_mistake<Net>())::type>;

/// Writes the sample of these steps; `name` is what the message calls it.
template <class Net, class T, class X>
void pad(std::span<const X> steps, T* sample, const std::string& name) {
    using Body = typename Net::body;
    constexpr std::size_t all = Net::input_size - 1, each = all / Body::steps;
    const std::size_t length = steps.size() / each;
    if (steps.size() % each != 0)
        throw DataError(name, "whole steps of " + counted(each, "value"), counted(steps.size(), "value"));
    if (length < Body::shortest_length || length > Body::steps)
        throw DataError("the length of " + name,
                        std::to_string(Body::shortest_length) + " to " + counted(Body::steps, "step"),
                        std::to_string(length));
    T* const end = std::transform(steps.begin(), steps.end(), sample, [](X x) { return static_cast<T>(x); });
    std::fill(end, sample + all, T(0));
    sample[all] = static_cast<T>(length);
}

}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

/// The sample of a network of RaggedInput that these steps are: their values, zeros, and the length. Goes
/// wrong with no whole steps, none, or more than the network takes: DataError; of another network: a
/// sentence.
template <class Net, class T = float, class X = std::span<const T>>
    requires detail::Pads<Net>
std::array<T, Net::input_size> pad_sequence(const X& steps) {
    std::array<T, Net::input_size> sample;
    detail::pad<Net>(std::span<const T>(steps), sample.data(), "the sequence");
    return sample;
}
template <class Net, class T = float, class X = std::span<const T>>
    requires(!detail::Pads<Net>)
decltype(error::sentence(detail::padding_mistake<Net>())) pad_sequence(const X&);

/// The same of many, a row of values for each, of its own length, as inputs of a Dataset:
///
///     const std::vector<std::vector<float>> sequences = ...;
///     Dataset<Net> data(pad_sequences<Net>(sequences), classes);
///
/// Keras: `pad_sequences(sequences, padding="post")`; PyTorch: `pad_sequence(sequences, batch_first=True)`.
template <class Net, class Sequences>
    requires(detail::Pads<Net> && detail::InRows<Sequences>)
std::vector<float> pad_sequences(const Sequences& sequences) {
    std::vector<float> samples, steps;
    for (const auto& sequence : sequences) {
        steps.clear();
        detail::append(steps, sequence);
        samples.resize(samples.size() + Net::input_size);
        detail::pad<Net>(std::span<const float>(steps), samples.data() + (samples.size() - Net::input_size),
                         "sequence " + std::to_string(samples.size() / Net::input_size - 1));
    }
    return samples;
}

/// The same of what is padded already, all steps of each sample one behind the other, with a length for each.
/// Goes wrong with more or fewer lengths than samples, and with such as there cannot be: DataError.
template <class Net, class Values, class Lengths>
    requires(detail::Pads<Net> && detail::ARange<Values> && detail::ARange<Lengths>)
std::vector<float> pad_sequences(const Values& padded, const Lengths& lengths) {
    using Body = typename Net::body;
    constexpr std::size_t all = Net::input_size - 1;
    std::vector<float> steps, samples;
    std::vector<std::uint32_t> ends;
    detail::append(steps, padded);
    for (const auto& length : lengths)  // what is negative is beyond all steps
        ends.push_back(std::in_range<std::uint32_t>(length) ? static_cast<std::uint32_t>(length) : ~0u);
    if (steps.size() % all != 0)
        throw DataError("sample " + std::to_string(steps.size() / all), detail::counted(all, "value"),
                        std::to_string(steps.size() % all));
    detail::require_lengths(ends, steps.size() / all, Body::steps, Body::shortest_length);
    for (std::size_t i = 0; i < ends.size(); ++i) {
        samples.resize((i + 1) * Net::input_size);
        detail::pad<Net>(std::span<const float>(steps).subspan(i * all, ends[i] * (all / Body::steps)),
                         samples.data() + i * Net::input_size, "");
    }
    return samples;
}
template <class Net, class... Given>
    requires(!detail::Pads<Net>)
decltype(error::sentence(detail::padding_mistake<Net>())) pad_sequences(const Given&...);

}  // namespace CTNN_CODE
}  // namespace ctnn
