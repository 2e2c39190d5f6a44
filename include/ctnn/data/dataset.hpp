#pragma once

#include <algorithm>
#include <array>
#include <concepts>
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
#include <ctnn/data/dataset_blocks.hpp>
#include <ctnn/data/number_text.hpp>
#include <ctnn/data/samples.hpp>

namespace ctnn {

namespace detail::inline CTNN_CODE {

// The pointers never overlap. Unless told so, a compiler fears that a byte is part of a number: no SIMD.
template <class T>
[[gnu::noinline]] void scale_bytes(const std::uint8_t* __restrict bytes, std::size_t count,
                                   T* __restrict to) noexcept {
    for (std::size_t i = 0; i < count; ++i) to[i] = static_cast<T>(bytes[i]) * static_cast<T>(1.0 / 255.0);
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
    static constexpr std::size_t input_size = Net::input_size;                      ///< values of an input
    static constexpr std::size_t output_size = Net::output_size;                    ///< values of an output
    static constexpr std::size_t class_count = output_size == 1 ? 2 : output_size;  ///< that targets may have

    /// No samples.
    Dataset() = default;

    /// Takes over both blocks, each a std::vector: `Dataset<Net>(std::move(pixels), std::move(labels))`.
    Dataset(DatasetInputs inputs, DatasetTargets targets)
        : inputs_(std::move(inputs)), targets_(std::move(targets)) {
        check_sizes();
    }

    /// The same of whatever holds them: containers, spans, arrays, and of these a row for each sample. Inputs
    /// are float, double, or bytes as std::uint8_t; classes are integers or enumerators, other targets float
    /// or double, or rows of integers. What is no std::vector of the block's own type is copied. Goes wrong
    /// with other types and with rows of another length, where their type says it: a sentence, else
    /// DataError.
    template <class Inputs, class Targets>
        requires(!std::same_as<std::remove_cvref_t<Targets>, InputsAsTargets> &&
                 std::is_void_v<detail::DatasetMistake<Net, Inputs, Targets>>)
    Dataset(Inputs&& inputs, Targets&& targets)
        : Dataset(detail::dataset_inputs<Net>(std::forward<Inputs>(inputs)),
                  detail::dataset_targets<Net>(std::forward<Targets>(targets))) {}
    template <class Inputs, class Targets>
        requires(!std::same_as<std::remove_cvref_t<Targets>, InputsAsTargets> &&
                 !std::is_void_v<detail::DatasetMistake<Net, Inputs, Targets>>)
    Dataset(Inputs&&, Targets&&,
            decltype(error::sentence(detail::dataset_mistake<Net, std::remove_cvref_t<Inputs>,
                                                             std::remove_cvref_t<Targets>>())) = {});

    /// The same of samples that are their own targets. Goes wrong when the network has more or fewer outputs
    /// than inputs: a sentence.
    template <class Inputs, std::same_as<InputsAsTargets> Own>  // deduced, so that {} is none
        requires(input_size == output_size)
    Dataset(Inputs&& inputs, Own targets)
        : Dataset(detail::dataset_inputs<Net>(std::forward<Inputs>(inputs)), DatasetTargets(targets)) {}
    template <class Inputs, std::same_as<InputsAsTargets> Own, class Of = Net>
        requires(Of::input_size != Of::output_size)
    Dataset(Inputs&&, Own,
            decltype(error::sentence(detail::own_targets_mistake<Of::input_size, Of::output_size>())) = {});

    /// A few samples in place: `Dataset<Xor> gate{{{0, 0}, {0, 1}, {1, 0}, {1, 1}}, {{0}, {1}, {1}, {0}}};`,
    /// or with one number for each, as {0, 1, 1, 0}: a class, the value where the network has one output.
    /// Goes wrong when rows are of another number or length: a sentence.
    template <std::size_t N, std::size_t Wide, std::size_t M, std::size_t Deep>
    Dataset(const float (&inputs)[N][Wide], const float (&targets)[M][Deep],
            detail::SamplesOf<Net, N, N, Wide, M, Deep> = {})
        : Dataset(DatasetInputs(detail::flattened<float>(inputs, Wide, "input")),
                  DatasetTargets(detail::flattened<float>(targets, Deep, "target value"))) {}
    template <std::size_t N, std::size_t Wide, std::size_t M, detail::ALabelOf<Net> Label>
    Dataset(const float (&inputs)[N][Wide], const Label (&labels)[M],
            detail::SamplesOf<Net, N, N, Wide, M, output_size> = {})
        : Dataset(DatasetInputs(detail::flattened<float>(inputs, Wide, "input")), few(labels)) {}
    template <std::size_t N, std::size_t Wide>
    Dataset(const float (&inputs)[N][Wide], detail::FewNumbers targets,
            detail::SamplesOf<Net, N, N, Wide, N, output_size> = {})
        : Dataset(DatasetInputs(detail::flattened<float>(inputs, Wide, "input")),
                  DatasetTargets(std::move(targets.values))) {}
    template <std::size_t N, std::size_t Wide, class Targets>
    Dataset(const float (&inputs)[N][Wide], Targets&& targets)
        : Dataset(std::span(inputs), std::forward<Targets>(targets)) {}

    /// The same with all inputs one after the other, or the targets alone in braces.
    Dataset(detail::FewNumbers inputs, detail::FewNumbers targets)
        : Dataset(std::move(inputs.values), std::move(targets.values)) {}
    template <std::size_t M, detail::ALabelOf<Net> Label>
    Dataset(detail::FewNumbers inputs, const Label (&labels)[M])
        : Dataset(DatasetInputs(std::move(inputs.values)), few(labels)) {}
    template <class Inputs, std::size_t M, detail::ALabelOf<Net> Label>
    Dataset(Inputs&& inputs, const Label (&labels)[M]) : Dataset(std::forward<Inputs>(inputs), few(labels)) {}
    template <class Inputs>
    Dataset(Inputs&& inputs, detail::FewNumbers targets)
        : Dataset(std::forward<Inputs>(inputs), std::move(targets.values)) {}

    /// Chosen when rows in braces differ in length.
    Dataset(detail::Ragged, detail::Ragged, detail::RaggedSamples<Dataset> = {});
    template <std::size_t M, detail::ALabelOf<Net> Label>
    Dataset(detail::Ragged, const Label (&)[M], detail::RaggedSamples<Dataset> = {});

    /// The same samples for another network of the same inputs and outputs. Moving them there costs nothing.
    template <class Other>
        requires(Other::input_size == Net::input_size && Other::output_size == Net::output_size)
    explicit Dataset(Dataset<Other> other)
        : inputs_(std::move(other.inputs_)), targets_(std::move(other.targets_)) {}

    /// Inputs alone are no samples; nor are parameters.
    template <class X>
        requires(!detail::is_dataset<X>)
    explicit Dataset(const X&, error::a_Dataset_takes_inputs_and_a_target_for_each_not_only<X> = {}) = delete;

    std::size_t size() const noexcept { return input_count() / input_size; }  ///< in samples
    bool empty() const noexcept { return size() == 0; }                       ///< no samples
    bool has_classes() const noexcept { return targets_.index() == 0; }       ///< targets are classes
    bool has_own_targets() const noexcept { return targets_.index() == 2; }   ///< each is its own target
    bool has_bytes() const noexcept { return inputs_.index() == 1; }          ///< inputs are bytes

    /// Writes the inputs of sample `i`, bytes as b / 255. One that there is not throws `DataError`.
    template <class T>
    void input(std::size_t i, std::span<T, input_size> x) const {
        if (i >= size()) fail_sample("index", i);
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
    std::array<T, input_size> input(std::size_t i) const {
        std::array<T, input_size> x;
        input(i, std::span<T, input_size>(x));
        return x;
    }

    /// Asks for sample `i` to be fetched into the cache: of shuffled samples each is a wait for memory.
    // Inlined by force: g++ takes what only prefetches for a function without effect, and drops its calls.
    CTNN_INLINE void prefetch(std::size_t i) const noexcept {
        const auto lines = [&](const auto* block, std::size_t width) CTNN_LAMBDA_INLINE {
            const char* const first = reinterpret_cast<const char*>(block + i * width);
            for (std::size_t at = 0; at < width * sizeof(*block); at += 64) __builtin_prefetch(first + at);
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
    void target(std::size_t i, std::span<T, output_size> t) const {
        if (i >= size()) fail_sample("index", i);
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
    std::array<T, output_size> target(std::size_t i) const {
        std::array<T, output_size> t{};
        target(i, std::span<T, output_size>(t));
        return t;
    }

    /// The class of sample `i`. Of values, the place of the largest; of one value, whether it is above 1/2.
    std::size_t class_of(std::size_t i) const {
        if (i >= size()) fail_sample("index", i);
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
        for (std::size_t k = 0; k < indices.size(); ++k)
            if (indices[k] >= size())
                fail_sample("index " + std::to_string(k) + " of the subset", indices[k]);
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
    /// Inputs that are floats, or bytes; targets that are classes, or values.
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

    template <std::size_t M, class Label>
    static DatasetTargets few(const Label (&labels)[M]) {
        if constexpr (output_size == 1) return std::vector<float>(std::begin(labels), std::end(labels));
        return detail::dataset_targets<Net>(labels);
    }

    template <class T, class Block>
    static std::span<const T> block(const Block& block) noexcept {
        const auto* rows = std::get_if<std::vector<T>>(&block);
        return rows ? std::span<const T>(*rows) : std::span<const T>();
    }

    std::size_t input_count() const noexcept { return has_bytes() ? bytes().size() : floats().size(); }

    [[noreturn]] CTNN_COLD void fail_sample(const std::string& place, std::size_t i) const {
        throw DataError(place, "one of " + detail::counted(size(), "sample"), std::to_string(i));
    }

    void check_sizes() const {
        const std::size_t count = size();
        if (const std::size_t rest = input_count() % input_size; rest != 0)
            throw DataError("sample " + std::to_string(count), detail::counted(input_size, "input"),
                            std::to_string(rest));
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
