#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/error/data.hpp>
#include <ctnn/core/error/sentence.hpp>
#include <iterator>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <ctnn/core/config.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/data/data_error.hpp>
#include <ctnn/data/number_text.hpp>

namespace ctnn {

inline namespace CTNN_CODE {

/// All samples' inputs in one block, sample after sample: numbers, or bytes that stand for 0/255 to 255/255.
using DatasetInputs = std::variant<std::vector<float>, std::vector<std::uint8_t>>;

/// Each sample is its own target, as for an autoencoder: `Dataset<Net>(std::move(images),
/// InputsAsTargets{})`. They take no memory of their own; where inputs are scaled, so are they.
struct InputsAsTargets {
    explicit InputsAsTargets() = default;  // so that {} is no targets, and not these
};

/// What the network should answer: for each sample its class, or all its output values, sample after sample;
/// or the sample itself.
using DatasetTargets = std::variant<std::vector<std::uint32_t>, std::vector<float>, InputsAsTargets>;

}  // namespace CTNN_CODE

namespace detail::inline CTNN_CODE {

// The pointers never overlap. Unless told so, a compiler fears that a byte is part of a number: no SIMD.
template <class T>
[[gnu::noinline]] void scale_bytes(const std::uint8_t* __restrict bytes, std::size_t count,
                                   T* __restrict to) noexcept {
    for (std::size_t i = 0; i < count; ++i) to[i] = static_cast<T>(bytes[i]) * static_cast<T>(1.0 / 255.0);
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

template <std::size_t N, std::size_t Width>
std::vector<float> joined(const float (&rows)[N][Width]) {
    std::vector<float> values;
    values.reserve(N * Width);
    for (const auto& row : rows) values.insert(values.end(), std::begin(row), std::end(row));
    return values;
}

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

template <std::size_t Inputs, std::size_t Outputs>
consteval auto own_targets_mistake() {
    if constexpr (Inputs == Outputs)
        return std::type_identity<void>{};
    else
        return std::type_identity<
            typename error::the_targets_are_the<Inputs>::template inputs_but_the_network_gives<Outputs>>{};
}

inline void require_classes(std::span<const std::uint32_t> classes, std::size_t count) {
    std::size_t i = 0;
    while (i < classes.size() && classes[i] < count) ++i;
    if (i == classes.size()) return;
    throw DataError("sample " + std::to_string(i), "a class of 0 to " + std::to_string(count - 1),
                    std::to_string(classes[i]));
}

}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

/// Samples for a network: inputs, and the target of each.
///
/// Shapes: `Net::input_size` numbers or bytes a sample; one class, or `Net::output_size` values, a sample.
/// With one output the classes are 0 and 1. Bytes stay bytes (MNIST takes 47 MB) and become b / 255 as each
/// sample is taken.
/// Cost: the constructor looks at every value once; taking a sample copies it.
/// PyTorch: `TensorDataset`. Keras: the arrays `x` and `y` of `fit`.
/// What goes wrong: counts that do not fit together, a class beyond the outputs, NaN, infinity: `DataError`.
template <class Net>
class Dataset {
  public:
    static constexpr std::size_t input_size = Net::input_size;
    static constexpr std::size_t output_size = Net::output_size;
    static constexpr std::size_t class_count = output_size == 1 ? 2 : output_size;

    /// No samples.
    Dataset() = default;

    /// Takes over both blocks, each a std::vector: `Dataset<Net>(std::move(pixels), std::move(labels))`.
    Dataset(DatasetInputs inputs, DatasetTargets targets)
        : inputs_(std::move(inputs)), targets_(std::move(targets)) {
        check_sizes();
    }

    /// The same of samples that are their own targets. Goes wrong when the network has more or fewer outputs
    /// than inputs: a sentence.
    Dataset(DatasetInputs inputs, InputsAsTargets targets)
        requires(input_size == output_size)
        : Dataset(std::move(inputs), DatasetTargets(targets)) {}
    template <class Of = Net>
        requires(Of::input_size != Of::output_size)
    Dataset(DatasetInputs, InputsAsTargets,
            decltype(error::sentence(detail::own_targets_mistake<Of::input_size, Of::output_size>())) = {});

    /// A few samples in place: `Dataset<Xor> gate{{{0, 0}, {0, 1}, {1, 0}, {1, 1}}, {{0}, {1}, {1}, {0}}};`
    template <std::size_t N>
    Dataset(const float (&inputs)[N][input_size], const float (&targets)[N][output_size])
        : Dataset(detail::joined(inputs), detail::joined(targets)) {}

    /// The same samples for another network of the same inputs and outputs. Moving them there costs nothing.
    template <class Other>
        requires(Other::input_size == Net::input_size && Other::output_size == Net::output_size)
    explicit Dataset(Dataset<Other> other)
        : inputs_(std::move(other.inputs_)), targets_(std::move(other.targets_)) {}

    std::size_t size() const noexcept { return input_count() / input_size; }
    bool empty() const noexcept { return size() == 0; }
    bool has_classes() const noexcept { return targets_.index() == 0; }
    bool has_own_targets() const noexcept { return targets_.index() == 2; }
    bool has_bytes() const noexcept { return inputs_.index() == 1; }

    /// Writes the inputs of sample `i` (less than `size()`), bytes as b / 255.
    template <class T>
    void input(std::size_t i, std::span<T, input_size> x) const noexcept {
        if (const auto* bytes = std::get_if<1>(&inputs_)) {
            detail::scale_bytes(bytes->data() + i * input_size, input_size, x.data());
        } else if (const auto* floats = std::get_if<0>(&inputs_)) {
            const float* from = floats->data() + i * input_size;
            for (std::size_t k = 0; k < input_size; ++k) x[k] = static_cast<T>(from[k]);
        } else {
            __builtin_unreachable();  // there is no third kind, which g++ does not see
        }
    }

    /// The inputs of sample `i`, bytes as b / 255.
    template <class T = float>
    std::array<T, input_size> input(std::size_t i) const noexcept {
        std::array<T, input_size> x;
        input(i, std::span<T, input_size>(x));
        return x;
    }

    /// Asks for the inputs and the target of sample `i` to be fetched into the cache: of shuffled samples
    /// each is a wait for memory.
    // Inlined by force: g++ takes a function that only prefetches for one without effect, and drops its
    // calls.
    CTNN_INLINE void prefetch(std::size_t i) const noexcept {
        const auto lines = [&](const auto* block, std::size_t width) CTNN_LAMBDA_INLINE {
            const char* const first = reinterpret_cast<const char*>(block + i * width);
            for (std::size_t byte = 0; byte < width * sizeof(*block); byte += 64)
                __builtin_prefetch(first + byte);
        };
        if (const auto* bytes = std::get_if<1>(&inputs_))
            lines(bytes->data(), input_size);
        else if (const auto* floats = std::get_if<0>(&inputs_))
            lines(floats->data(), input_size);
        if (const auto* classes = std::get_if<0>(&targets_))
            lines(classes->data(), 1);
        else if (const auto* values = std::get_if<1>(&targets_))
            lines(values->data(), output_size);
    }

    /// Writes what the outputs of sample `i` should be. A class is one-hot (with one output: itself).
    template <class T>
    void target(std::size_t i, std::span<T, output_size> t) const noexcept {
        if (const auto* classes = std::get_if<0>(&targets_)) {
            const std::size_t hot = output_size == 1 ? 1 - (*classes)[i] : (*classes)[i];
            for (std::size_t k = 0; k < output_size; ++k) t[k] = k == hot ? T(1) : T(0);
        } else if (const auto* values = std::get_if<1>(&targets_)) {
            const float* from = values->data() + i * output_size;
            for (std::size_t k = 0; k < output_size; ++k) t[k] = static_cast<T>(from[k]);
        } else if constexpr (input_size == output_size) {
            input(i, t);
        }
    }

    /// What the outputs of sample `i` should be.
    template <class T = float>
    std::array<T, output_size> target(std::size_t i) const noexcept {
        std::array<T, output_size> t{};
        target(i, std::span<T, output_size>(t));
        return t;
    }

    /// The class of sample `i`. Of values, the place of the largest; of one value, whether it is above 1/2.
    std::size_t class_of(std::size_t i) const noexcept {
        if (const auto* classes = std::get_if<0>(&targets_)) return (*classes)[i];
        if constexpr (output_size == 1) return target(i)[0] > 0.5f ? 1 : 0;
        const auto place_of_largest = [i](const auto& stored) {  // of bytes too, unscaled
            const auto* const t = stored.data() + i * output_size;
            return static_cast<std::size_t>(std::max_element(t, t + output_size) - t);
        };
        if (const auto* values = std::get_if<1>(&targets_)) return place_of_largest(*values);
        return std::visit(place_of_largest, inputs_);  // the sample is its own target
    }

    /// The samples at these indices, in this order, copied. An index beyond the last throws `DataError`.
    Dataset subset(std::span<const std::size_t> indices) const {
        for (std::size_t k = 0; k < indices.size(); ++k) {
            if (indices[k] < size()) continue;
            throw DataError("index " + std::to_string(k) + " of the subset",
                            "one of " + detail::counted(size(), "sample"), std::to_string(indices[k]));
        }
        const auto take = [&](std::size_t width) {
            return [=](const auto& rows) { return detail::gathered(rows, width, indices); };
        };
        Dataset chosen;
        std::visit([&](const auto& rows) { chosen.inputs_ = take(input_size)(rows); }, inputs_);
        if (const auto* classes = std::get_if<0>(&targets_)) chosen.targets_ = take(1)(*classes);
        if (const auto* values = std::get_if<1>(&targets_)) chosen.targets_ = take(output_size)(*values);
        if (has_own_targets()) chosen.targets_ = InputsAsTargets{};
        return chosen;
    }

    /// The blocks as they are, as long as the data set lives. Those that it does not hold are empty.
    const DatasetInputs& inputs() const& noexcept { return inputs_; }
    const DatasetTargets& targets() const& noexcept { return targets_; }
    std::span<const float> floats() const& noexcept { return block<float>(inputs_); }
    std::span<const std::uint8_t> bytes() const& noexcept { return block<std::uint8_t>(inputs_); }
    std::span<const std::uint32_t> classes() const& noexcept { return block<std::uint32_t>(targets_); }
    std::span<const float> values() const& noexcept { return block<float>(targets_); }

    // Of a data set about to vanish they would dangle, as in `for (float x : read_csv<Net>(path).floats())`.
    void inputs() const&& = delete;
    void targets() const&& = delete;
    void floats() const&& = delete;
    void bytes() const&& = delete;
    void classes() const&& = delete;
    void values() const&& = delete;

  private:
    template <class>
    friend class Dataset;

    template <class T, class Block>
    static std::span<const T> block(const Block& block) noexcept {
        const auto* rows = std::get_if<std::vector<T>>(&block);
        return rows ? std::span<const T>(*rows) : std::span<const T>();
    }

    std::size_t input_count() const noexcept { return has_bytes() ? bytes().size() : floats().size(); }

    void check_sizes() const {
        const std::size_t count = size();
        if (const std::size_t rest = input_count() % input_size; rest != 0) {
            throw DataError("sample " + std::to_string(count), detail::counted(input_size, "input"),
                            std::to_string(rest));
        }
        if (has_classes())
            detail::require_count(classes().size(), count, "class", count);
        else if (has_own_targets())
            detail::require_count(input_size, output_size, "value", 1);
        else
            detail::require_count(values().size(), count * output_size, "target value", count);
        detail::require_classes(classes(), class_count);
        detail::require_finite(floats(), input_size, "input");
        detail::require_finite(values(), output_size, "target");
    }

    DatasetInputs inputs_;
    DatasetTargets targets_;
};

}  // namespace CTNN_CODE
}  // namespace ctnn
