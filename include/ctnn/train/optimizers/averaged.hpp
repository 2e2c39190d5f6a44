#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/code.hpp>
#include <ctnn/core/value_range.hpp>
#include <type_traits>
#include <utility>

namespace ctnn {
namespace detail::inline CTNN_CODE {

/// The settings of an optimizer and one more.
template <class Of>
constexpr auto settings_and(const Of& optimizer, const Setting& more) noexcept {
    if constexpr (HasSettings<Of>) {
        const auto own = optimizer.settings();
        return [&]<std::size_t... I>(std::index_sequence<I...>) {
            return std::array{own[I]..., more};
        }(std::make_index_sequence<own.size()>{});
    } else {
        return std::array{more};
    }
}

/// Calls an optimizer's rule with the first of more moments than it keeps.
template <std::size_t Own, class Rule, class V, std::size_t Count>
constexpr V with_first(const Rule& rule, V w, V g, std::array<V, Count>& moments) noexcept {
    std::array<V, Own> own{};
    for (std::size_t k = 0; k < Own; ++k) own[k] = moments[k];
    w = rule(w, g, own);
    for (std::size_t k = 0; k < Own; ++k) moments[k] = own[k];
    return w;
}

}  // namespace detail::inline CTNN_CODE

/// An optimizer that keeps a moving average of the parameters beside them, which is often the better network:
/// `averaged(trainer)`. It is one more moment, so a checkpoint has it.
///
///     Trainer<Net, CrossEntropy, Averaged<Adam>, 64> trainer{{{.learning_rate = 1e-3f}, 0.999f}, seed};
///     trainer.fit(train, {.epochs = 5});
///     evaluate<CrossEntropy>(averaged(trainer), test);
///
/// With `FitOptions::judge_average`, `fit` validates the average, stops early by it, and brings back the
/// best. Formula: after each step average = decay * average + (1 - decay) * w; after the first, w. (Polyak,
/// Juditsky: Acceleration of stochastic approximation by averaging, 1992.) Cost: one moment. PyTorch:
/// AveragedModel(avg_fn of a decay), from 2.0 on multi_avg_fn=get_ema_multi_avg_fn(decay). Keras:
/// use_ema=True, ema_momentum=decay.
/// What goes wrong: it lags by some 1 / (1 - decay) steps: of fewer than ten times as many it is still the
/// past.
template <class Of>
struct Averaged : Of {
    float decay = 0.999f;  ///< share of the average that stays in a step

    static constexpr std::size_t moments = Of::moments + 1;
    static constexpr std::size_t average = Of::moments;  ///< which of them it is

    CTNN_MEMBER constexpr auto settings() const noexcept {
        return detail::settings_and<Of>(*this, Setting("decay", decay, value_ranges::from_0_to_below_1));
    }

    template <class T, class Own>
    struct Rule {
        static constexpr bool in_lanes = requires { requires Own::in_lanes; };
        Own own;
        T decay;  // 0 in the first step

        template <class V>
        CTNN_MEMBER constexpr V operator()(V w, V g, std::array<V, moments>& m) const noexcept {
            const V next = detail::with_first<Of::moments>(own, w, g, m);
            m[Of::moments] = V(decay) * m[Of::moments] + V(1 - decay) * next;
            return next;
        }
    };

    template <class T>
    CTNN_MEMBER constexpr auto rule(std::uint64_t step, T rate) const noexcept {
        const auto own = Of::template rule<T>(step, rate);
        return Rule<T, decltype(own)>{own, step == 1 ? T(0) : static_cast<T>(decay)};
    }
};

namespace detail::inline CTNN_CODE {

/// A learner whose optimizer is Averaged, or has one within it.
template <class L>
concept KeepsAverage = requires(const L& learner) { learner.moments[learner.optimizer.average]; };

/// OVERWRITES `to` with the moving average of the parameters, and the state as it is.
template <KeepsAverage L, class P>
constexpr void put_average(const L& learner, P& to) noexcept {
    to = learner.parameters;
    if (learner.steps > 0)
        std::copy_n(learner.moments[learner.optimizer.average].values, P::network::parameter_count,
                    to.values);
}

}  // namespace detail::inline CTNN_CODE

/// The parameters of a learner or trainer whose optimizer is Averaged, with their moving average in their
/// place, and the state as it is. Before the first step, as they are.
template <detail::KeepsAverage Learner>
constexpr auto averaged(const Learner& learner) noexcept {
    auto result = learner.parameters;
    detail::put_average(learner, result);
    return result;
}

}  // namespace ctnn
