#pragma once

#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/data/data_error.hpp>
#include <ctnn/data/dataset.hpp>
#include <ctnn/data/number_text.hpp>
#include <ctnn/train/losses/loss_traits.hpp>
#include <ctnn/train/objective.hpp>
#include <ctnn/train/training_error.hpp>
#include <span>
#include <string>
#include <vector>

// Which targets a loss takes: those within its `targets`, which add up to 1 where it says
// `targets_add_up_to_1`. One that says neither takes any. Others it would not refuse: trained on them, it
// falls for ever.

namespace ctnn::detail::inline CTNN_CODE {

/// As near as probabilities of two decimal places come to it.
constexpr bool is_about_1(double sum) noexcept { return sum > 0.98 && sum < 1.02; }

constexpr double sum_of(std::span<const float> values) noexcept {
    double sum = 0;
    for (const float value : values) sum += static_cast<double>(value);
    return sum;
}

/// The place of the first value that the loss does not take; their number where it takes each.
template <class Loss>
constexpr std::size_t first_not_taken(std::span<const float> target) noexcept {
    std::size_t place = 0;
    while (place < target.size() && targets_of<Loss>().holds(target[place])) ++place;
    return place;
}

template <class Loss>
constexpr bool takes(std::span<const float> target) noexcept {
    return first_not_taken<Loss>(target) == target.size() &&
           (!TakesDistributions<Loss> || is_about_1(sum_of(target)));
}

/// Throws where nothing of the data counts, or where places of a sample differ in what they count and the
/// loss is of whole samples.
template <class Loss, class Net>
CTNN_COLD void require_weights(const Dataset<Net>& data, const char* name) {
    if (!data.is_weighted()) return;
    double sum = 0;
    for (std::size_t i = 0; i < data.size(); ++i) sum += data.weight(i);
    if (!(sum > 0)) throw TrainingError(name, "samples that count", "only such as weigh 0 or are ignored");
    if (data.weighs_places() && Objective<Loss, Net>::places == 1)
        throw TrainingError(name, "one weight for each sample, of which the loss is as a whole",
                            "one for each step or pixel");
}

template <class Loss>
[[noreturn]] CTNN_COLD void refuse(std::span<const float> target, const std::string& sample) {
    if (const std::size_t place = first_not_taken<Loss>(target); place < target.size())
        throw TrainingError(sample + ", target " + std::to_string(place), targets_of<Loss>().words,
                            number_text(target[place]));
    throw TrainingError(sample, "targets that add up to 1", "a sum of " + number_text(float(sum_of(target))));
}

/// Throws where the loss does not take the target of sample `i` of the data that the message calls `name`.
template <class Loss, class Net>
CTNN_COLD void require_target(std::span<const float> target, std::size_t i, const char* name) {
    constexpr std::size_t places = Objective<Loss, Net>::places, width = Net::output_size / places;
    if constexpr (is_losses<Loss>)
        Loss::template of<Net>::each([&]<std::size_t I> {
            using Part = typename Loss::template of<Net>::template part<I>::loss;
            const auto own =
                target.subspan(HeadsOf<Net>::template start<I>, HeadsOf<Net>::template head<I>::output_size);
            if (!takes<Part>(own))
                refuse<Part>(own, name + (", sample " + std::to_string(i) + ", head " + std::to_string(I)));
        });
    for (std::size_t p = 0; p < places; ++p) {
        const auto one = target.subspan(p * width, width);
        if (takes<Loss>(one)) continue;
        refuse<Loss>(one, name + (", sample " + std::to_string(i)) +
                              (places > 1 ? ", place " + std::to_string(p) : ""));
    }
}

/// Whether the loss takes all targets that a data set can have: then nobody needs to look.
template <class Loss, class Net>
bool takes_all_of(const Dataset<Net>& data) {
    constexpr ValueRange range = targets_of<Loss>();
    if constexpr (!is_losses<Loss> && !TakesDistributions<Loss> && range.least == value_ranges::any.least &&
                  range.most == value_ranges::any.most)
        return true;
    return data.has_classes() && range.holds(0.0f) && range.holds(1.0f);  // 1 at one, 0 at the others
}

/// Throws where the loss does not take a target of these data.
template <class Loss, class Net>
CTNN_COLD void require_targets(const Dataset<Net>& data, const char* name) {
    if (takes_all_of<Loss>(data)) return;
    std::vector<float> target(Net::output_size);
    for (std::size_t i = 0; i < data.size(); ++i) {
        data.target(i, std::span<float, Net::output_size>(target));
        require_target<Loss, Net>(target, i, name);
    }
}

/// Looks at targets that are not held, as they are taken: to look at all before would be to read or make them
/// all once more.
template <class Loss, class Net>
class TakenTargets {
  public:
    TakenTargets(const Dataset<Net>& data, const char* name)
        : name_(name), looks_(data.has_distant_targets() && !takes_all_of<Loss>(data)) {}

    /// Throws where the loss does not take this target of sample `i`.
    template <class T>
    CTNN_INLINE void look(std::size_t i, const T* target) const {
        if (looks_) look_closely(i, target);
    }

  private:
    template <class T>
    CTNN_COLD void look_closely(std::size_t i, const T* target) const {
        std::vector<float> values(Net::output_size);
        for (std::size_t k = 0; k < values.size(); ++k) values[k] = static_cast<float>(target[k]);
        require_target<Loss, Net>(values, i, name_);
    }

    const char* name_;
    bool looks_;
};

/// Samples that can be trained on or judged by: there are some, with targets that the loss takes; of these,
/// TakenTargets looks at those that are not held, unless `all` are to be looked at now.
template <class Loss, class Net>
CTNN_COLD void require_data(const Dataset<Net>& data, const char* name, bool all = true) {
    if (data.empty()) throw TrainingError(name, "at least one sample", "0");
    if (all || !data.has_distant_targets()) require_targets<Loss>(data, name);
    require_weights<Loss>(data, name);
}

}  // namespace ctnn::detail::inline CTNN_CODE
