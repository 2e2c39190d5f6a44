#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/layer.hpp>
#include <ctnn/engine/placed/norm.hpp>
#include <ctnn/engine/placing.hpp>
#include <ctnn/engine/step_stream.hpp>
#include <ctnn/initializers/draw.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <ratio>

namespace ctnn {
namespace detail::inline CTNN_CODE {

template <class In, class Sigma>
struct GaussianNoiseOn {
    using input = In;
    using output = typename In::plain;  // zeros do not stay
    using stream = StepStream<In, GaussianNoiseOn<StepOf<In>, Sigma>>;

    static constexpr bool only_trains = true;
    static constexpr std::size_t n = In::size;
    static constexpr std::size_t parameters = 0, state = 0, tape = 0, scratch = 0, multiply_adds = 0;

    template <std::size_t B, class T>
    CTNN_INLINE static constexpr void predict(View<T, 0>, View<T, 0>, View<T, B * n> x, Slot<T, B * n> y,
                                              Slot<T, 0>) noexcept {
        kernels::copy<B * n>(x.data(), y.data());
    }

    template <std::size_t B, class T>
    static constexpr void forward(View<T, 0>, Slot<T, 0>, View<T, B * n> x, Slot<T, B * n> y, Slot<T, 0>,
                                  Slot<T, 0>, Random& random) noexcept {
        draw_normal(y.data(), B * n, ratio_value<double, Sigma>, random);
        kernels::add<B * n>(x.data(), y.data());
    }

    template <std::size_t B, class T, std::size_t D>
    CTNN_INLINE static constexpr void backward(View<T, 0>, View<T, B * n>, View<T, B * n>, View<T, 0>,
                                               View<T, B * n> dy, Slot<T, D> dx, Slot<T, 0>,
                                               Slot<T, 0>) noexcept {
        if constexpr (D != 0) kernels::copy<B * n>(dy.data(), dx.data());
    }

    template <class T>
    static constexpr void initialize(Slot<T, 0>, Slot<T, 0>, Random&) noexcept {}
};

}  // namespace detail::inline CTNN_CODE

/// While training, adds noise of mean 0 and of the standard deviation `Sigma` (a std::ratio) to each value,
/// so that the network does not rely on their last digits; when predicting, passes all values on. At the
/// beginning of an autoencoder it makes a denoising one.
///
/// Shapes: any -> the same. y = x + Sigma * noise
/// No parameters. The noise comes from the trainer's seed: the same seed gives the same training. It is a sum
/// of twelve uniform numbers: none is beyond 6 Sigma.
/// Source: Bishop, Training with Noise is Equivalent to Tikhonov Regularization, 1995.
/// Cost: six random numbers a value in training, a copy in prediction; `folded<Net>` leaves it out.
/// PyTorch: `x + sigma * torch.randn_like(x)` in training; Keras: `GaussianNoise(sigma)`.
/// Goes wrong when Sigma is below 0: a sentence from the network. One that suits inputs of another scale
/// drowns the signal.
template <class Sigma>
struct GaussianNoise {
    template <class In>
    using on = detail::BrokenLayer<error::a_standard_deviation_is_0_or_more_but_this_one_is<Sigma>, In>;
};

template <class Sigma>
    requires(Sigma::num >= 0)
struct GaussianNoise<Sigma> {
    template <class In>
    using on = detail::GaussianNoiseOn<In, typename Sigma::type>;
};

}  // namespace ctnn
