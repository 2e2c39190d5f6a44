#pragma once

#include <array>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/norm.hpp>
#include <ctnn/core/part.hpp>
#include <ctnn/core/random.hpp>
#include <ctnn/core/shape.hpp>
#include <ctnn/engine/layer.hpp>
#include <ctnn/engine/placing.hpp>
#include <ctnn/engine/step_stream.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <type_traits>
#include <utility>

namespace ctnn {
namespace detail::inline CTNN_CODE {

/// What a norm's parameters are before they learn: scales of 1, shifts of 0. One array for each number of
/// them in the whole program.
template <class L, class T>
inline constexpr auto unlearned = [] {
    std::array<T, L::parameters> w{};
    std::array<T, L::state> state{};
    Random random{};
    L::template initialize<T>(w, state, random);
    return w;
}();

/// Those of a layer's parts that are state.
template <class L>
consteval auto parts_of_state() {
    constexpr std::size_t count = [] {
        std::size_t parts = 0;
        for (const Part& part : L::parts) parts += part.is_state;
        return parts;
    }();
    return []<std::size_t... I>(std::index_sequence<I...>) {
        return std::array<Part, sizeof...(I)>{L::parts[L::parts.size() - sizeof...(I) + I]...};
    }(std::make_index_sequence<count>{});
}

template <class L>
struct WithoutAffineOn;

template <class Stream>
struct StreamWithoutAffine : std::type_identity<void> {};
template <class L>
struct StreamWithoutAffine<StepByStep<L>> : std::type_identity<StepByStep<WithoutAffineOn<L>>> {};

template <class L>
struct StreamOfNorm : std::type_identity<void> {};
template <class L>
    requires requires { typename L::stream; }
struct StreamOfNorm<L> : StreamWithoutAffine<typename L::stream> {};

/// The placed norm L, whose parameters are constants.
template <class L>
struct WithoutAffineOn {
    using layer = L;
    using input = typename L::input;
    using output = typename L::output;
    using stream = typename StreamOfNorm<L>::type;

    static constexpr std::size_t n = input::size, parameters = 0, weights = 0, state = L::state;
    static constexpr std::size_t tape = L::tape, scratch = L::scratch;
    static constexpr std::size_t backward_scratch = detail::backward_scratch<L>() + L::parameters;
    static constexpr std::size_t multiply_adds = L::multiply_adds, least_batch = detail::least_batch<L>();
    static constexpr bool couples_samples = detail::couples_samples<L>();
    static constexpr auto parts = parts_of_state<L>();

    template <class T>
    static constexpr auto named_state(std::span<T, state> s) noexcept
        requires requires { L::template named_state<T>(s); }
    {
        return L::template named_state<T>(s);
    }

    template <std::size_t B, class T>
    static constexpr void predict(View<T, 0>, View<T, state> s, View<T, B * n> x, Slot<T, B * n> y,
                                  Slot<T, B * scratch> work) noexcept {
        L::template predict<B, T>(unlearned<L, T>, s, x, y, work);
    }

    template <std::size_t B, class T>
    static constexpr void forward(View<T, 0>, Slot<T, state> s, View<T, B * n> x, Slot<T, B * n> y,
                                  Slot<T, B * tape> kept, Slot<T, B * scratch> work,
                                  Random& random) noexcept {
        L::template forward<B, T>(unlearned<L, T>, s, x, y, kept, work, random);
    }

    template <std::size_t B, class T, std::size_t D>
    static constexpr void backward(View<T, 0>, View<T, B * n> x, View<T, B * n> y, View<T, B * tape> kept,
                                   View<T, B * n> dy, Slot<T, D> dx, Slot<T, 0>,
                                   Slot<T, B * backward_scratch> work) noexcept {
        constexpr std::size_t back = B * detail::backward_scratch<L>();
        if constexpr (D != 0) {
            const Slot<T, L::parameters> nowhere(work.data() + back, L::parameters);
            kernels::fill<L::parameters>(T(0), nowhere.data());
            L::template backward<B, T>(unlearned<L, T>, x, y, kept, dy, dx, nowhere,
                                       work.template first<back>());
        }
    }

    template <std::size_t B, class T>
        requires requires(View<T, L::parameters> w, View<T, state> s, View<T, B * n> dy, Slot<T, B * n> dx) {
            L::template backward_standing<B, T>(w, s, dy, dx);
        }
    static constexpr void backward_standing(View<T, 0>, View<T, state> s, View<T, B * n> dy,
                                            Slot<T, B * n> dx) noexcept {
        L::template backward_standing<B, T>(unlearned<L, T>, s, dy, dx);
    }

    template <std::size_t B, class T, class Visitor>
        requires requires(Visitor visit) { L::template each_kernel<B, T>(visit); }
    static constexpr void each_kernel(Visitor&& visit) {
        L::template each_kernel<B, T>(visit);
    }

    template <class T>
    static constexpr void initialize(Slot<T, 0>, Slot<T, state> s, Random& random) noexcept {
        std::array<T, L::parameters> w{};
        L::template initialize<T>(w, s, random);
    }

    /// What `folded` does to the layer before it.
    template <class T>
    static constexpr auto affine(const T*, const T* s, std::size_t channel) noexcept
        requires requires { L::template affine<T>(s, s, channel); }
    {
        return L::template affine<T>(unlearned<L, T>.data(), s, channel);
    }
};

template <class Layer, class In>
consteval auto without_affine_on() {
    using On = placed<Layer, In>;
    if constexpr (Broken<On>)
        return std::type_identity<On>{};
    else if constexpr (requires { requires On::scales_and_shifts; })
        return std::type_identity<WithoutAffineOn<On>>{};
    else
        return std::type_identity<
            BrokenLayer<error::NoAffine_takes_scale_and_shift_off_a_norm_unlike<Layer>, In>>{};
}

}  // namespace detail::inline CTNN_CODE

/// A norm without its scale and shift: `NoAffine<LayerNorm<>>`, of `BatchNorm`, `LayerNorm`, `RMSNorm`,
/// `GroupNorm` and `InstanceNorm`; of a norm of your own whose placed layer, one that works on batches, says
/// `static constexpr bool scales_and_shifts = true`.
///
/// Shapes, state and streams: as the norm's. y = (x - mean) / sqrt(variance + Epsilon)
/// No parameters; a BatchNorm's running statistics stay.
/// Cost: that of the norm; of constants of its own a program has one row for each number of channels.
/// PyTorch: `elementwise_affine=False` of LayerNorm and RMSNorm, `affine=False` of the others; Keras:
/// `center=False, scale=False`.
/// Goes wrong around what is no norm: a sentence from the network.
template <class Layer>
struct NoAffine {
    template <class In>
    using on = typename decltype(detail::without_affine_on<Layer, In>())::type;
};

}  // namespace ctnn
