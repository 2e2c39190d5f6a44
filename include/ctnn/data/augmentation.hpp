#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <type_traits>

#include <ctnn/core/code.hpp>
#include <ctnn/core/error/sentence.hpp>
#include <ctnn/core/random.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/data/dataset.hpp>

namespace ctnn {

namespace detail::inline CTNN_CODE {

/// A list of changes, as `Augment` (data/augment.hpp) is: it says what is wrong with it for a network.
template <class A, class Net>
concept Augments = requires { A::template augment_mistake<Net>(); };
template <class A, class Net>
concept AugmentsRightly = Augments<A, Net> && requires {
    requires std::is_void_v<typename decltype(A::template augment_mistake<Net>())::type>;
};

}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

/// What `fit` does to each sample as it takes it: nothing, or an `Augment{...}`, of which this holds a copy.
template <class Net>
class Augmentation {
  public:
    /// None: samples stay as they are.
    Augmentation(std::nullptr_t = nullptr) noexcept {}
    /// A list of changes. Goes wrong when the network's input is nothing that they can change: a sentence.
    template <class A>
        requires detail::AugmentsRightly<A, Net>
    Augmentation(const A& augment) : changes_(std::make_shared<const ChangesOf<A>>(augment)) {}
    template <class A>
        requires(detail::Augments<A, Net> && !detail::AugmentsRightly<A, Net>)
    Augmentation(const A&, decltype(error::sentence(A::template augment_mistake<Net>())) = {});

    /// Whether there is one.
    explicit operator bool() const noexcept { return changes_ != nullptr; }
    /// Calls `see` with each of its settings.
    void each_setting(void (*see)(const Setting&)) const {
        if (changes_) changes_->each_setting(see);
    }

    /// Changes a sample, its inputs x and its target t, by the next random numbers; `data` are all samples,
    /// one of which it may be mixed with.
    template <class T>
    void operator()(const Dataset<Net>& data, std::span<T, Net::input_size> x,
                    std::span<T, Net::output_size> t, Random& random) const {
        if (changes_) changes_->change(data, x.data(), t.data(), random);
    }

    /// Changes `count` samples of a batch, from its sample `first` on, each by random numbers of its own:
    /// whatever the threads that share the batch.
    template <class T>
    [[gnu::noinline]] void operator()(const Dataset<Net>& data, T* inputs, T* targets, std::size_t first,
                                      std::size_t count, std::uint64_t seed) const {
        for (std::size_t s = first; s < first + count; ++s) {
            Random random{Random{~seed + s}()};
            changes_->change(data, inputs + s * Net::input_size, targets + s * Net::output_size, random);
        }
    }

  private:
    struct Changes {
        virtual ~Changes() = default;
        virtual void each_setting(void (*see)(const Setting&)) const = 0;
        virtual void change(const Dataset<Net>&, float* x, float* t, Random&) const = 0;
        virtual void change(const Dataset<Net>&, double* x, double* t, Random&) const = 0;
    };
    template <class A>
    struct ChangesOf final : Changes {
        explicit ChangesOf(const A& of) : augment(of) {}
        void each_setting(void (*see)(const Setting&)) const override { augment.each_setting(see); }
        void change(const Dataset<Net>& data, float* x, float* t, Random& random) const override {
            augment.change(data, x, t, random);
        }
        void change(const Dataset<Net>& data, double* x, double* t, Random& random) const override {
            augment.change(data, x, t, random);
        }
        A augment;
    };

    std::shared_ptr<const Changes> changes_{};
};

}  // namespace CTNN_CODE
}  // namespace ctnn
