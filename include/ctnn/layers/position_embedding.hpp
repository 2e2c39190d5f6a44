#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/concepts.hpp>
#include <ctnn/core/error/layer.hpp>
#include <ctnn/core/part.hpp>
#include <ctnn/core/spelling.hpp>
#include <ctnn/engine/placing.hpp>
#include <ctnn/engine/values.hpp>
#include <ctnn/initializers/uniform.hpp>
#include <ctnn/kernels/dense/dense_gradients.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <ctnn/layers/positional_encoding.hpp>
#include <type_traits>

namespace ctnn {
namespace detail::inline CTNN_CODE {

template <class T, std::size_t N>
struct PositionValues {
    Values<T, N> weight;  ///< of step t and feature i: weight[t * features + i]
};

template <std::size_t Steps, std::size_t Features>
struct PositionEmbeddingStream {
    using input = Shape<Features>;
    using output = Shape<Features>;
    static constexpr std::size_t delay = 0, period = 1, memory = 0, scratch = 0;

    template <class T>
    static constexpr std::size_t run(const T* w, const T*, std::size_t t, const T* x, std::size_t count, T* y,
                                     T*, T*) noexcept {
        for (std::size_t s = 0; s < count; ++s) {
            const T* const row = w + std::min(t + s, Steps - 1) * Features;
            for (std::size_t i = 0; i < Features; ++i) y[s * Features + i] = x[s * Features + i] + row[i];
        }
        return count;
    }
};

template <class In, class Init>
struct PositionEmbeddingOn {
    static constexpr std::size_t steps = In::extents[0], features = In::extents[1];

    using input = In;
    using output = typename In::plain;  // zeros do not stay
    using stream = PositionEmbeddingStream<steps, features>;

    static constexpr std::size_t n = In::size, parameters = n, state = 0, tape = 0, scratch = 0,
                                 multiply_adds = n;

    static constexpr std::array parts{Part{"weight", {{steps, Along::words}, {features, Along::dimensions}}}};

    template <class T>
    static constexpr PositionValues<T, n> named(std::span<T, parameters> w) noexcept {
        return {w};
    }

    template <std::size_t B, class T>
    static constexpr void predict(View<T, n> w, View<T, 0>, View<T, B * n> x, Slot<T, B * n> y,
                                  Slot<T, 0>) noexcept {
        for (std::size_t s = 0; s < B; ++s)
            kernels::transform<n>([](auto a, auto b) { return a + b; }, y.data() + s * n, x.data() + s * n,
                                  w.data());
    }

    template <std::size_t B, class T>
    static constexpr void forward(View<T, n> w, Slot<T, 0> s, View<T, B * n> x, Slot<T, B * n> y, Slot<T, 0>,
                                  Slot<T, 0> work, Random&) noexcept {
        predict<B, T>(w, s, x, y, work);
    }

    /// `into` is an Update of the parameters, or a pointer, to whose values the gradient is added.
    template <std::size_t B, class T, std::size_t D, class Into>
    static constexpr void backward_into(View<T, n>, View<T, B * n>, View<T, B * n>, View<T, 0>,
                                        View<T, B * n> dy, Slot<T, D> dx, Into into, Slot<T, 0>) noexcept {
        kernels::copy<D>(dy.data(), dx.data());
        kernels::bias_gradient<B, n>(dy.data(), into);
    }

    template <class T>
    static constexpr void initialize(Slot<T, n> w, Slot<T, 0>, Random& random) noexcept {
        Init::template fill<T>(w, steps, features, random);
    }
};

template <class Init>
struct PlacePositionEmbedding {
    template <class In>
    using on = PositionEmbeddingOn<In, Init>;
};

}  // namespace detail::inline CTNN_CODE

/// Adds to each step of a sequence a vector of its own, which is learned, by which layers behind it can tell
/// where it stands, as attention, which does not know, must be told.
///
/// Shapes: `Shape<steps, features>` -> the same. y[t] = x[t] + weight[t]
/// Parameters: `weight` (steps, features), from `Init`: uniform within 0.05.
/// Source: Gehring et al., Convolutional Sequence to Sequence Learning, 2017.
/// Cost: one addition a value.
/// Streams; a stream that goes on beyond the sequence's last step keeps that one's vector.
/// PyTorch: `x + nn.Embedding(steps, features).weight`; Keras: KerasHub's `PositionEmbedding`.
/// Goes wrong on what is no sequence of features: a sentence from the network.
template <class Init = Uniform<>>
struct PositionEmbedding {
    template <class In>
    using on = typename detail::OnPositions<In, detail::PlacePositionEmbedding<Init>>::type;

    CTNN_MEMBER static constexpr void spell(std::type_identity<PositionEmbedding> self, auto& out) {
        out(self, or_default<Init, Uniform<>>);
    }
};

template <class Init>
    requires(!AnInitializer<Init>)
struct PositionEmbedding<Init> {
    template <class In>
    using on = detail::BrokenLayer<
        typename error::is_not_an_initializer<Init>::that_has_fill_of_weights_inputs_outputs_random, In>;
};

}  // namespace ctnn
