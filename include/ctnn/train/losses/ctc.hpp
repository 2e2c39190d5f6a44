#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/training.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/math/math.hpp>
#include <ctnn/train/losses/log_softmax.hpp>
#include <type_traits>

namespace ctnn {

/// Connectionist temporal classification: which labels a sequence has, in their order, without being told at
/// which steps. Each step of the outputs has a value for each of `Classes`, of which 0 is "no label"; the
/// target begins with up to `Labels` labels, 1 to Classes - 1, and the first 0 ends them. After a linear last
/// layer. Formula: -log of the sum, over all ways to spread the labels over the steps, of the product of the
/// steps' softmax. (Graves and others: Connectionist temporal classification, 2006.) Gradient: at each step
/// softmax less the share of the ways that have the class there. Cost: steps * (Classes + 2 Labels)
/// exponentials and logarithms, and for the gradient twice that; steps * (2 Labels + 1) values on the stack.
/// PyTorch: CTCLoss(reduction="sum") of log_softmax, of one sample. Keras: CTC, where the last class is none.
/// What goes wrong: where the labels, and a step between two that are alike, are more than the steps, and
/// with labels that there are not, the loss is infinite, which `fit` says. Outputs that `Classes` does not
/// divide are a sentence.
template <std::size_t Classes, std::size_t Labels>
struct CTC {
    static constexpr ValueRange targets = value_ranges::from_0;
    template <class Output>
    using mistake = std::conditional_t<
        (Classes > 1 && Labels > 0 && Output::size % (Classes > 0 ? Classes : 1) == 0), void,
        typename error::CTC_takes_steps_of<Classes>::template classes_but_the_outputs_are<Output::size>>;

    template <std::size_t N, class T>
    CTNN_MEMBER static constexpr T value(const T* y, const T* target) noexcept {
        return -Ways<N / Classes, T>(y, target).total();
    }

    template <std::size_t N, class T>
    CTNN_MEMBER static constexpr void slope(const T* y, const T* target, T* dy) noexcept {
        Ways<N / Classes, T>(y, target).differentiate(dy);
    }

  private:
    /// log(exp(a) + exp(b)).
    template <class T>
    CTNN_MEMBER static constexpr T log_sum(T a, T b) noexcept {
        const T high = a > b ? a : b, low = a > b ? b : a;
        if (high == -detail::infinity<T>) return high;
        return high + math::log1p(math::exp(low - high));
    }

    /// The logarithms of what the ways come to that have, at each step, reached each place of the labels with
    /// "no label" around them.
    template <std::size_t Steps, class T>
    class Ways {
      public:
        CTNN_MEMBER constexpr Ways(const T* y, const T* target) noexcept {
            for (; count_ < Labels && count_ < Steps * Classes && target[count_] != 0; ++count_) {
                const T label = target[count_];
                exists_ = exists_ && label >= 1 && label < static_cast<T>(Classes);
                labels_[2 * count_ + 1] = exists_ ? static_cast<std::size_t>(label) : 0;
            }
            for (std::size_t t = 0; t < Steps; ++t) {
                const auto log_p = detail::log_softmax<Classes>(y + t * Classes);
                for (std::size_t k = 0; k < Classes; ++k) log_p_[t][k] = log_p.of(y[t * Classes + k]);
            }
            for (std::size_t t = 0; t < Steps; ++t)
                for (std::size_t s = 0; s < places(); ++s)
                    reached_[t][s] =
                        (t == 0 ? (s < 2 ? T(0) : none) : before(t - 1, s)) + log_p_[t][labels_[s]];
        }

        CTNN_MEMBER constexpr T total() const noexcept {
            if (!exists_) return none;
            const T* const last = reached_[Steps - 1];
            return count_ == 0 ? last[0] : log_sum(last[places() - 1], last[places() - 2]);
        }

        CTNN_MEMBER constexpr void differentiate(T* dy) const noexcept {
            const T all = total();
            T left[2 * Labels + 1]{};  // what the ways on from here come to, without this step
            for (std::size_t s = 0; s < places(); ++s) left[s] = s + 2 < places() ? none : T(0);
            for (std::size_t t = Steps; t-- > 0;) {
                T share[Classes]{};
                for (T& k : share) k = none;
                for (std::size_t s = 0; s < places(); ++s)
                    share[labels_[s]] = log_sum(share[labels_[s]], reached_[t][s] + left[s]);
                for (std::size_t k = 0; k < Classes; ++k)
                    dy[t * Classes + k] = math::exp(log_p_[t][k]) - math::exp(share[k] - all);
                step_back(t, left);
            }
        }

      private:
        static constexpr T none = -detail::infinity<T>;

        CTNN_MEMBER constexpr std::size_t places() const noexcept { return 2 * count_ + 1; }
        /// Whether a way may leave out the place before this one.
        CTNN_MEMBER constexpr bool may_skip(std::size_t s) const noexcept {
            return s >= 2 && labels_[s] != 0 && labels_[s] != labels_[s - 2];
        }
        CTNN_MEMBER constexpr T before(std::size_t t, std::size_t s) const noexcept {
            T ways = reached_[t][s];
            if (s >= 1) ways = log_sum(ways, reached_[t][s - 1]);
            return may_skip(s) ? log_sum(ways, reached_[t][s - 2]) : ways;
        }
        CTNN_MEMBER constexpr void step_back(std::size_t t, T* left) const noexcept {
            for (std::size_t s = 0; s < places(); ++s) left[s] += log_p_[t][labels_[s]];
            for (std::size_t s = 0; s < places(); ++s) {  // those behind are not changed yet
                if (s + 1 < places()) left[s] = log_sum(left[s], left[s + 1]);
                if (s + 2 < places() && may_skip(s + 2)) left[s] = log_sum(left[s], left[s + 2]);
            }
        }

        std::size_t labels_[2 * Labels + 1]{}, count_ = 0;
        bool exists_ = true;
        T log_p_[Steps][Classes]{}, reached_[Steps][2 * Labels + 1]{};
    };
};

}  // namespace ctnn
