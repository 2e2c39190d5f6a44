#pragma once

#include <array>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/dual.hpp>
#include <ctnn/core/error/sentence.hpp>
#include <ctnn/network/arguments.hpp>
#include <ctnn/network/network.hpp>
#include <ctnn/network/parameters.hpp>
#include <ctnn/network/trained_part.hpp>
#include <ctnn/train/hessian_mistake.hpp>
#include <ctnn/train/losses/own_loss.hpp>
#include <ctnn/train/objective.hpp>
#include <span>
#include <type_traits>
#include <utility>

// Losses with derivatives of the network in them: what a differential equation asks for. A number of order K
// is a dual of a dual ..., K deep: the slope of each depth is taken by the same line of inputs.

namespace ctnn {
namespace detail::inline CTNN_CODE {

template <class T, std::size_t Order>
struct OfOrder : std::type_identity<Dual<typename OfOrder<T, Order - 1>::type>> {};
template <class T>
struct OfOrder<T, 0> : std::type_identity<T> {};

/// x, which moves by `step` at each depth.
template <std::size_t Order, class T>
constexpr typename OfOrder<T, Order>::type moving(T x, T step) noexcept {
    if constexpr (Order == 0)
        return x;
    else
        return {moving<Order - 1>(x, step), step};
}

/// The derivative that was taken at as many depths as K.
template <std::size_t K, class Number>
constexpr auto derivative_of(const Number& y) noexcept {
    if constexpr (K > 0)
        return derivative_of<K - 1>(y.slope);
    else if constexpr (requires { y.slope; })
        return derivative_of<0>(y.value);
    else
        return y;
}

/// The number that is `value` at all depths' slope, and 0 elsewhere.
template <std::size_t Order, class T>
constexpr typename OfOrder<T, Order>::type deepest(T value) noexcept {
    if constexpr (Order == 0)
        return value;
    else
        return {typename OfOrder<T, Order - 1>::type(0), deepest<Order - 1>(value)};
}

/// What a loss that changes by slopes[k] with the k-th derivative sends back: of its product with a number
/// the slope at all depths is the sum of slopes[k] times that number's k-th derivative, since each stands
/// where the other depths' slopes meet it.
template <std::size_t Order, std::size_t First = 0, class T, std::size_t N>
constexpr typename OfOrder<T, Order>::type sent_back(const std::array<T, N>& slopes) noexcept {
    if constexpr (Order == 0)
        return slopes[First];
    else
        return {sent_back<Order - 1, First + 1>(slopes), deepest<Order - 1>(slopes[First])};
}

template <class Net, std::size_t Order>
struct DerivativesMistake : OfNetwork<Net> {};
template <class Net, std::size_t Order>
    requires(Order > 0 && ANetwork<Net>)
struct DerivativesMistake<Net, Order> : decltype(error::sentence(bent_mistake<Net>())) {};

}  // namespace detail::inline CTNN_CODE

/// N outputs and their derivatives along a line, up to the order: of output o, `(0, o)` is the value, `(1,
/// o)` the first derivative, `(2, o)` the second.
template <class T, std::size_t N, std::size_t Order = 2>
struct Jet {
    std::array<std::array<T, N>, Order + 1> orders{};  ///< [k][o]

    /// The k-th derivative of output o; of the only one where none is named.
    CTNN_MEMBER constexpr T& operator()(std::size_t k, std::size_t o = 0) noexcept { return orders[k][o]; }
    CTNN_MEMBER constexpr const T& operator()(std::size_t k, std::size_t o = 0) const noexcept {
        return orders[k][o];
    }
};

inline namespace CTNN_CODE {

/// A network's derivatives along lines of its input, up to `Order`, and the gradient by the parameters of
/// what is made of them: losses in which a differential equation stands.
///
///     static Derivatives<Net> u(parameters);                      // of one input, t, and one output
///     const auto equation = [](const auto& u) {                   // u'' + u = 0
///         const auto residual = u(2) + u(0);
///         return residual * residual;
///     };
///     learner.gradient = {};
///     for (float t : points) u.gradient(equation, std::array{t}, learner.gradient);
///     learner.update();
///
/// Several directions, as of a partial differential equation's t and x, are given as an array of arrays:
/// the formula then takes a Jet for each, `[](const auto& in_t, const auto& in_x) { ... }`.
///
/// Shapes: Net::input_size values, and as many of each direction. Cost: (Order + 1) numbers and more for each
/// of the parameters, twice; a forward and a backward pass in dual numbers for each direction, some 3^Order
/// times a plain one's multiplications. It never allocates, cannot fail, and works in constant expressions.
/// In training as `gradient` sees it: a BatchNorm's statistics are the sample's.
/// Source: Raissi, Perdikaris, Karniadakis, Physics-informed neural networks, 2019. Goes wrong when x or a
/// direction is not as many values: a sentence; of ReLU and its like the second derivative is 0 wherever it
/// is.
template <class Net, std::size_t Order = 2, Number T = float>
class Derivatives : detail::DerivativesMistake<Net, Order> {
    using Deep = typename detail::OfOrder<T, Order>::type;
    using Goal = detail::Objective<OwnLoss, Net>;
    static constexpr std::size_t in = Net::input_size, out = Net::output_size;

  public:
    /// The values of the outputs and their derivatives.
    using Values = Jet<T, out, Order>;

    constexpr Derivatives() = default;
    /// Of the network with these parameters.
    constexpr explicit Derivatives(const Parameters<Net, T>& parameters) noexcept { set(parameters); }

    /// Of the network with these parameters from now on.
    constexpr void set(const Parameters<Net, T>& parameters) noexcept {
        for (std::size_t i = 0; i < parameters.size(); ++i) parameters_.values[i] = parameters.values[i];
    }

    /// At x, and along a direction: how the outputs change as the input moves by it. Of a network of one
    /// input the direction is 1, unless another is given.
    template <class X, class Direction = std::array<T, in>>
        requires std::is_void_v<detail::InputMistake<Net, T, X>>
    constexpr Values along(const X& x, const Direction& direction) noexcept {
        return values_at(std::span<const T, in>(x).data(), std::span<const T, in>(direction).data());
    }
    template <class X>
        requires(std::is_void_v<detail::InputMistake<Net, T, X>> && in == 1)
    constexpr Values along(const X& x) noexcept {
        return along(x, std::array<T, 1>{1});
    }

    /// ADDS to `sum` the gradient by the parameters of the sum of slopes(k, o) times the k-th derivative of
    /// output o, where `along` was asked last.
    constexpr void backward(const Values& slopes, Gradient<Net, T>& sum) noexcept {
        Deep* const to = Goal::template slopes_in<1>(work_);
        for (std::size_t o = 0; o < out; ++o) {
            std::array<T, Order + 1> of_output{};
            for (std::size_t k = 0; k <= Order; ++k) of_output[k] = slopes(k, o);
            to[o] = detail::sent_back<Order>(of_output);
        }
        gradient_ = {};
        const auto& parameters = parameters_;
        Goal::template back<1, 0>(parameters.data(), parameters.state().data(),
                                  static_cast<const Deep*>(x_.data()), static_cast<Deep*>(nullptr),
                                  gradient_.data(), work_);
        for (std::size_t i = 0; i < Net::parameter_count; ++i)
            sum.values[i] += detail::derivative_of<Order>(gradient_.values[i]);
    }

    /// ADDS to `sum` the gradient by the parameters of a formula of the derivatives at x along each of the
    /// directions; returns the formula's value. It takes a Jet of any numbers for each direction.
    template <class Formula, class X, std::size_t Lines>
        requires std::is_void_v<detail::InputMistake<Net, T, X>>
    constexpr T gradient(const Formula& formula, const X& x,
                         const std::array<std::array<T, in>, Lines>& directions,
                         Gradient<Net, T>& sum) noexcept {
        using Line = Jet<Dual<T>, out, Order>;
        std::array<Line, Lines> lines{};
        for (std::size_t line = 0; line < Lines; ++line) {
            const Values values = along(x, directions[line]);
            for (std::size_t k = 0; k <= Order; ++k)
                for (std::size_t o = 0; o < out; ++o) lines[line](k, o) = values(k, o);
        }
        const auto result = [&]() -> Dual<T> {
            return [&]<std::size_t... L>(std::index_sequence<L...>) {
                return formula(std::as_const(lines[L])...);
            }(std::make_index_sequence<Lines>{});
        };
        for (std::size_t line = 0; line < Lines; ++line) {
            Values slopes;
            for (std::size_t k = 0; k <= Order; ++k)
                for (std::size_t o = 0; o < out; ++o) {
                    lines[line](k, o).slope = 1;
                    slopes(k, o) = result().slope;
                    lines[line](k, o).slope = 0;
                }
            along(x, directions[line]);
            backward(slopes, sum);
        }
        return result().value;
    }

    /// The same along one direction; without it along the line of the only input.
    template <class Formula, class X>
        requires std::is_void_v<detail::InputMistake<Net, T, X>>
    constexpr T gradient(const Formula& formula, const X& x, const std::array<T, in>& direction,
                         Gradient<Net, T>& sum) noexcept {
        return gradient(formula, x, std::array<std::array<T, in>, 1>{direction}, sum);
    }
    template <class Formula, class X>
        requires(std::is_void_v<detail::InputMistake<Net, T, X>> && in == 1)
    constexpr T gradient(const Formula& formula, const X& x, Gradient<Net, T>& sum) noexcept {
        return gradient(formula, x, std::array<T, 1>{1}, sum);
    }

    template <class X, class... Rest>
        requires(!std::is_void_v<detail::InputMistake<Net, T, X>>)
    decltype(error::sentence(detail::input_mistake_of<Net, T, X>())) along(const X&, const Rest&...);
    template <class Formula, class X, class... Rest>
        requires(!std::is_void_v<detail::InputMistake<Net, T, X>>)
    decltype(error::sentence(detail::input_mistake_of<Net, T, X>())) gradient(const Formula&, const X&,
                                                                              Rest&&...);

  private:
    constexpr Values values_at(const T* x, const T* direction) noexcept {
        for (std::size_t i = 0; i < in; ++i) x_[i] = detail::moving<Order>(x[i], direction[i]);
        Random random;
        for (std::size_t i = 0; i < Net::state_count; ++i) state_[i] = parameters_.state()[i];
        Goal::template run<1>(parameters_.data(), state_, static_cast<const Deep*>(x_.data()), work_, random);
        Values values;
        [&]<std::size_t... K>(std::index_sequence<K...>) {
            for (std::size_t o = 0; o < out; ++o) ((values(K, o) = detail::derivative_of<K>(work_[o])), ...);
        }(std::make_index_sequence<Order + 1>{});
        return values;
    }

    Parameters<Net, Deep> parameters_{};
    Gradient<Net, Deep> gradient_{};
    std::array<Deep, in> x_{};
    Deep state_[Net::state_count + 1]{};  // a copy, which BatchNorm moves on
    alignas(64) Deep work_[Goal::workspace]{};
};

}  // namespace CTNN_CODE
}  // namespace ctnn
