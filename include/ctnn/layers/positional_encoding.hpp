#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/layer.hpp>
#include <ctnn/engine/placing.hpp>
#include <ctnn/engine/step_stream.hpp>
#include <ctnn/kernels/attention/positions.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <type_traits>

namespace ctnn {
namespace detail::inline CTNN_CODE {

template <std::size_t Features>
struct PositionalEncodingStream {
    using input = Shape<Features>;
    using output = Shape<Features>;
    static constexpr std::size_t delay = 0, period = 1, memory = kernels::wave_values(Features), scratch = 0;

    template <class T>
    static constexpr std::size_t run(const T*, const T*, std::size_t t, const T* x, std::size_t count, T* y,
                                     T* waves, T*) noexcept {
        if (t == 0) kernels::begin_waves<Features>(waves);
        for (std::size_t s = 0; s < count; ++s) {
            kernels::add_waves<Features>(static_cast<const T*>(waves), x + s * Features, y + s * Features);
            kernels::turn_waves<Features>(waves);
        }
        return count;
    }
};

template <class In>
struct PositionalEncodingOn {
    static constexpr std::size_t steps = In::extents[0], features = In::extents[1];

    using input = In;
    using output = typename In::plain;  // zeros do not stay
    using stream = PositionalEncodingStream<features>;

    static constexpr std::size_t n = In::size, parameters = 0, state = 0, tape = 0, multiply_adds = 2 * n;
    static constexpr std::size_t scratch = kernels::wave_values(features), backward_scratch = 0;

    template <std::size_t B, class T>
    static constexpr void predict(View<T, 0>, View<T, 0>, View<T, B * n> x, Slot<T, B * n> y,
                                  Slot<T, B * scratch> work) noexcept {
        T* const waves = work.data();
        kernels::begin_waves<features>(waves);
        for (std::size_t t = 0; t < steps; ++t) {
            for (std::size_t at = t * features; at < B * n; at += n)
                kernels::add_waves<features>(static_cast<const T*>(waves), x.data() + at, y.data() + at);
            kernels::turn_waves<features>(waves);
        }
    }

    template <std::size_t B, class T>
    static constexpr void forward(View<T, 0> w, Slot<T, 0> s, View<T, B * n> x, Slot<T, B * n> y, Slot<T, 0>,
                                  Slot<T, B * scratch> work, Random&) noexcept {
        predict<B, T>(w, s, x, y, work);
    }

    template <std::size_t B, class T, std::size_t D>
    static constexpr void backward(View<T, 0>, View<T, B * n>, View<T, B * n>, View<T, 0>, View<T, B * n> dy,
                                   Slot<T, D> dx, Slot<T, 0>, Slot<T, 0>) noexcept {
        kernels::copy<D>(dy.data(), dx.data());
    }

    template <class T>
    static constexpr void initialize(Slot<T, 0>, Slot<T, 0>, Random&) noexcept {}
};

template <class In, class On>
struct OnPositions {
    using type =
        BrokenLayer<error::a_positional_encoding_needs_steps_and_features_but_the_layer_before_it_gives<In>,
                    In>;
};
template <class In, class On>
    requires(In::rank == 2)
struct OnPositions<In, On> : std::type_identity<typename On::template on<In>> {};

struct PlaceEncoding {
    template <class In>
    using on = PositionalEncodingOn<In>;
};

}  // namespace detail::inline CTNN_CODE

/// Adds to each step of a sequence waves by which layers behind it can tell where it stands, as attention,
/// which does not know, must be told.
///
/// Shapes: `Shape<steps, features>` -> the same.
/// y[t][2i] = x[t][2i] + sin(t / 10000^(2i / features)); y[t][2i + 1] = x[t][2i + 1] + cos of the same.
/// Source: Vaswani et al., Attention Is All You Need, 2017.
/// No parameters. Cost: four multiplications for two features of a step, whatever the batch; no table.
/// Streams, and goes on as long as the sequence does: the waves are turned from step to step, within 1e-7
/// after a million.
/// PyTorch: the `PositionalEncoding` of its tutorials; Keras: KerasHub's `SinePositionEncoding`.
/// Goes wrong on what is no sequence of features: a sentence from the network.
struct PositionalEncoding {
    template <class In>
    using on = typename detail::OnPositions<In, detail::PlaceEncoding>::type;
};

}  // namespace ctnn
