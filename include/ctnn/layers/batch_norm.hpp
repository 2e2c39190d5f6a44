#pragma once

#include <array>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/layer.hpp>
#include <ctnn/core/folding.hpp>
#include <ctnn/core/part.hpp>
#include <ctnn/engine/placed/norm.hpp>
#include <ctnn/engine/placing.hpp>
#include <ctnn/engine/step_stream.hpp>
#include <ctnn/engine/values.hpp>
#include <ctnn/kernels/norm/batch_norm.hpp>
#include <ctnn/math/math.hpp>
#include <ratio>

namespace ctnn {
namespace detail::inline CTNN_CODE {

template <class In, class Momentum, class Epsilon>
struct BatchNormOn {
    using input = In;
    using output = typename In::plain;  // zeros do not stay
    using stream = StepStream<In, BatchNormOn<StepOf<In>, Momentum, Epsilon>>;

    static constexpr std::size_t n = In::size, channels = last_extent<In>, positions = n / channels;
    static constexpr std::size_t parameters = 2 * channels, weights = 0, state = 2 * channels;
    static constexpr std::size_t multiply_adds = n;
    static constexpr bool scales_and_shifts = true;  // NoAffine takes them off
    // Of each only one sample's share is used: there are as many statistics for a batch of one as for many.
    static constexpr std::size_t tape = 2 * channels, scratch = channels, backward_scratch = 3 * channels;

    static constexpr bool couples_samples = true;
    static constexpr std::size_t least_batch = positions > 1 ? 1 : 2;

    template <class T>
    static constexpr T momentum = ratio_value<T, Momentum>;
    template <class T>
    static constexpr T epsilon = ratio_value<T, Epsilon>;

    static constexpr std::array parts{Part{"gamma", {{channels, Along::channels}}},
                                      Part{"beta", {{channels, Along::channels}}},
                                      Part{"mean", {{channels, Along::channels}}, true},
                                      Part{"variance", {{channels, Along::channels}}, true}};

    template <class T>
    static constexpr ScaleAndShift<T, channels> named(std::span<T, parameters> w) noexcept {
        return {w.template first<channels>(), w.template last<channels>()};
    }

    template <class T>
    struct Running {
        Values<T, channels> mean, variance;
    };

    template <class T>
    static constexpr Running<T> named_state(std::span<T, state> s) noexcept {
        return {s.template first<channels>(), s.template last<channels>()};
    }

    template <std::size_t B, class T>
    CTNN_INLINE static constexpr void predict(View<T, parameters> w, View<T, state> s, View<T, B * n> x,
                                              Slot<T, B * n> y, Slot<T, B * scratch> work) noexcept {
        kernels::batch_norm<B * positions, channels>(w.data(), s.data(), epsilon<T>, x.data(), y.data(),
                                                     work.data());
    }

    template <std::size_t B, class T>
    CTNN_INLINE static constexpr void forward(View<T, parameters> w, Slot<T, state> s, View<T, B * n> x,
                                              Slot<T, B * n> y, Slot<T, B * tape> kept,
                                              Slot<T, B * scratch> work, Random&) noexcept {
        kernels::batch_norm_forward<B * positions, channels>(w.data(), s.data(), momentum<T>, epsilon<T>,
                                                             x.data(), y.data(), kept.data(), work.data());
    }

    template <std::size_t B, class T, std::size_t D>
    CTNN_INLINE static constexpr void backward(View<T, parameters> w, View<T, B * n> x, View<T, B * n>,
                                               View<T, B * tape> kept, View<T, B * n> dy, Slot<T, D> dx,
                                               Slot<T, parameters> dw,
                                               Slot<T, B * backward_scratch> work) noexcept {
        kernels::batch_norm_backward<D != 0, B * positions, channels>(
            w.data(), x.data(), kept.data(), dy.data(), dx.data(), dw.data(), work.data());
    }

    template <std::size_t B, class T>
    CTNN_INLINE static constexpr void backward_standing(View<T, parameters> w, View<T, state> s,
                                                        View<T, B * n> dy, Slot<T, B * n> dx) noexcept {
        kernels::batch_norm_backward_standing<B * positions, channels>(w.data(), s.data(), epsilon<T>,
                                                                       dy.data(), dx.data());
    }

    template <class T>
    static constexpr void initialize(Slot<T, parameters> w, Slot<T, state> s, Random&) noexcept {
        kernels::fill<channels>(T(1), w.data());             // gamma
        kernels::fill<channels>(T(0), w.data() + channels);  // beta
        kernels::fill<channels>(T(0), s.data());             // mean
        kernels::fill<channels>(T(1), s.data() + channels);  // variance
    }

    /// What `folded` does to the layer before it.
    template <class T>
    static constexpr Affine affine(const T* w, const T* s, std::size_t channel) noexcept {
        const double variance = double(s[channels + channel]) + epsilon<double>;
        return {.minus = double(s[channel]),
                .times = double(w[channel]) / math::sqrt(variance + (variance - variance)),
                .plus = double(w[channels + channel])};
    }
};

/// What says why `BatchNorm<Momentum, Epsilon>` is no layer, or void.
template <class Momentum, class Epsilon>
consteval auto batch_norm_mistake() {
    if constexpr (Momentum::num <= 0 || Momentum::num > Momentum::den)
        return std::type_identity<error::a_momentum_lies_above_0_and_up_to_1_but_this_one_is<Momentum>>{};
    else
        return epsilon_mistake<Epsilon>();
}

}  // namespace detail::inline CTNN_CODE

/// Batch normalisation: each channel of images, or each feature of flat samples and of sequences, is brought
/// to mean 0 and variance 1, then scaled and shifted. While training by the statistics of the batch, of all
/// its samples and positions; when predicting by running means of these.
///
/// Shapes: any -> the same; the last extent is that of the channels.
/// y = (x - mean) / sqrt(variance + Epsilon) * gamma + beta;
/// running = (1 - Momentum) * running + Momentum * batch, for the mean and for the unbiased variance.
/// Source: Ioffe, Szegedy, Batch Normalization: Accelerating Deep Network Training by Reducing Internal
/// Covariate Shift, 2015.
/// Parameters: `gamma` (channels), 1; `beta` (channels), 0. State, `parameters.state<I>()`: the running
/// `mean` (channels), 0, then the running `variance` (channels), 1.
/// Cost: one multiply-add a value, and two passes more in training. `folded<Net>` puts it into the layer
/// before it, where it costs nothing.
/// PyTorch: `nn.BatchNorm1d`, `nn.BatchNorm2d` with the same momentum and epsilon; Keras:
/// `BatchNormalization`, whose defaults are BatchNorm<std::ratio<1, 100>, std::ratio<1, 1000>>.
/// Goes wrong: a Trainer of flat samples with a batch of one is a sentence, for one value has no variance.
/// `gradient` and `loss` take one sample as a batch of its own: of flat samples every value then becomes its
/// beta, and no gradient goes through. Small batches, or hardly any steps, leave the running statistics far
/// from those of the data: predictions are bad where training was good. Values beyond 1e19 overflow the
/// variance in float: all of their channel is then NaN, which stops a training.
template <class Momentum = std::ratio<1, 10>, class Epsilon = std::ratio<1, 100'000>>
struct BatchNorm {
    template <class In>
    using on = detail::BatchNormOn<In, typename Momentum::type, typename Epsilon::type>;
};

template <class Momentum, class Epsilon>
    requires(!std::is_void_v<typename decltype(detail::batch_norm_mistake<Momentum, Epsilon>())::type>)
struct BatchNorm<Momentum, Epsilon> {
    template <class In>
    using on =
        detail::BrokenLayer<typename decltype(detail::batch_norm_mistake<Momentum, Epsilon>())::type, In>;
};

}  // namespace ctnn
