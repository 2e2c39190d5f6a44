#pragma once

#include <array>
#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/core/folding.hpp>
#include <ctnn/core/part.hpp>
#include <ctnn/core/random.hpp>
#include <ctnn/core/shape.hpp>
#include <ctnn/core/sizes.hpp>
#include <ctnn/engine/backward.hpp>
#include <ctnn/engine/each_kernel.hpp>
#include <ctnn/engine/layer.hpp>
#include <ctnn/engine/parts.hpp>
#include <ctnn/engine/stream_of.hpp>
#include <ctnn/engine/values.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <span>
#include <type_traits>

// A placed layer that is not trained: its values are state, the trained ones first, and it has no parameters.

namespace ctnn::detail::inline CTNN_CODE {

/// The names of both, as of a BatchNorm gamma and beta, mean and variance.
template <class Trained, class Kept>
struct FrozenValues : Trained, Kept {};

/// Its last activation, and it without.
template <class L>
struct FrozenOn;
template <class L>
struct FrozenEnd {};
template <class L>
    requires requires {
        typename L::activation;
        typename L::logits;
    }
struct FrozenEnd<L> {
    using activation = typename L::activation;
    using logits = FrozenOn<typename L::logits>;
};

/// L's parts, all of them state.
template <class L>
consteval auto frozen_parts() {
    auto parts = layer_parts<L>;
    for (Part& part : parts) part.is_state = true;
    return parts;
}

template <class L>
struct FrozenOn : FrozenEnd<L> {
    using layer = L;
    using input = typename L::input;
    using output = typename L::output;

    /// Whether it goes forward as it predicts: else what L does in training would move its state, or be
    /// drawn.
    template <class T>
    static constexpr bool stands =
        detail::only_trains<L>() ||
        requires(View<T, L::parameters> w, View<T, L::state> s, View<T, L::output::size> dy,
                 Slot<T, L::input::size> dx) { L::template backward_standing<1, T>(w, s, dy, dx); };
    static constexpr bool has_data =
        requires(View<float, L::parameters> w, View<float, L::input::size> x, View<float, L::output::size> y,
                 View<float, L::tape> kept, Slot<float, L::input::size> dx,
                 Slot<float, detail::backward_scratch<L>()> work) {
            L::template backward_data<1, float>(w, x, y, kept, y, dx, work);
        };

    static constexpr std::size_t n = input::size, m = output::size;
    static constexpr std::size_t values = L::parameters, parameters = 0, state = size_sum(values, L::state);
    static constexpr std::size_t tape = stands<float> ? 0 : L::tape, scratch = L::scratch;
    static constexpr std::size_t unwanted = stands<float> || has_data ? 0 : values;  // a gradient
    static constexpr std::size_t backward_scratch =
        stands<float> ? 0 : size_sum(unwanted, detail::backward_scratch<L>());
    static constexpr std::size_t multiply_adds = detail::multiply_adds<L>();
    static constexpr bool couples_samples = !stands<float> && detail::couples_samples<L>();
    static constexpr bool only_trains = detail::only_trains<L>(), backward_reads_state = true,
                          takes_indices = detail::takes_indices<L>();

    static constexpr auto parts = frozen_parts<L>();

    template <class T>
    static constexpr auto named_state(std::span<T, state> s) noexcept {
        if constexpr (L::state == 0)
            return values_of<L, T>(s.template first<values>());
        else if constexpr (values == 0)
            return detail::state_of<L, T>(s.template last<L::state>());
        else
            return both<T>(values_of<L, T>(s.template first<values>()),
                           detail::state_of<L, T>(s.template last<L::state>()));
    }

    template <std::size_t B, class T, class Visitor>
    static constexpr void each_kernel(Visitor&& visit) {
        detail::each_kernel<L, B, T>(visit);
    }

    template <class Visitor>
    static constexpr void each_layer(const LayerPlace& at, Visitor&& visit) {
        detail::each_layer<L>({at.path, at.state, at.state + values, at.flattened}, visit);
    }
    static constexpr PartShape flattened_after(const PartShape& before) noexcept {
        return detail::flattened_after<L>(before);
    }

    template <std::size_t B, class T>
    CTNN_INLINE static constexpr void predict(View<T, 0>, View<T, state> s, View<T, B * n> x,
                                              Slot<T, B * m> y, Slot<T, B * scratch> work) noexcept {
        L::template predict<B, T>(s.template first<values>(), s.template last<L::state>(), x, y, work);
    }

    template <std::size_t B, class T>
    CTNN_INLINE static constexpr void forward(View<T, 0> none, Slot<T, state> s, View<T, B * n> x,
                                              Slot<T, B * m> y, Slot<T, B * tape> kept,
                                              Slot<T, B * scratch> work, Random& random) noexcept {
        if constexpr (stands<T>)
            predict<B, T>(none, s, x, y, work);
        else
            L::template forward<B, T>(s.template first<values>(), s.template last<L::state>(), x, y, kept,
                                      work, random);
    }

    /// `s` is the state.
    template <std::size_t B, class T, std::size_t D, class Into, class... State>
    CTNN_INLINE static constexpr void backward_into(View<T, 0>, View<T, B * n> x, View<T, B * m> y,
                                                    View<T, B * tape> kept, View<T, B * m> dy, Slot<T, D> dx,
                                                    Into, Slot<T, B * backward_scratch> work,
                                                    State... s) noexcept {
        if constexpr (D != 0) to_input<B, T>(x, y, kept, dy, dx, work, s...);
    }

    template <class T>
    static constexpr void initialize(Slot<T, 0>, Slot<T, state> s, Random& random) noexcept {
        L::template initialize<T>(s.template first<values>(), s.template last<L::state>(), random);
    }

  private:
    template <class T, class Trained, class Kept>
    static constexpr FrozenValues<Trained, Kept> both(const Trained& trained, const Kept& kept) noexcept {
        return {trained, kept};
    }

    template <std::size_t B, class T>
    CTNN_INLINE static constexpr void to_input(View<T, B * n> x, View<T, B * m> y, View<T, B * tape> kept,
                                               View<T, B * m> dy, Slot<T, B * n> dx,
                                               Slot<T, B * backward_scratch> work, const T* s) noexcept {
        const View<T, values> w(s, values);
        if constexpr (detail::only_trains<L>())
            kernels::copy<B * n>(dy.data(), dx.data());
        else if constexpr (stands<T>)
            L::template backward_standing<B, T>(w, View<T, L::state>(s + values, L::state), dy, dx);
        else if constexpr (has_data)
            L::template backward_data<B, T>(w, x, y, kept, dy, dx, work);
        else
            detail::backward<L, B, T, B * n>(w, x, y, kept, dy, dx, work.data(),
                                             work.template last<B * detail::backward_scratch<L>()>());
    }
};

template <class L>
inline constexpr bool is_frozen = false;
template <class L>
inline constexpr bool is_frozen<FrozenOn<L>> = true;

/// S of values that are state.
template <class L, class S>
struct FrozenStream : S {
    template <class T>
    CTNN_INLINE static constexpr std::size_t run(const T*, const T* state, std::size_t t, const T* x,
                                                 std::size_t count, T* y, T* kept, T* work) noexcept {
        return S::template run<T>(state, state + L::parameters, t, x, count, y, kept, work);
    }
};
template <class L, std::size_t Block>
struct StreamOf<FrozenOn<L>, Block> {
    static consteval auto choose() {
        using S = stream_of<L, Block>;
        if constexpr (std::is_void_v<S>)
            return std::type_identity<void>{};
        else
            return std::type_identity<FrozenStream<L, S>>{};
    }
    using type = typename decltype(choose())::type;
};

}  // namespace ctnn::detail::inline CTNN_CODE
