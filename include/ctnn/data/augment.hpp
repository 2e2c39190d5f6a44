#pragma once

#include <concepts>
#include <cstddef>
#include <span>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include <ctnn/core/code.hpp>
#include <ctnn/core/error/data.hpp>
#include <ctnn/core/error/sentence.hpp>
#include <ctnn/core/error/values.hpp>
#include <ctnn/core/random.hpp>
#include <ctnn/core/shape.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/data/augmentation.hpp>
#include <ctnn/data/augmentations.hpp>
#include <ctnn/data/dataset.hpp>
#include <ctnn/data/sample_view.hpp>

namespace ctnn {

namespace detail::inline CTNN_CODE {

/// How a network's samples lie: as its input's shape says, or else one after the other.
template <class Net>
struct LayoutOf : SampleLayout<Shape<Net::input_size>> {};
template <class Net>
    requires requires { Net::input::rank; }
struct LayoutOf<Net> : SampleLayout<typename Net::input> {};

template <class C>
consteval SampleKind kind_for() {
    if constexpr (requires {
                      { C::needs } -> std::convertible_to<SampleKind>;
                  })
        return C::needs;
    else
        return SampleKind::flat;
}
template <class C>
concept MovesTargets = requires { requires C::moves; };

/// A change of the library's, or one of the program's own: any callable.
template <class C>
concept AChange = std::same_as<C, Mixup> || (std::invocable<const C&, SampleView<float>, Random&> &&
                                             std::invocable<const C&, SampleView<double>, Random&>);
struct AllAreChanges {};
template <class First, class... Rest>
consteval auto list_mistake() {
    if constexpr (!AChange<First>)
        return std::type_identity<
            error::Augment_takes_changes_as_Shift_or_callables_of_a_SampleView_and_a_Random_not<First>>{};
    else if constexpr (sizeof...(Rest) > 0)
        return list_mistake<Rest...>();
    else
        return std::type_identity<AllAreChanges>{};
}

/// void when changes can be made to samples that lie so, else the sentence of the first that cannot.
template <class Net, class Layout, class First, class... Rest>
consteval auto changes_mistake() {
    constexpr SampleKind needed = kind_for<First>();
    constexpr bool fits = static_cast<int>(needed) <= static_cast<int>(Layout::kind);
    if constexpr (Layout::size != Net::input_size)
        return std::type_identity<typename error::the_network_takes<
            Net::input_size>::template inputs_but_the_Image_holds<Layout::size>>{};
    else if constexpr (!fits && needed == SampleKind::image)
        return std::type_identity<typename error::needs_an_image<
            First>::template so_begin_Augment_with_Image_for<typename Net::input>>{};
    else if constexpr (!fits)
        return std::type_identity<typename error::needs_an_image_or_a_sequence<
            First>::template so_begin_Augment_with_Image_for<typename Net::input>>{};
    else if constexpr (sizeof...(Rest) > 0)
        return changes_mistake<Net, Layout, Rest...>();
    else
        return std::type_identity<void>{};
}

/// Changes in a row, of samples that lie as Layout<Net> says.
template <template <class> class Layout, class... Changes>
class ChangeList : decltype(error::sentence(list_mistake<Changes...>())) {
  public:
    constexpr explicit ChangeList(Changes... changes) : changes_(std::move(changes)...) {}

    template <class Net>
    static consteval auto augment_mistake() {
        return changes_mistake<Net, Layout<Net>, Changes...>();
    }

    void each_setting(void (*see)(const Setting&)) const {
        const auto all_of = [&](const auto& change) {
            if constexpr (HasSettings<std::remove_cvref_t<decltype(change)>>)
                for (const Setting& setting : change.settings()) see(setting);
        };
        std::apply([&](const auto&... change) { (all_of(change), ...); }, changes_);
    }

    template <class Net, class T>
    void change(const Dataset<Net>& data, T* x, T* t, Random& random) const {
        first<sizeof...(Changes)>(data, x, t, random);
    }

  private:
    /// The first `Count` changes.
    template <std::size_t Count, class Net, class T>
    void first(const Dataset<Net>& data, T* x, T* t, Random& random) const {
        if constexpr (Count > 0) {
            first<Count - 1>(data, x, t, random);
            one<Count - 1>(data, x, t, random);
        }
    }

    template <std::size_t I, class Net, class T>
    void one(const Dataset<Net>& data, T* x, T* t, Random& random) const {
        const auto& change = std::get<I>(changes_);
        using Change = std::remove_cvref_t<decltype(change)>;
        const auto view = [](T* values) { return Layout<Net>::view(std::span<T>(values, Net::input_size)); };
        if constexpr (std::same_as<Change, Mixup>) {
            mix<I>(data, x, t, draw_beta(double(change.alpha), random), random);
        } else {
            Random again = random;
            change(view(x), random);
            if constexpr (MovesTargets<Change> && Net::input_size == Net::output_size)
                if (data.has_own_targets()) change(view(t), again);
        }
    }

    template <std::size_t Before, class Net, class T>
    void mix(const Dataset<Net>& data, T* x, T* t, double share, Random& random) const {
        std::vector<T> values(Net::input_size + Net::output_size);
        const std::span<T, Net::input_size> inputs(values.data(), Net::input_size);
        const std::span<T, Net::output_size> target(values.data() + inputs.size(), Net::output_size);
        const std::size_t other = random.below(data.size());
        data.input(other, inputs);
        data.target(other, target);
        first<Before>(data, inputs.data(), target.data(), random);
        const auto its = static_cast<T>(share), rest = static_cast<T>(1 - share);
        for (std::size_t k = 0; k < inputs.size(); ++k) x[k] = its * x[k] + rest * inputs[k];
        for (std::size_t k = 0; k < target.size(); ++k) t[k] = its * t[k] + rest * target[k];
    }

    std::tuple<Changes...> changes_;
};

template <std::size_t Height, std::size_t Width, std::size_t Channels>
struct ImageLayout {
    template <class>
    using of = SampleLayout<Shape<Height, Width, Channels>>;
};

}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

/// Random changes that `fit` makes to each sample as it takes it, one after the other, anew in each epoch:
///
///     trainer.fit(train, {.epochs = 20, .validation = &test,
///                         .augment = Augment{Shift{2}, Rotate{10}, Noise{0.1f}}});
///
/// There are Shift, Rotate, Zoom, Flip, Noise, Gain, Cutout and Mixup (data/augmentations.hpp), and any
/// callable of a program's own, `[](auto view, Random& random) {...}`, which takes a SampleView. Images are
/// inputs of a height, a width and channels, sequences those of steps and values; of others say the image
/// first: `Augment{Image<28, 28>{}, Shift{2}}`.
///
/// They are drawn from the trainer's seed: the same for any number of threads, and where a training goes on
/// from a checkpoint. What is validated is not changed, nor is the data set. Targets stay, but with Mixup;
/// where samples are their own targets, these are moved as the sample is, and stay clean of Noise and Cutout.
/// Cost: each change is a pass over the sample.
/// Goes wrong when a change does not suit the network's input, or an image is of another size: a sentence;
/// with settings that make no sense: TrainingError, from `fit`.
template <class... Changes>
class Augment : public detail::ChangeList<detail::LayoutOf, Changes...> {
  public:
    /// Of at least one change.
    constexpr explicit Augment(Changes... changes)
        : detail::ChangeList<detail::LayoutOf, Changes...>(std::move(changes)...) {}
};
template <std::size_t Height, std::size_t Width, std::size_t Channels, class... Changes>
class Augment<Image<Height, Width, Channels>, Changes...>
    : public detail::ChangeList<detail::ImageLayout<Height, Width, Channels>::template of, Changes...> {
  public:
    constexpr explicit Augment(Image<Height, Width, Channels>, Changes... changes)
        : detail::ChangeList<detail::ImageLayout<Height, Width, Channels>::template of, Changes...>(
              std::move(changes)...) {}
};
template <class... Changes>
Augment(Changes...) -> Augment<Changes...>;

}  // namespace CTNN_CODE
}  // namespace ctnn
