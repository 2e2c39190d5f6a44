#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/heads.hpp>
#include <ctnn/engine/branches.hpp>
#include <ctnn/engine/ending.hpp>
#include <ctnn/network/heads_of.hpp>
#include <ctnn/train/losses/losses.hpp>
#include <ratio>
#include <tuple>
#include <type_traits>
#include <utility>

// Where several losses meet the heads of a network.

namespace ctnn::detail::inline CTNN_CODE {

template <class Loss, class Net>
struct Objective;
template <class Loss, class Net>
consteval auto objective_mistake();

/// A head's loss and its factor.
template <class Loss>
struct Factored {
    using loss = Loss;
    using factor = std::ratio<1>;
};
template <class Loss, class F>
struct Factored<Weighted<Loss, F>> {
    using loss = Loss;
    using factor = typename F::type;
};

/// A chain with another last layer.
template <class Last, std::size_t... I, class In, class... Layers>
Chain<In, std::tuple_element_t<I, std::tuple<Layers...>>..., Last> with_end(std::index_sequence<I...>,
                                                                            const Chain<In, Layers...>*);

/// The same of a network's body, which may be more than its chain.
template <class Body, class Last>
consteval auto body_with_end() {
    using Layers = decltype(with_end<Last>(std::make_index_sequence<Body::count - 1>{},
                                           static_cast<const Body*>(nullptr)));
    if constexpr (requires { typename Body::template around<Layers>; })
        return std::type_identity<typename Body::template around<Layers>>{};
    else
        return std::type_identity<Layers>{};
}

/// Losses as Objective asks them, of a network that ends in as many heads.
template <class Net, class... Each>
struct HeadsGoal {
    using heads = HeadsOf<Net>;
    static constexpr std::size_t count = sizeof...(Each);
    template <std::size_t I>
    using part = Factored<std::tuple_element_t<I, std::tuple<Each...>>>;
    template <std::size_t I>
    using goal = Objective<typename part<I>::loss, typename heads::template head<I>>;

    /// The first mistake, or void.
    template <std::size_t I = 0>
    static consteval auto mistake() {
        if constexpr (heads::count == 0) {
            return std::type_identity<
                error::Losses_are_for_a_network_that_ends_in_Heads_unlike<typename LastLayer<Net>::type>>{};
        } else if constexpr (heads::count != count) {
            return std::type_identity<typename error::the_network_ends_in<
                heads::count>::template heads_but_there_are_so_many_losses<count>>{};
        } else if constexpr (I == count) {
            return std::type_identity<void>{};
        } else {
            using Found =
                decltype(objective_mistake<typename part<I>::loss, typename heads::template head<I>>());
            if constexpr (!std::is_void_v<typename Found::type>)
                return Found{};
            else
                return mistake<I + 1>();
        }
    }

    /// The network whose heads end in Linear where their losses work on logits.
    static consteval auto choose_body() {
        if constexpr (!std::is_void_v<typename decltype(mistake())::type>)
            return std::type_identity<typename Net::body>{};
        else
            return []<std::size_t... I>(std::index_sequence<I...>) {
                using Last = BranchesOn<Succession, typename heads::on::input, typename goal<I>::Body...>;
                return body_with_end<typename Net::body, Last>();
            }(std::make_index_sequence<count>{});
    }
    using Body = typename decltype(choose_body())::type;

    template <class T>
    static constexpr T value(const T* y, const T* target) {
        T sum = 0;
        each([&]<std::size_t I> {
            constexpr std::size_t at = heads::template start<I>;
            sum += factor<T, I> * goal<I>::value(y + at, target + at);
        });
        return sum;
    }

    template <class T>
    static constexpr void slope(const T* y, const T* target, T* dy) {
        each([&]<std::size_t I> {
            constexpr std::size_t at = heads::template start<I>;
            goal<I>::slope(y + at, target + at, dy + at);
            for (std::size_t i = at; i < at + goal<I>::out; ++i) dy[i] *= factor<T, I>;
        });
    }

    template <class T>
    static constexpr void finish(T* y) {
        each([&]<std::size_t I> { goal<I>::finish(y + heads::template start<I>); });
    }

    template <class F>
    static constexpr void each(F&& f) {
        if constexpr (std::is_void_v<typename decltype(mistake())::type>)
            [&]<std::size_t... I>(std::index_sequence<I...>) {
                (f.template operator()<I>(), ...);
            }(std::make_index_sequence<count>{});
    }

  private:
    template <class T, std::size_t I>
    static constexpr T factor = static_cast<T>(double(part<I>::factor::num) / double(part<I>::factor::den));
};

/// Whether a loss is one for each head.
template <class Loss>
inline constexpr bool is_losses = false;
template <class... Each>
inline constexpr bool is_losses<Losses<Each...>> = true;

}  // namespace ctnn::detail::inline CTNN_CODE
