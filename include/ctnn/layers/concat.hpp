#pragma once

#include <algorithm>
#include <array>
#include <concepts>
#include <cstddef>
#include <ctnn/kernels/elementwise.hpp>
#include <ctnn/layers/chain.hpp>
#include <ctnn/layers/norm.hpp>
#include <utility>

namespace ctnn {
namespace detail {

/// A shape with another last extent.
template <class S, std::size_t Last, class = std::make_index_sequence<S::rank - 1>>
struct ReplaceLast;
template <class S, std::size_t Last, std::size_t... I>
struct ReplaceLast<S, Last, std::index_sequence<I...>> : std::type_identity<Shape<S::extents[I]..., Last>> {};

/// Whether two shapes agree in all extents but the last.
template <class S, class Other>
consteval bool joins() {
    if constexpr (S::rank != Other::rank)
        return false;
    else
        return std::same_as<typename ReplaceLast<S, 1>::type, typename ReplaceLast<Other, 1>::type>;
}

/// Branches side by side. For each branch the tape holds its own, then its output, compact.
template <class In, class First, class... Rest>
struct ConcatOn {
    using input = In;
    using output = typename ReplaceLast<typename First::output, (last_extent<typename First::output> + ... +
                                                                 last_extent<typename Rest::output>)>::type;
    template <std::size_t I>
    using branch = std::tuple_element_t<I, std::tuple<First, Rest...>>;

    static constexpr std::size_t count = 1 + sizeof...(Rest), n = In::size, m = output::size;
    static constexpr std::size_t rows = m / last_extent<output>;  // that are joined one by one

    static constexpr auto plan = [] {
        struct {
            std::array<std::size_t, count + 1> parameters{}, state{}, column{}, tape{};
            std::size_t inner = 0, backward_inner = 0, widest = 0, multiply_adds = 0, least_batch = 1;
            bool couples_samples = false;
        } plan;
        std::size_t i = 0;
        const auto put = [&]<class L>(std::type_identity<L>) {
            plan.parameters[i + 1] = plan.parameters[i] + L::parameters;
            plan.state[i + 1] = plan.state[i] + L::state;
            plan.column[i + 1] = plan.column[i] + last_extent<typename L::output>;
            plan.tape[i + 1] = plan.tape[i] + L::tape + L::output::size;
            plan.inner = std::max(plan.inner, std::size_t{L::scratch});
            plan.backward_inner = std::max(plan.backward_inner, detail::backward_scratch<L>());
            plan.widest = std::max(plan.widest, L::output::size);
            plan.multiply_adds += detail::multiply_adds<L>();
            plan.least_batch = std::max(plan.least_batch, detail::least_batch<L>());
            plan.couples_samples = plan.couples_samples || detail::couples_samples<L>();
            ++i;
        };
        put(std::type_identity<First>{});
        (put(std::type_identity<Rest>{}), ...);
        return plan;
    }();

    static constexpr std::size_t parameters = plan.parameters[count], state = plan.state[count];
    static constexpr std::size_t tape = plan.tape[count], multiply_adds = plan.multiply_adds;
    static constexpr std::size_t widest = plan.widest, least_batch = plan.least_batch;
    static constexpr bool couples_samples = plan.couples_samples;
    static constexpr std::size_t scratch = widest + plan.inner;                        // a branch's output
    static constexpr std::size_t backward_scratch = widest + n + plan.backward_inner;  // its gradient, and dx

    template <class T>
    static constexpr auto named(std::span<T, parameters> w) noexcept {
        return BranchValues<ConcatOn, T>{w};
    }

    template <class Visitor>
    static constexpr void each_weights(std::size_t offset, Visitor&& visit) {
        each([&]<std::size_t I> { detail::each_weights<branch<I>>(offset + plan.parameters[I], visit); });
    }

    template <std::size_t B, class T>
    static constexpr void predict(View<T, parameters> w, View<T, state> s, View<T, B * n> x, Slot<T, B * m> y,
                                  Slot<T, B * scratch> work) noexcept {
        each([&]<std::size_t I> {
            using L = branch<I>;
            const auto out = work.template first<B * L::output::size>();
            L::template predict<B, T>(w.template subspan<plan.parameters[I], L::parameters>(),
                                      s.template subspan<plan.state[I], L::state>(), x, out,
                                      work.template subspan<B * widest, B * L::scratch>());
            join<I, B>(static_cast<const T*>(out.data()), y.data());
        });
    }

    template <std::size_t B, class T>
    static constexpr void forward(View<T, parameters> w, Slot<T, state> s, View<T, B * n> x, Slot<T, B * m> y,
                                  Slot<T, B * tape> kept, Slot<T, B * scratch> work,
                                  Random& random) noexcept {
        each([&]<std::size_t I> {
            using L = branch<I>;
            const auto out = kept.template subspan<B*(plan.tape[I] + L::tape), B * L::output::size>();
            L::template forward<B, T>(w.template subspan<plan.parameters[I], L::parameters>(),
                                      s.template subspan<plan.state[I], L::state>(), x, out,
                                      kept.template subspan<B * plan.tape[I], B * L::tape>(),
                                      work.template subspan<B * widest, B * L::scratch>(), random);
            join<I, B>(static_cast<const T*>(out.data()), y.data());
        });
    }

    template <std::size_t B, class T, std::size_t D>
    static constexpr void backward(View<T, parameters> w, View<T, B * n> x, View<T, B * m> y,
                                   View<T, B * tape> kept, View<T, B * m> dy, Slot<T, D> dx,
                                   Slot<T, parameters> dw, Slot<T, B * backward_scratch> work) noexcept {
        backward_into<B, T>(w, x, y, kept, dy, dx, dw.data(), work);
    }

    /// `into` is an Update of the parameters, or a pointer, to whose values the gradient is added.
    template <std::size_t B, class T, std::size_t D, class Into>
    static constexpr void backward_into(View<T, parameters> w, View<T, B * n> x, View<T, B * m>,
                                        View<T, B * tape> kept, View<T, B * m> dy, Slot<T, D> dx, Into into,
                                        Slot<T, B * backward_scratch> work) noexcept {
        each([&]<std::size_t I> {
            using L = branch<I>;
            constexpr std::size_t k = B * L::output::size;
            const auto gradient = work.template first<k>();
            const auto own = work.template subspan<B * widest, D>();
            split<I, B>(dy.data(), gradient.data());
            detail::backward<L, B, T, D>(
                w.template subspan<plan.parameters[I], L::parameters>(), x,
                kept.template subspan<B*(plan.tape[I] + L::tape), k>(),
                kept.template subspan<B * plan.tape[I], B * L::tape>(), gradient, I == 0 ? dx : own,
                into + plan.parameters[I],
                work.template subspan<B*(widest + n), B * detail::backward_scratch<L>()>());
            if constexpr (I > 0 && D != 0) kernels::add<D>(static_cast<const T*>(own.data()), dx.data());
        });
    }

    template <class T>
    static constexpr void initialize(Slot<T, parameters> w, Slot<T, state> s, Random& random) noexcept {
        each([&]<std::size_t I> {
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

    /// Branch I's rows into their columns of y, and its columns of dy back into rows.
    template <std::size_t I, std::size_t B, class T>
    static constexpr void join(const T* from, T* y) noexcept {
        constexpr std::size_t width = last_extent<typename branch<I>::output>;
        for (std::size_t r = 0; r < B * rows; ++r)
            kernels::copy<width>(from + r * width, y + r * last_extent<output> + plan.column[I]);
    }
    template <std::size_t I, std::size_t B, class T>
    static constexpr void split(const T* dy, T* to) noexcept {
        constexpr std::size_t width = last_extent<typename branch<I>::output>;
        for (std::size_t r = 0; r < B * rows; ++r)
            kernels::copy<width>(dy + r * last_extent<output> + plan.column[I], to + r * width);
    }
};

/// The first branch that is broken, else the first whose shape does not join, else ConcatOn.
template <class In, class First, class... Rest>
consteval auto concat_on() {
    using Shape0 = typename First::output;
    if constexpr (Broken<First>)
        return std::type_identity<First>{};
    else if constexpr (sizeof...(Rest) == 0)
        return std::type_identity<In>{};  // nothing further is wrong
    else
        return [&]<class Next, class... Others>(std::type_identity<Next>, std::type_identity<Others>...) {
            if constexpr (Broken<Next>)
                return std::type_identity<Next>{};
            else if constexpr (!joins<Shape0, typename Next::output>())
                return std::type_identity<
                    BrokenLayer<typename error::concat_joins_along_the_last_axis_of<
                                    Shape0>::template but_a_branch_gives<typename Next::output>,
                                In>>{};
            else
                return concat_on<In, First, Others...>();
        }(std::type_identity<Rest>{}...);
}

template <class In, class... Branches>
struct PlaceConcat {
    using found = typename decltype(concat_on<In, placed<Branches, In>...>())::type;
    static consteval auto choose() {
        if constexpr (Broken<found>)
            return std::type_identity<found>{};
        else
            return std::type_identity<ConcatOn<In, placed<Branches, In>...>>{};
    }
    using type = typename decltype(choose())::type;
};

template <class In>
struct PlaceConcat<In> {
    using type = BrokenLayer<error::a_concat_needs_at_least_one_branch<In>, In>;
};

}  // namespace detail

/// Branches that see the same input, and whose outputs are joined along the last axis: the units of dense
/// layers, the channels of images. A branch of several layers is a Sequential.
///
/// Shapes: `Shape<n>` -> `Shape<a + b + ...>`, `Shape<H, W, C>` -> `Shape<H', W', a + b + ...>`.
/// Parameters: those of its branches, in order; `parameters.layer<I>().branch<J>()`.
/// PyTorch: `torch.cat([a(x), b(x)], dim=-1)`; Keras: `Concatenate()([a(x), b(x)])`.
/// Goes wrong when the other extents differ: a sentence from the network with both shapes.
template <class... Branches>
struct Concat {
    template <class In>
    using on = typename detail::PlaceConcat<In, Branches...>::type;
};

}  // namespace ctnn
