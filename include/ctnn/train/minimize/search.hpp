#pragma once

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/sentence.hpp>
#include <ctnn/core/error/training.hpp>
#include <ctnn/core/random.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/data/dataset.hpp>
#include <ctnn/network/parameters.hpp>
#include <ctnn/train/minimize/cma_es.hpp>
#include <ctnn/train/minimize/genetic.hpp>
#include <ctnn/train/minimize/minimization.hpp>
#include <ctnn/train/settings.hpp>
#include <ctnn/train/training_error.hpp>
#include <numeric>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace ctnn {
namespace detail::inline CTNN_CODE {

template <class Method, std::size_t N>
struct SearchBy : std::type_identity<error::minimize_takes_CMAES_or_Genetic_after_the_function_not<Method>> {
};
template <std::size_t N>
struct SearchBy<CMAES, N> : std::type_identity<CovarianceSearch<N>> {};
template <std::size_t N>
struct SearchBy<Genetic, N> : std::type_identity<GeneticSearch<N>> {};

/// Fits, or the first mistake in minimizing a function of a network's parameters.
template <class Net, class T, class Cost, class Method>
consteval auto search_mistake() {
    if constexpr (Broken<typename Net::body>)
        return std::type_identity<Fits>{};  // the network has said it
    else if constexpr (!std::is_invocable_r_v<double, Cost&, const Parameters<Net, T>&>)
        return std::type_identity<
            error::minimize_takes_a_Dataset_or_a_function_of_the_parameters_that_gives_a_number_not<Cost>>{};
    else if constexpr (!std::same_as<Method, CMAES> && !std::same_as<Method, Genetic>)
        return std::type_identity<error::minimize_takes_CMAES_or_Genetic_after_the_function_not<Method>>{};
    else if constexpr (Net::parameter_count == 0)
        return std::type_identity<error::there_is_nothing_to_train_in<Net>>{};
    else
        return std::type_identity<Fits>{};
}
template <class Net, class T, class Cost, class Method>
using SearchMistake = typename decltype(search_mistake<Net, T, Cost, Method>())::type;

template <class X>
inline constexpr bool is_a_data_set = false;
template <class Net>
inline constexpr bool is_a_data_set<Dataset<Net>> = true;

}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

/// A search without a gradient, by `CMAES` or `Genetic`, for a loop of the program's own, which may judge the
/// candidates in threads or by hand; `minimize` is that loop.
///
///     Search<Policy, CMAES> search(parameters, {.seed = 1});
///     while (!search.has_ended()) {
///         for (const Parameters<Policy>& one : search.ask()) costs.push_back(cost(one));
///         search.tell(costs);
///         costs.clear();
///     }
///     parameters = search.best();
///
/// The same start, settings, seed and costs give the same bits. Goes wrong: settings without sense, and
/// another number of costs than of candidates, throw TrainingError. A cost that is NaN counts as the worst.
template <class Net, class Method = CMAES, Number T = float>
class Search {
  public:
    /// The candidates lie around the start, which keeps its state.
    explicit Search(const Parameters<Net, T>& start, const Method& how = {})
        : how_(checked(how)), best_(start), by_(how, values_of(start)), random_{~how.seed} {
        result_.losses.push_back(detail::infinity<double>);
        candidates_.resize(by_.size(), start);
        draw();
    }

    /// The candidates to be judged; the same until `tell`.
    std::span<const Parameters<Net, T>> ask() const noexcept { return candidates_; }

    /// What each of them costs, the lower the better.
    void tell(std::span<const double> costs) {
        if (costs.size() != candidates_.size())
            throw TrainingError("costs", std::to_string(candidates_.size()), std::to_string(costs.size()));
        std::vector<double> seen(costs.begin(), costs.end());
        for (double& cost : seen)
            if (!detail::is_finite(cost) && !(cost < 0)) cost = detail::infinity<double>;
        std::vector<std::size_t> order(seen.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::stable_sort(order.begin(), order.end(),
                         [&](std::size_t a, std::size_t b) { return seen[a] < seen[b]; });
        result_.evaluations += seen.size();
        const double least = seen[order.front()];
        if (least < result_.losses.back()) best_ = candidates_[order.front()];
        result_.losses.push_back(std::min(least, result_.losses.back()));
        generation_bests_.push_back(least);
        by_.learn(order);
        look_at_end(seen[order.back()]);
        if (!ended_) draw();
    }

    /// Whether there is a reason to end, which `result` has.
    bool has_ended() const noexcept { return ended_; }
    /// The best candidate so far; before the first costs, the start.
    const Parameters<Net, T>& best() const noexcept { return best_; }
    /// The least cost after each generation; before the first it is infinite.
    const Minimization& result() const noexcept { return result_; }

  private:
    static constexpr std::size_t N = Net::parameter_count;

    static const Method& checked(const Method& how) {
        detail::require_settings(how);
        return how;
    }
    static std::vector<double> values_of(const Parameters<Net, T>& start) {
        std::vector<double> values(start.values, start.values + N);
        for (const double& value : values)
            if (!detail::is_finite(value))
                throw TrainingError("the parameters at the start", "finite numbers",
                                    detail::setting_text(value));
        return values;
    }

    void draw() {
        by_.draw(random_);
        for (std::size_t k = 0; k < candidates_.size(); ++k)
            for (std::size_t i = 0; i < N; ++i) candidates_[k].values[i] = static_cast<T>(by_.value(k, i));
    }

    void look_at_end(double worst) {
        const auto end = [&](bool holds, Ended why) {
            if (holds && !ended_) result_.ended = why;
            ended_ = ended_ || holds;
        };
        end(result_.losses.back() <= how_.goal, Ended::goal);
        end(!detail::is_finite(by_.width()) || !detail::is_finite(generation_bests_.back()),
            Ended::not_finite);
        end(by_.width() <= how_.step_tolerance || is_flat(worst), Ended::small_step);
        end(result_.iterations() >= how_.iterations, Ended::iterations);
    }

    /// Whether the costs of this generation, and the best of those before it, are all alike.
    bool is_flat(double worst) const {
        if (by_.patience() == 0 || generation_bests_.size() < by_.patience()) return false;
        const auto [least, most] = std::minmax_element(
            generation_bests_.end() - std::ptrdiff_t(by_.patience()), generation_bests_.end());
        return std::max(*most, worst) - *least <= how_.cost_tolerance;
    }

    Method how_;
    Parameters<Net, T> best_;
    typename detail::SearchBy<Method, N>::type by_;
    Random random_;
    std::vector<Parameters<Net, T>> candidates_{};
    std::vector<double> generation_bests_{};
    Minimization result_{};
    bool ended_ = false;
};

/// Makes a cost as small as it gets, by any function of the parameters: `CMAES` or `Genetic` and their
/// settings.
///
///     minimize(parameters, [](const Parameters<Policy>& p) { return seconds_until_it_falls(p); },
///     CMAES{.seed = 1});
///
/// The parameters are never worse afterwards than before. An exception of the function's leaves the best ones
/// so far. The rest is as with `Search`.
template <class Net, class T, class Cost, class Method>
    requires(!detail::is_a_data_set<std::remove_cvref_t<Cost>> &&
             std::same_as<detail::SearchMistake<Net, T, Cost, Method>, detail::Fits>)
Minimization minimize(Parameters<Net, T>& parameters, Cost&& cost, const Method& how) {
    Search<Net, Method, T> search(parameters, how);
    double start = static_cast<double>(cost(std::as_const(parameters)));
    if (!detail::is_finite(start)) start = detail::infinity<double>;
    const auto keep = [&] {
        if (search.result().loss() < start) parameters = search.best();
    };
    try {
        std::vector<double> costs(search.ask().size());
        while (!search.has_ended() && start > how.goal) {
            std::transform(search.ask().begin(), search.ask().end(), costs.begin(),
                           [&](const Parameters<Net, T>& one) { return static_cast<double>(cost(one)); });
            search.tell(costs);
            const Minimization& now = search.result();
            if (how.on_iteration) how.on_iteration(now.iterations(), std::min(start, now.loss()));
        }
    } catch (...) {
        keep();
        throw;
    }
    keep();
    Minimization result = search.result();
    for (double& loss : result.losses) loss = std::min(loss, start);
    ++result.evaluations;
    if (!search.has_ended()) result.ended = Ended::goal;
    return result;
}

template <class Net, class T, class Cost, class Method>
    requires(!detail::is_a_data_set<std::remove_cvref_t<Cost>> &&
             !std::same_as<detail::SearchMistake<Net, T, Cost, Method>, detail::Fits>)
decltype(error::sentence(detail::search_mistake<Net, T, Cost, Method>())) minimize(Parameters<Net, T>&,
                                                                                   Cost&&, const Method&);

}  // namespace CTNN_CODE
}  // namespace ctnn
