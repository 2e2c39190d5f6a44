#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/sizes.hpp>
#include <ctnn/engine/backward.hpp>
#include <ctnn/engine/each_kernel.hpp>
#include <ctnn/engine/placing.hpp>
#include <ctnn/engine/values.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <tuple>
#include <type_traits>
#include <utility>

// The engine of Concat, Add and Multiply: layers side by side, which see the same input.

namespace ctnn::detail::inline CTNN_CODE {

/// Branches whose outputs `Join` makes one. For each branch the tape holds its own, then its output, compact.
///
/// Join::join<On, I, B>(from, y) takes branch I's outputs into y, in the order of the branches;
/// Join::split<On, I, B>(dy, outputs, to) overwrites `to` with their gradient, given all branches' outputs.
template <class Join, class In, class First, class... Rest>
struct BranchesOn {
    using input = In;
    using output = typename Join::template output<typename First::output, typename Rest::output...>;
    template <std::size_t I>
    using branch = std::tuple_element_t<I, std::tuple<First, Rest...>>;

    static constexpr std::size_t count = 1 + sizeof...(Rest), n = In::size, m = output::size;

    static constexpr auto plan = [] {
        struct {
            std::array<std::size_t, count + 1> parameters{}, state{}, tape{};
            std::array<std::size_t, count + 1> column{};  // where they stand side by side
            std::size_t inner = 0, backward_inner = 0, widest = 0, multiply_adds = 0, least_batch = 1;
            bool couples_samples = false;
        } plan;
        std::size_t i = 0;
        const auto put = [&]<class L>(std::type_identity<L>) {
            plan.parameters[i + 1] = size_sum(plan.parameters[i], L::parameters);
            plan.state[i + 1] = size_sum(plan.state[i], L::state);
            plan.tape[i + 1] = size_sum(plan.tape[i], L::tape, L::output::size);
            plan.column[i + 1] = size_sum(plan.column[i], last_extent<typename L::output>);
            plan.inner = std::max(plan.inner, std::size_t{L::scratch});
            plan.backward_inner = std::max(plan.backward_inner, detail::backward_scratch<L>());
            plan.widest = std::max(plan.widest, L::output::size);
            plan.multiply_adds = size_sum(plan.multiply_adds, detail::multiply_adds<L>());
            plan.least_batch = std::max(plan.least_batch, detail::least_batch<L>());
            plan.couples_samples = plan.couples_samples || detail::couples_samples<L>();
            ++i;
        };
        put(std::type_identity<First>{});
        (put(std::type_identity<Rest>{}), ...);
        return plan;
    }();

    static constexpr std::size_t parameters = plan.parameters[count], state = plan.state[count];
    static constexpr std::size_t tape = plan.tape[count];
    static constexpr std::size_t multiply_adds =
        plan.multiply_adds + Join::template multiply_adds<BranchesOn>;
    static constexpr std::size_t widest = plan.widest, least_batch = plan.least_batch;
    static constexpr bool couples_samples = plan.couples_samples;
    static constexpr bool backward_reads_state =
        detail::backward_reads_state<First>() || (detail::backward_reads_state<Rest>() || ...);
    static constexpr bool has_rates = detail::has_rates<First>() || (detail::has_rates<Rest>() || ...);
    static constexpr std::size_t scratch = widest + plan.inner;                        // a branch's output
    static constexpr std::size_t backward_scratch = widest + n + plan.backward_inner;  // its gradient, and dx

    template <class T>
    static constexpr auto named(std::span<T, parameters> w) noexcept {
        return BranchValues<BranchesOn, T>{w};
    }
    template <class T>
    static constexpr auto named_state(std::span<T, state> s) noexcept {
        return BranchState<BranchesOn, T>{s};
    }

    template <class Visitor>
    static constexpr void each_weights(std::size_t offset, Visitor&& visit) {
        each([&]<std::size_t I> { detail::each_weights<branch<I>>(offset + plan.parameters[I], visit); });
    }

    template <std::size_t B, class T, class Visitor>
    static constexpr void each_kernel(Visitor&& visit) {
        each([&]<std::size_t I> { detail::each_kernel<branch<I>, B, T>(visit); });
    }

    template <class Visitor>
    static constexpr void each_layer(const LayerPlace& at, Visitor&& visit) {
        each([&]<std::size_t I> {
            const PathStep step{at.path, {}, I};
            detail::each_layer<branch<I>>(at.within(step, plan.parameters[I], plan.state[I]), visit);
        });
    }

    template <std::size_t B, class T, class... More>
    static constexpr void predict(View<T, parameters> w, View<T, state> s, View<T, B * n> x, Slot<T, B * m> y,
                                  Slot<T, B * scratch> work, More... more) noexcept {
        each([&]<std::size_t I> {
            using L = branch<I>;
            const auto out = work.template first<B * L::output::size>();
            L::template predict<B, T>(w.template subspan<plan.parameters[I], L::parameters>(),
                                      s.template subspan<plan.state[I], L::state>(), x, out,
                                      work.template subspan<B * widest, B * L::scratch>(), more...);
            Join::template join<BranchesOn, I, B>(static_cast<const T*>(out.data()), y.data());
        });
    }

    template <std::size_t B, class T, class... More>
    static constexpr void forward(View<T, parameters> w, Slot<T, state> s, View<T, B * n> x, Slot<T, B * m> y,
                                  Slot<T, B * tape> kept, Slot<T, B * scratch> work, Random& random,
                                  More... more) noexcept {
        // By value: see Chain::forward.
        each([=, &random]<std::size_t I> {
            using L = branch<I>;
            const auto out = kept.template subspan<B*(plan.tape[I] + L::tape), B * L::output::size>();
            L::template forward<B, T>(w.template subspan<plan.parameters[I], L::parameters>(),
                                      s.template subspan<plan.state[I], L::state>(), x, out,
                                      kept.template subspan<B * plan.tape[I], B * L::tape>(),
                                      work.template subspan<B * widest, B * L::scratch>(), random, more...);
            Join::template join<BranchesOn, I, B>(static_cast<const T*>(out.data()), y.data());
        });
    }

    /// `into` is an Update of the parameters, or a pointer, to whose values the gradient is added; `s` the
    /// state, where it is read.
    template <std::size_t B, class T, std::size_t D, class Into, class... State>
    static constexpr void backward_into(View<T, parameters> w, View<T, B * n> x, View<T, B * m>,
                                        View<T, B * tape> kept, View<T, B * m> dy, Slot<T, D> dx, Into into,
                                        Slot<T, B * backward_scratch> work, State... s) noexcept {
        std::array<const T*, count> outputs{};
        each([&]<std::size_t I> { outputs[I] = kept.data() + B * (plan.tape[I] + branch<I>::tape); });
        each([&]<std::size_t I> {
            using L = branch<I>;
            constexpr std::size_t k = B * L::output::size;
            const auto gradient = work.template first<k>();
            const auto own = work.template subspan<B * widest, D>();
            Join::template split<BranchesOn, I, B>(dy.data(), outputs, gradient.data());
            detail::backward<L, B, T, D>(
                w.template subspan<plan.parameters[I], L::parameters>(), x, View<T, k>(outputs[I], k),
                kept.template subspan<B * plan.tape[I], B * L::tape>(), gradient, I == 0 ? dx : own,
                into + plan.parameters[I],
                work.template subspan<B*(widest + n), B * detail::backward_scratch<L>()>(),
                (s + plan.state[I])...);
            if constexpr (I > 0 && D != 0) kernels::add<D>(static_cast<const T*>(own.data()), dx.data());
        });
    }

    template <class T>
    static constexpr void initialize(Slot<T, parameters> w, Slot<T, state> s, Random& random) noexcept {
        each([=, &random]<std::size_t I> {
            using L = branch<I>;
            L::template initialize<T>(w.template subspan<plan.parameters[I], L::parameters>(),
                                      s.template subspan<plan.state[I], L::state>(), random);
        });
    }

  private:
    template <class F>
    static constexpr void each(F f) noexcept {
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            (f.template operator()<I>(), ...);
        }(std::make_index_sequence<count>{});
    }
};

/// The first branch that is broken, else what Join says of the first one that does not fit, else a shape.
template <class Join, class In, class First, class... Rest>
consteval auto branches_mistake() {
    using Shape0 = typename First::output;
    if constexpr (Broken<First>)
        return std::type_identity<First>{};
    else if constexpr (sizeof...(Rest) == 0)
        return std::type_identity<In>{};  // nothing further is wrong
    else
        return [&]<class Next, class... Others>(std::type_identity<Next>, std::type_identity<Others>...) {
            if constexpr (Broken<Next>)
                return std::type_identity<Next>{};
            else if constexpr (!Join::template fits<Shape0, typename Next::output>())
                return std::type_identity<
                    BrokenLayer<typename Join::template misfit<Shape0, typename Next::output>, In>>{};
            else
                return branches_mistake<Join, In, First, Others...>();
        }(std::type_identity<Rest>{}...);
}

template <class Join, class In, class... Branches>
consteval auto place_branches() {
    if constexpr (sizeof...(Branches) == 0) {
        return std::type_identity<BrokenLayer<typename Join::template without_branches<In>, In>>{};
    } else {
        using Found = typename decltype(branches_mistake<Join, In, placed<Branches, In>...>())::type;
        if constexpr (Broken<Found>)
            return std::type_identity<Found>{};
        else
            return std::type_identity<BranchesOn<Join, In, placed<Branches, In>...>>{};
    }
}

/// `Branches...` placed side by side on `In`: a BranchesOn, or a layer that is broken.
template <class Join, class In, class... Branches>
using BranchesOf = typename decltype(place_branches<Join, In, Branches...>())::type;

}  // namespace ctnn::detail::inline CTNN_CODE
