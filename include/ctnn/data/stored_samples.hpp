#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/sentence.hpp>
#include <ctnn/data/data_error.hpp>
#include <ctnn/data/dataset_blocks.hpp>
#include <ctnn/data/dataset_values.hpp>
#include <ctnn/data/number_text.hpp>
#include <ctnn/data/sample_checks.hpp>
#include <ctnn/data/sequence_lengths.hpp>
#include <ctnn/network/network.hpp>
#include <initializer_list>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace ctnn {

namespace detail::inline CTNN_CODE {
struct LengthsAccess;
}

inline namespace CTNN_CODE {

/// What every Dataset has: the blocks of its samples, and what is asked of them. `Dataset` says of what they
/// are made.
template <class Net>
class StoredSamples {
  public:
    static constexpr std::size_t input_size = Net::input_size;    ///< values of an input
    static constexpr std::size_t output_size = Net::output_size;  ///< values of an output
    /// Steps or pixels of the output, each of which has a class and a weight of its own; 1 where there are
    /// none.
    static constexpr std::size_t places = detail::places_of<Net>();
    static constexpr std::size_t steps = detail::steps_of<Net>();  ///< of its sequence; of all else 1
    static constexpr std::size_t class_count =
        output_size == places ? 2 : output_size / places;  ///< that targets may have

    /// No samples.
    StoredSamples() = default;

    /// As `Dataset` says.
    StoredSamples(DatasetInputs inputs, DatasetTargets targets)
        : inputs_(std::move(inputs)), targets_(std::move(targets)) {
        check_sizes();
    }

    /// Those of another network.
    template <class Other>
    explicit StoredSamples(StoredSamples<Other>&& other)
        : inputs_(std::move(other.inputs_)),
          targets_(std::move(other.targets_)),
          weights_(std::move(other.weights_)),
          lengths_{std::move(other.lengths_.said)},
          ignores_(other.ignores_) {
        if constexpr (StoredSamples<Other>::places != places || detail::TakesLengths<Net>) {
            check_sizes();
            if (!weights_.empty()) detail::require_weight_count(weights_.size(), size(), places);
        }
    }

    std::size_t size() const noexcept { return input_count() / input_size; }     ///< in samples
    bool empty() const noexcept { return size() == 0; }                          ///< no samples
    bool has_classes() const noexcept { return detail::are_classes(targets_); }  ///< targets are classes
    bool has_own_targets() const noexcept { return targets_.index() == 2; }      ///< each is its own target
    bool has_bytes() const noexcept { return inputs_.index() == 1; }             ///< inputs are bytes
    bool has_lengths() const noexcept { return lengths_.exist(); }  ///< not all samples have all steps
    /// Targets are read or made as they are taken, and looked at only then.
    bool has_distant_targets() const noexcept {
        return distant_targets() || (has_own_targets() && distant_inputs());
    }
    /// Not all count alike.
    bool is_weighted() const noexcept { return ignores_ || lengths_.end_places() || !weights_.empty(); }

    /// Takes over the weights and lengths of another data set of as many samples, which may be of another
    /// network: where samples are changed, and another set of them is made.
    template <class Other>
    void weigh_like(const Other& other) {
        if (!other.is_weighted()) return;
        detail::require_weight_count(other.size(), size(), 1);
        constexpr std::size_t each = Other::places == places ? places : 1;
        std::vector<float> weights(size() * each);
        for (std::size_t i = 0; i < size(); ++i)
            other.weights(i, std::span<float, each>(weights.data() + i * each, each));
        weights_ = std::move(weights);
        if constexpr (Other::places == places) lengths_.said = other.lengths_.said;
    }

    /// How many steps sample `i` has, of those that the network takes: all where nothing was said.
    std::size_t length(std::size_t i) const {
        if (i >= size()) fail_sample("index", i);
        return lengths_.of(i, floats());
    }

    /// Whether a place of sample `i` lies within its length.
    bool has_step(std::size_t i, std::size_t p) const { return length(i) && lengths_.hold(i, p, floats()); }

    /// Writes the inputs of sample `i`, bytes as b / 255. One that there is not throws `DataError`.
    template <class T>
    void input(std::size_t i, std::span<T, input_size> x) const {
        if (i >= size()) fail_sample("index", i);
        detail::read_row<input_size>(inputs_, i, x.data());
    }

    /// The inputs of sample `i`, bytes as b / 255.
    template <class T = float>
    std::array<T, input_size> input(std::size_t i) const {
        std::array<T, input_size> x;
        input(i, std::span<T, input_size>(x));
        return x;
    }

    /// Asks for sample `i` to be fetched into the cache: of shuffled samples each is a wait for memory.
    CTNN_INLINE void prefetch(std::size_t i) const noexcept {
        static_cast<void>(detail::prefetch_held<std::uint8_t>(inputs_, i, input_size) ||
                          detail::prefetch_held<float>(inputs_, i, input_size) ||
                          detail::prefetch_distant(inputs_, i));
        static_cast<void>(detail::prefetch_held<std::uint32_t>(targets_, i, places) ||
                          detail::prefetch_held<float>(targets_, i, output_size) ||
                          detail::prefetch_distant(targets_, i));
    }

    /// Writes what the outputs of sample `i` should be. A class is one-hot (with one output: itself);
    /// where it is ignored all are 0.
    template <class T>
    void target(std::size_t i, std::span<T, output_size> t) const {
        if (i >= size()) fail_sample("index", i);
        const bool written = detail::read_target<places, output_size>(targets_, i, t.data());
        if constexpr (input_size == output_size)
            if (!written) input(i, t);
    }

    /// What the outputs of sample `i` should be.
    template <class T = float>
    std::array<T, output_size> target(std::size_t i) const {
        std::array<T, output_size> t{};
        target(i, std::span<T, output_size>(t));
        return t;
    }

    /// The class of sample `i`, or of one of its places; `ignored` for none. Of values, the place of the
    /// largest; of one value, whether it is above 1/2.
    std::size_t class_of(std::size_t i, std::size_t place = 0) const {
        if (i >= size()) fail_sample("index", i);
        if (place >= places)
            throw DataError("place", "one of " + detail::counted(places, "place"), std::to_string(place));
        const std::size_t at = i * places + place;
        if (const auto* classes = std::get_if<0>(&targets_)) return (*classes)[at];
        if (const auto* values = std::get_if<1>(&targets_))
            return detail::place_of_largest<width>(values->data() + at * width, 0.5f);
        if (const auto* rows = distant_targets() ? distant_targets() : distant_inputs())
            return detail::distant_class<width>(*rows, i, place);
        if (has_bytes())  // the sample is its own target, here unscaled
            return detail::place_of_largest<width>(bytes().data() + at * width, std::uint8_t{127});
        return detail::place_of_largest<width>(floats().data() + at * width, 0.5f);
    }

    /// Writes what each place of sample `i` counts, or, of one value, the sample: 1 where nothing else is
    /// said, 0 what is ignored.
    template <class T, std::size_t N>
        requires(N == 1 || N == places)
    void weights(std::size_t i, std::span<T, N> w) const {
        if constexpr (N != places) {
            w[0] = static_cast<T>(weight(i));
        } else {
            for (std::size_t p = 0; p < N; ++p) w[p] = static_cast<T>(weight(i, p));
        }
    }

    /// What sample `i` counts: the mean over its places, or one of these.
    double weight(std::size_t i) const {
        double sum = 0;
        for (std::size_t p = 0; p < places; ++p) sum += weight(i, p);
        return sum / double(places);
    }
    double weight(std::size_t i, std::size_t place) const {
        if (i >= size()) fail_sample("index", i);
        if (class_is_ignored(i, place) || !has_step(i, place)) return 0;
        if (weights_.empty()) return 1;
        return double(weights_[weights_.size() == size() ? i : i * places + place]);
    }

    /// Calls see(place, weight) for each place of sample `i` that counts; returns the sum of these weights.
    template <class See>
    double each_counted(std::size_t i, See see) const {
        double sum = 0;
        for (std::size_t p = 0; p < places; ++p) {
            const double its = is_weighted() ? weight(i, p) : 1.0;
            if (!(its > 0)) continue;
            sum += its;
            see(p, its);
        }
        return sum;
    }

    /// Whether places of one sample differ in what they count.
    bool weighs_places() const noexcept {
        return places > 1 && (ignores_ || lengths_.end_places() || weights_.size() > size());
    }

    /// The blocks as they are, as long as the data set lives. Those that it does not hold are empty, as are
    /// those of a file that is mapped, and of what is generated.
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

  protected:
    template <class>
    friend class StoredSamples;
    friend detail::LengthsAccess;

    /// Becomes the samples at these indices.
    void take(const StoredSamples& from, std::span<const std::size_t> indices) {
        inputs_ = detail::chosen_inputs<input_size>(from.inputs_, indices);
        targets_ = detail::chosen_targets<places, output_size>(from.targets_, indices, from.inputs_, inputs_);
        if (!from.weights_.empty())
            weights_ = detail::gathered(from.weights_, from.weights_.size() / from.size(), indices);
        if (!from.lengths_.said.empty()) lengths_.said = detail::gathered(from.lengths_.said, 1, indices);
        ignores_ = from.ignores_;
    }

    template <class T, class Block>
    static std::span<const T> block(const Block& block) noexcept {
        const auto* rows = std::get_if<std::vector<T>>(&block);
        return rows ? std::span<const T>(*rows) : std::span<const T>();
    }

    std::size_t input_count() const noexcept {
        if (const auto* rows = std::get_if<0>(&inputs_)) return rows->size();
        return has_bytes() ? bytes().size() : std::get<2>(inputs_).size() * input_size;
    }
    const detail::DistantRows* distant_inputs() const noexcept { return std::get_if<2>(&inputs_); }
    const detail::DistantRows* distant_targets() const noexcept { return std::get_if<3>(&targets_); }

    [[noreturn]] CTNN_COLD void fail_sample(const std::string& place, std::size_t i) const {
        throw DataError(place, "one of " + detail::counted(size(), "sample"), std::to_string(i));
    }

    void keep(std::vector<float> weights) {
        detail::require_weight_count(weights.size(), size(), places);
        detail::require_weights(weights, weights.size() == size() ? "sample" : "place");
        weights_ = std::move(weights);
    }

    void keep_lengths(std::vector<std::uint32_t> lengths) {
        lengths_.keep(std::move(lengths), size(), inputs_);
    }

  private:
    static constexpr std::size_t width = output_size / places;  // values of a place

    bool class_is_ignored(std::size_t i, std::size_t place) const {
        return ignores_ && class_of(i, place) == ignored;
    }

    void check_sizes() {
        const std::size_t count = size();
        if (const std::size_t rest = input_count() % input_size; rest != 0)
            throw DataError("sample " + std::to_string(count), detail::counted(input_size, "input"),
                            std::to_string(rest));
        if (distant_inputs()) detail::require_rows(*distant_inputs(), count, input_size, "inputs");
        detail::require_targets_of<input_size, output_size, places>(targets_, count);
        ignores_ = detail::require_classes(classes(), class_count, places);
        detail::require_finite(floats(), input_size, "input");
        detail::require_finite(values(), output_size, "target");
        lengths_.require_whole(inputs_);
    }

    DatasetInputs inputs_;
    DatasetTargets targets_;
    std::vector<float> weights_;  // of samples or of their places; none where nothing was said
    detail::SequenceLengths<Net> lengths_;
    bool ignores_ = false;  // some class
};

}  // namespace CTNN_CODE
}  // namespace ctnn
