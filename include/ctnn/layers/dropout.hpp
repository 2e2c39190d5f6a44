#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/layer.hpp>
#include <ctnn/engine/placing.hpp>
#include <ctnn/engine/step_stream.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <ratio>

namespace ctnn {
namespace detail::inline CTNN_CODE {

template <class In, class Rate>
struct DropoutOn {
    using input = In;
    using output = In;
    using stream = StepStream<In, DropoutOn<StepOf<In>, Rate>>;

    static constexpr bool only_trains = true;
    static constexpr std::size_t n = In::size;
    static constexpr std::size_t parameters = 0, state = 0, tape = n, scratch = 0, multiply_adds = 0;

    template <std::size_t B, class T>
    CTNN_INLINE static constexpr void predict(View<T, 0>, View<T, 0>, View<T, B * n> x, Slot<T, B * n> y,
                                              Slot<T, 0>) noexcept {
        kernels::copy<B * n>(x.data(), y.data());
    }

    template <std::size_t B, class T>
    static constexpr void forward(View<T, 0>, Slot<T, 0>, View<T, B * n> x, Slot<T, B * n> y,
                                  Slot<T, B * n> kept, Slot<T, 0>, Random& random) noexcept {
        constexpr T factor = T(double(Rate::den) / double(Rate::den - Rate::num));
        constexpr T rate = T(double(Rate::num) / double(Rate::den));
        T* const factors = kept.data();
        for (std::size_t i = 0; i < B * n; ++i) factors[i] = random.uniform<T>() < rate ? T(0) : factor;
        kernels::transform<B * n>([](auto a, auto b) { return a * b; }, y.data(), x.data(),
                                  static_cast<const T*>(factors));
    }

    template <std::size_t B, class T, std::size_t D>
    CTNN_INLINE static constexpr void backward(View<T, 0>, View<T, B * n>, View<T, B * n>,
                                               View<T, B * n> kept, View<T, B * n> dy, Slot<T, D> dx,
                                               Slot<T, 0>, Slot<T, 0>) noexcept {
        if constexpr (D != 0)
            kernels::transform<B * n>([](auto a, auto b) { return a * b; }, dx.data(), dy.data(),
                                      kept.data());
    }

    template <class T>
    static constexpr void initialize(Slot<T, 0>, Slot<T, 0>, Random&) noexcept {}
};

}  // namespace detail::inline CTNN_CODE

/// While training, sets each value to zero with the probability `Rate` (a std::ratio) and scales the others
/// so that the mean stays ("inverted" dropout); when predicting, passes all values on.
///
/// Shapes: any -> the same. y = x * mask / (1 - Rate)
/// No parameters. The masks come from the trainer's seed: the same seed gives the same training.
/// Source: Srivastava et al., Dropout: A Simple Way to Prevent Neural Networks from Overfitting, 2014.
/// PyTorch: `nn.Dropout(p)`; Keras: `Dropout(rate)`.
/// Goes wrong when the rate is not in [0, 1): a sentence from the network.
template <class Rate>
struct Dropout {
    template <class In>
    using on = detail::BrokenLayer<error::a_dropout_rate_lies_in_0_to_1_but_this_one_is<Rate>, In>;
};

template <class Rate>
    requires(Rate::num >= 0 && Rate::num < Rate::den)
struct Dropout<Rate> {
    template <class In>
    using on = detail::DropoutOn<In, std::ratio<Rate::num, Rate::den>>;
};

}  // namespace ctnn
