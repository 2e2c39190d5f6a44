#pragma once

#include <concepts>
#include <cstddef>
#include <ctnn/core/error/sentence.hpp>
#include <iterator>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <ctnn/core/config.hpp>
#include <ctnn/data/data_error.hpp>
#include <ctnn/data/dataset_blocks.hpp>
#include <ctnn/data/samples.hpp>
#include <ctnn/data/stored_samples.hpp>

namespace ctnn {

inline namespace CTNN_CODE {

/// Samples for a network: inputs, and the target of each.
///
/// Shapes: `Net::input_size` numbers or bytes a sample; one class, or `Net::output_size` values, a sample.
/// With one output the classes are 0 and 1. Where the output is a sequence or an image, each step or pixel
/// has a class; what is `ignored` has none. Bytes stay bytes (MNIST takes 47 MB) and become b / 255 as each
/// sample is taken. Cost: the constructor looks at every value once; taking a sample copies it. PyTorch:
/// `TensorDataset`. Keras: the arrays `x` and `y` of `fit`. What goes wrong: counts that do not fit together,
/// a class beyond the outputs, NaN, infinity: `DataError`. Negative weights or only zeros likewise.
template <class Net>
class Dataset : public StoredSamples<Net> {
    using Stored = StoredSamples<Net>;

  public:
    using Stored::class_count, Stored::input_size, Stored::output_size, Stored::places, Stored::size;

    /// No samples.
    Dataset() = default;

    /// Takes over both blocks, each a std::vector: `Dataset<Net>(std::move(pixels), std::move(labels))`.
    Dataset(DatasetInputs inputs, DatasetTargets targets) : Stored(std::move(inputs), std::move(targets)) {}

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
        requires(Net::input_size == Net::output_size)
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
            detail::SamplesOf<Net, N, N, Wide, M, Net::output_size> = {})
        : Dataset(DatasetInputs(detail::flattened<float>(inputs, Wide, "input")), few(labels)) {}
    template <std::size_t N, std::size_t Wide>
    Dataset(const float (&inputs)[N][Wide], detail::FewNumbers targets,
            detail::SamplesOf<Net, N, N, Wide, N, Net::output_size> = {})
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
    explicit Dataset(Dataset<Other> other) : Stored(std::move(other)) {}

    /// Inputs alone are no samples; nor are parameters.
    template <class X>
        requires(!detail::is_dataset<X>)
    explicit Dataset(const X&, error::a_Dataset_takes_inputs_and_a_target_for_each_not_only<X> = {}) = delete;

    /// From now on samples, or their places, count as much as their weights say: in the loss that `fit` takes
    /// steps by, a weighted mean, in `evaluate` and the metrics. A mask is weights of 0 and 1. Weights are a
    /// container of numbers, one for each sample or for each place of each, or of rows of these.
    /// scikit-learn: `sample_weight`. Goes wrong with what is no numbers: a sentence; with other counts,
    /// negative ones, only zeros: DataError, and those before stay.
    template <class Weights>
        requires std::is_void_v<detail::WeightsMistake<Weights>>
    void weigh(const Weights& weights) {
        Stored::keep(detail::flattened<float>(weights, places, "weight"));
    }
    template <class Weights>
        requires(!std::is_void_v<detail::WeightsMistake<Weights>>)
    decltype(error::sentence(detail::weights_mistake<Weights>())) weigh(const Weights&);
    /// The same in braces.
    void weigh(std::initializer_list<float> weights) { Stored::keep(weights); }

    /// The same by class, one for each. PyTorch: `CrossEntropyLoss(weight=w)`; Keras: `class_weight`.
    void weigh_classes(std::span<const float, class_count> weights) {
        detail::require_weights(weights, "class");
        std::vector<float> each(size() * places);
        for (std::size_t i = 0; i < each.size(); ++i) {
            const std::size_t c = this->class_of(i / places, i % places);
            each[i] = c < class_count ? weights[c] : 0;
        }
        Stored::keep(std::move(each));
    }
    /// The same in braces.
    void weigh_classes(const float (&weights)[class_count]) { weigh_classes(std::span(weights)); }

    /// The samples at these indices, in this order, copied. An index beyond the last throws `DataError`.
    Dataset subset(std::span<const std::size_t> indices) const {
        for (std::size_t k = 0; k < indices.size(); ++k)
            if (indices[k] >= size())
                Stored::fail_sample("index " + std::to_string(k) + " of the subset", indices[k]);
        Dataset chosen;
        chosen.take(*this, indices);
        return chosen;
    }

  private:
    template <std::size_t M, class Label>
    static DatasetTargets few(const Label (&labels)[M]) {
        if constexpr (output_size == 1) return std::vector<float>(std::begin(labels), std::end(labels));
        return detail::dataset_targets<Net>(labels);
    }
};

}  // namespace CTNN_CODE
}  // namespace ctnn
