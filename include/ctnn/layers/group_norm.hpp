#pragma once

#include <array>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/norm.hpp>
#include <ctnn/core/part.hpp>
#include <ctnn/core/random.hpp>
#include <ctnn/core/shape.hpp>
#include <ctnn/engine/placed/norm.hpp>
#include <ctnn/engine/placing.hpp>
#include <ctnn/kernels/norm/group_norm.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <ratio>
#include <type_traits>

namespace ctnn {
namespace detail::inline CTNN_CODE {

template <class In, std::size_t Groups, class Epsilon>
struct GroupNormOn {
    using input = In;
    using output = typename In::plain;  // zeros do not stay

    static constexpr std::size_t n = In::size, channels = last_extent<In>, positions = n / channels;
    static constexpr std::size_t groups = Groups;
    static constexpr std::size_t parameters = 2 * channels, weights = 0, state = 0;
    static constexpr std::size_t multiply_adds = 2 * n;
    static constexpr std::size_t tape = 2 * channels, scratch = 3 * channels;
    static constexpr bool scales_and_shifts = true;

    static constexpr std::array parts{Part{"gamma", {{channels, Along::channels}}},
                                      Part{"beta", {{channels, Along::channels}}}};

    template <class T>
    static constexpr ScaleAndShift<T, channels> named(std::span<T, parameters> w) noexcept {
        return {w.template first<channels>(), w.template last<channels>()};
    }

    template <std::size_t B, class T>
    static constexpr void predict(View<T, parameters> w, View<T, 0>, View<T, B * n> x, Slot<T, B * n> y,
                                  Slot<T, B * scratch> work) noexcept {
        for (std::size_t s = 0; s < B; ++s)
            kernels::group_norm<positions, channels, Groups>(w.data(), ratio_value<T, Epsilon>,
                                                             x.data() + s * n, y.data() + s * n,
                                                             work.data() + channels, work.data());
    }

    template <std::size_t B, class T>
    static constexpr void forward(View<T, parameters> w, Slot<T, 0>, View<T, B * n> x, Slot<T, B * n> y,
                                  Slot<T, B * tape> kept, Slot<T, B * scratch> work, Random&) noexcept {
        for (std::size_t s = 0; s < B; ++s)
            kernels::group_norm<positions, channels, Groups>(w.data(), ratio_value<T, Epsilon>,
                                                             x.data() + s * n, y.data() + s * n,
                                                             kept.data() + s * tape, work.data());
    }

    template <std::size_t B, class T, std::size_t D>
    static constexpr void backward(View<T, parameters> w, View<T, B * n> x, View<T, B * n>,
                                   View<T, B * tape> kept, View<T, B * n> dy, Slot<T, D> dx,
                                   Slot<T, parameters> dw, Slot<T, B * scratch> work) noexcept {
        constexpr bool wanted = D != 0;
        for (std::size_t s = 0; s < B; ++s)
            kernels::group_norm_backward<wanted, positions, channels, Groups>(
                w.data(), x.data() + s * n, kept.data() + s * tape, dy.data() + s * n,
                wanted ? dx.data() + s * n : dx.data(), dw.data(), work.data());
    }

    template <class T>
    static constexpr void initialize(Slot<T, parameters> w, Slot<T, 0>, Random&) noexcept {
        kernels::fill<channels>(T(1), w.data());
        kernels::fill<channels>(T(0), w.data() + channels);
    }
};

/// GroupNormOn, or what is wrong with it.
template <class In, std::size_t Groups, class Epsilon>
consteval auto group_norm_on() {
    using WrongEpsilon = typename decltype(epsilon_mistake<Epsilon>())::type;
    if constexpr (!std::is_void_v<WrongEpsilon>)
        return std::type_identity<BrokenLayer<WrongEpsilon, In>>{};
    else if constexpr (Groups == 0)
        return std::type_identity<
            BrokenLayer<typename error::a_group_norm_cannot_have<Groups>::groups, In>>{};
    else if constexpr (last_extent<In> % Groups != 0)
        return std::type_identity<BrokenLayer<typename error::norm_groups_divide_the_channels_but<
                                                  Groups>::template does_not_divide<last_extent<In>>,
                                              In>>{};
    else if constexpr (In::size == Groups)
        return std::type_identity<
            BrokenLayer<error::a_group_of_a_norm_has_two_values_or_more_but_not_on<In>, In>>{};
    else
        return std::type_identity<GroupNormOn<In, Groups, typename Epsilon::type>>{};
}

}  // namespace detail::inline CTNN_CODE

/// Group normalisation: the channels of a sample go in `Groups` groups of neighbours; each group, over all
/// positions of an image or steps of a sequence, is brought to mean 0 and variance 1, then each channel
/// scaled and shifted. It depends on no other sample: the same in training and in prediction, for any batch.
///
/// Shapes: any -> the same; the last extent is that of the channels.
/// y = (x - mean) / sqrt(variance + Epsilon) * gamma + beta
/// Source: Wu, He, Group Normalization, 2018.
/// Parameters: `gamma` (channels), 1; `beta` (channels), 0; `NoAffine<GroupNorm<4>>` has neither.
/// Cost: three passes over the values, a square root and a division for each channel.
/// PyTorch: `nn.GroupNorm(Groups, channels)`; Keras: `GroupNormalization(groups)`, whose epsilon is 1e-3.
/// Goes wrong when Groups does not divide the channels, or a group has a single value: a sentence from the
/// network. It sees all steps, so it does not stream. A variance beyond all numbers is NaN.
template <std::size_t Groups, class Epsilon = std::ratio<1, 100'000>>
struct GroupNorm {
    template <class In>
    using on = typename decltype(detail::group_norm_on<In, Groups, Epsilon>())::type;
};

}  // namespace ctnn
