#pragma once

#include <array>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/layer.hpp>
#include <ctnn/core/part.hpp>
#include <ctnn/core/sizes.hpp>
#include <ctnn/engine/placing.hpp>
#include <ctnn/engine/step_stream.hpp>
#include <ctnn/engine/values.hpp>
#include <ctnn/initializers/uniform.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <type_traits>
#include <utility>

namespace ctnn {
namespace detail::inline CTNN_CODE {

/// A shape with one more axis, the last.
template <class S, std::size_t Last, class = std::make_index_sequence<S::rank>>
struct Deepened;
template <class S, std::size_t Last, std::size_t... I>
struct Deepened<S, Last, std::index_sequence<I...>> : std::type_identity<Shape<S::extents[I]..., Last>> {};

template <class In, std::size_t Vocabulary, std::size_t Dimensions, class Init>
struct EmbeddingOn;

/// One index at a time, as a step of a `Shape<steps>` is one.
template <std::size_t Vocabulary, std::size_t Dimensions, class Init>
struct EmbeddingStream : StepByStep<EmbeddingOn<Shape<1>, Vocabulary, Dimensions, Init>> {
    using output = Shape<Dimensions>;
};

template <class In, std::size_t Vocabulary, std::size_t Dimensions, class Init>
struct EmbeddingOn {
    using input = In;
    using output = typename Deepened<In, Dimensions>::type;
    using stream = std::conditional_t<In::rank == 1, EmbeddingStream<Vocabulary, Dimensions, Init>,
                                      StepByStep<EmbeddingOn<StepOf<In>, Vocabulary, Dimensions, Init>>>;

    static constexpr std::size_t n = In::size, m = output::size;
    static constexpr std::size_t weights = size_product(Vocabulary, Dimensions), parameters = weights,
                                 state = 0;
    static constexpr std::size_t tape = 0, scratch = 0, multiply_adds = 0;
    static constexpr bool takes_indices = true;

    static constexpr std::array parts{
        Part{"weight", {{Vocabulary, Along::words}, {Dimensions, Along::dimensions}}}};

    template <class T>
    struct Named {
        Values<T, weights> weight;  ///< of index i and dimension d: weight[i * Dimensions + d]
    };

    template <class T>
    static constexpr Named<T> named(std::span<T, parameters> w) noexcept {
        return {w};
    }

    template <std::size_t B, class T>
    static constexpr void predict(View<T, parameters> w, View<T, 0>, View<T, B * n> x, Slot<T, B * m> y,
                                  Slot<T, 0>) noexcept {
        const T* const from = x.data();
        T* to = y.data();
        for (std::size_t i = 0; i < B * n; ++i, to += Dimensions) {
            if (is_index(from[i]))
                kernels::copy<Dimensions>(w.data() + static_cast<std::size_t>(from[i]) * Dimensions, to);
            else
                kernels::fill<Dimensions>(T(0), to);
        }
    }

    template <std::size_t B, class T>
    static constexpr void forward(View<T, parameters> w, Slot<T, 0> s, View<T, B * n> x, Slot<T, B * m> y,
                                  Slot<T, 0>, Slot<T, 0> work, Random&) noexcept {
        predict<B, T>(w, s, x, y, work);
    }

    template <std::size_t B, class T, std::size_t D>
    static constexpr void backward(View<T, parameters>, View<T, B * n> x, View<T, B * m>, View<T, 0>,
                                   View<T, B * m> dy, Slot<T, D> dx, Slot<T, parameters> dw,
                                   Slot<T, 0>) noexcept {
        const T* const at = x.data();
        const T* from = dy.data();
        for (std::size_t i = 0; i < B * n; ++i, from += Dimensions)
            if (is_index(at[i]))
                kernels::add<Dimensions>(from, dw.data() + static_cast<std::size_t>(at[i]) * Dimensions);
        kernels::fill<D>(T(0), dx.data());  // an index has no slope
    }

    template <std::size_t B, class T>
    static constexpr void backward_data(View<T, parameters>, View<T, B * n>, View<T, B * m>, View<T, 0>,
                                        View<T, B * m>, Slot<T, B * n> dx, Slot<T, 0>) noexcept {
        kernels::fill<B * n>(T(0), dx.data());
    }

    template <class T>
    static constexpr void initialize(Slot<T, parameters> w, Slot<T, 0>, Random& random) noexcept {
        Init::template fill<T>(w, Vocabulary, Dimensions, random);
    }

  private:
    /// NaN is none.
    template <class T>
    static constexpr bool is_index(T x) noexcept {
        return x >= T(0) && x < static_cast<T>(Vocabulary);
    }
};

/// What says why `Embedding<Vocabulary, Dimensions, Init>` is no layer, or void.
template <std::size_t Vocabulary, std::size_t Dimensions, class Init>
consteval auto embedding_mistake() {
    if constexpr (Vocabulary == 0)
        return std::type_identity<typename error::an_embedding_cannot_have<Vocabulary>::words>{};
    else if constexpr (Dimensions == 0)
        return std::type_identity<typename error::an_embedding_cannot_have<Dimensions>::dimensions>{};
    else if constexpr (!AnInitializer<Init>)
        return std::type_identity<
            typename error::is_not_an_initializer<Init>::that_has_fill_of_weights_inputs_outputs_random>{};
    else
        return std::type_identity<void>{};
}

}  // namespace detail::inline CTNN_CODE

/// A table of vectors, one for each of `Vocabulary` words, characters or other things that are counted and
/// not measured: each input is an index, and becomes the vector in that row.
///
/// Shapes: `Shape<steps>` -> `Shape<steps, Dimensions>`, and so on: one axis more.
/// y[i] = weight[x[i]]. Inputs are whole numbers, as floats; fractions are cut off. What is no index, below
/// 0, from Vocabulary on or NaN, gives zeros and learns nothing: -1 fills up sequences that are too short.
/// Parameters: `weight` (Vocabulary, Dimensions), row by row, from `Init`: uniform within 0.05, as in Keras.
/// Source: Bengio, Ducharme, Vincent, Jauvin, A Neural Probabilistic Language Model, 2003.
/// Cost: a copy of Dimensions values for each index; in training an optimizer's step of the whole table.
/// PyTorch: `nn.Embedding(Vocabulary, Dimensions)`, whose weights start with the standard deviation 1
/// (`Normal<std::ratio<1>>`); Keras: `Embedding(Vocabulary, Dimensions)`.
/// Goes wrong when Vocabulary or Dimensions is 0: a sentence from the network. Inputs that were scaled are no
/// indices any more. Float holds all whole numbers up to 16,777,216 only. There is no gradient of the input.
template <std::size_t Vocabulary, std::size_t Dimensions, class Init = Uniform<>>
struct Embedding {
    template <class In>
    using on = detail::EmbeddingOn<In, Vocabulary, Dimensions, Init>;
};

template <std::size_t Vocabulary, std::size_t Dimensions, class Init>
    requires(
        !std::is_void_v<typename decltype(detail::embedding_mistake<Vocabulary, Dimensions, Init>())::type>)
struct Embedding<Vocabulary, Dimensions, Init> {
    template <class In>
    using on = detail::BrokenLayer<
        typename decltype(detail::embedding_mistake<Vocabulary, Dimensions, Init>())::type, In>;
};

}  // namespace ctnn
