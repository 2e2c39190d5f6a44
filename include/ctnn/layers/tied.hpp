#pragma once

#include <algorithm>
#include <array>
#include <concepts>
#include <cstddef>
#include <ctnn/activations/linear.hpp>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/trained_layer.hpp>
#include <ctnn/core/part.hpp>
#include <ctnn/core/sizes.hpp>
#include <ctnn/engine/backward.hpp>
#include <ctnn/engine/chain.hpp>
#include <ctnn/engine/each_kernel.hpp>
#include <ctnn/engine/placing.hpp>
#include <ctnn/engine/values.hpp>
#include <ctnn/kernels/dense/dense.hpp>
#include <ctnn/kernels/dense/dense_gradients.hpp>
#include <ctnn/kernels/dense/outer.hpp>
#include <ctnn/kernels/values/biases.hpp>
#include <ctnn/layers/activation.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/layers/embedding.hpp>
#include <type_traits>

namespace ctnn {
namespace detail::inline CTNN_CODE {

/// What a layer's weights give the other way round: `rows` of a sample, of `inputs` values each.
template <class First>
struct OtherWay {};
template <class In, std::size_t Units, class Act, class Init, bool HasBias>
    requires(!In::is_sparse)
struct OtherWay<DenseOn<In, Units, Act, Init, HasBias>> {
    using output = In;
    static constexpr std::size_t rows = 1, inputs = In::size, units = Units;
};
template <class In, std::size_t Vocabulary, std::size_t Dimensions, class Init>
struct OtherWay<EmbeddingOn<In, Vocabulary, Dimensions, Init>> {
    using output = typename Deepened<In, Vocabulary>::type;
    static constexpr std::size_t rows = In::size, inputs = Vocabulary, units = Dimensions;
};

template <class First>
concept GoesTheOtherWay = requires { OtherWay<First>::rows; };

/// The bias behind: it has values and a name, and is computed with the product.
template <std::size_t N>
struct TiedBias {
    using input = Shape<N>;
    using output = Shape<N>;
    static constexpr std::size_t parameters = N, state = 0, weights = 0;
    static constexpr std::array parts{Part{"bias", {{N, Along::outputs}}}};
};

template <class T, class First, class Body>
struct TiedValues {
    Values<T, First::parameters + Body::parameters + OtherWay<First>::inputs> values;
    Values<T, OtherWay<First>::inputs> bias;  ///< of what comes out

    /// 0: the layer whose weights are used twice; from 1 on: those between.
    template <std::size_t I>
    constexpr auto layer() const noexcept {
        if constexpr (I == 0)
            return values_of<First, T>(values.template first<First::parameters>());
        else
            return Body::template named<T>(values.template subspan<First::parameters, Body::parameters>())
                .template layer<I - 1>();
    }
};

/// y = Body(First(x)) W^T + bias, where W are First's weights. The tape: what First gives, what Body gives,
/// their tapes.
template <class First, class Body>
struct TiedOn {
    using other = OtherWay<First>;
    using input = typename First::input;
    using output = typename other::output;
    using Bias = TiedBias<other::inputs>;

    static constexpr std::size_t rows = other::rows, wide = other::inputs, units = other::units;
    static constexpr std::size_t n = input::size, m = output::size, h = First::output::size;
    static constexpr std::size_t bias_at = size_sum(First::parameters, Body::parameters),
                                 parameters = size_sum(bias_at, wide), state = Body::state;
    static constexpr std::size_t tape = size_sum(2 * h, First::tape, Body::tape);
    static constexpr std::size_t scratch = size_sum(2 * h, std::max(First::scratch, Body::scratch));
    static constexpr std::size_t backward_scratch =
        size_sum(2 * h, std::max(detail::backward_scratch<First>(), detail::backward_scratch<Body>()));
    static constexpr std::size_t multiply_adds = size_sum(
        detail::multiply_adds<First>(), detail::multiply_adds<Body>(), size_product(rows, wide, units));
    static constexpr std::size_t least_batch = Body::least_batch;
    static constexpr bool couples_samples = Body::couples_samples, has_rates = Body::has_rates,
                          backward_reads_state = Body::backward_reads_state,
                          takes_indices = detail::takes_indices<First>();

    template <class T>
    static constexpr TiedValues<T, First, Body> named(std::span<T, parameters> w) noexcept {
        return {w, w.template last<wide>()};
    }
    template <class T>
    static constexpr auto named_state(std::span<T, state> s) noexcept {
        return Body::template named_state<T>(s);
    }

    template <class Visitor>
    static constexpr void each_weights(std::size_t offset, Visitor&& visit) {
        detail::each_weights<First>(offset, visit);
        Body::each_weights(offset + First::parameters, visit);
    }

    template <std::size_t B, class T, class Visitor>
    static constexpr void each_kernel(Visitor&& visit) {
        detail::each_kernel<First, B, T>(visit);
        detail::each_kernel<Body, B, T>(visit);
    }

    template <class Visitor>
    static constexpr void each_layer(const LayerPlace& at, Visitor&& visit) {
        const PathStep first{at.path, {}, 0}, between{at.path, "between"};
        detail::each_layer<First>(at.within(first), visit);
        detail::each_layer<Body>(at.within(between, First::parameters), visit);
        detail::each_layer<Bias>({at.path, at.parameters + bias_at, at.state, {}, at.rate, at.decay}, visit);
    }
    static constexpr PartShape flattened_after(const PartShape&) noexcept { return {}; }

    template <std::size_t B, class T>
    static constexpr void predict(View<T, parameters> w, View<T, state> s, View<T, B * n> x, Slot<T, B * m> y,
                                  Slot<T, B * scratch> work) noexcept {
        const auto in = work.template first<B * h>(), out = work.template subspan<B * h, B * h>();
        First::template predict<B, T>(w.template first<First::parameters>(), {}, x, in,
                                      work.template subspan<2 * B * h, B * First::scratch>());
        Body::template predict<B, T>(between(w), s, in, out,
                                     work.template subspan<2 * B * h, B * Body::scratch>());
        back_out<B>(w.data(), static_cast<const T*>(out.data()), y.data());
    }

    template <std::size_t B, class T>
    static constexpr void forward(View<T, parameters> w, Slot<T, state> s, View<T, B * n> x, Slot<T, B * m> y,
                                  Slot<T, B * tape> kept, Slot<T, B * scratch> work,
                                  Random& random) noexcept {
        const auto in = kept.template first<B * h>(), out = kept.template subspan<B * h, B * h>();
        First::template forward<B, T>(w.template first<First::parameters>(), {}, x, in,
                                      kept.template subspan<2 * B * h, B * First::tape>(),
                                      work.template first<B * First::scratch>(), random);
        Body::template forward<B, T>(between(w), s, in, out, kept.template last<B * Body::tape>(),
                                     work.template first<B * Body::scratch>(), random);
        back_out<B>(w.data(), static_cast<const T*>(out.data()), y.data());
    }

    /// Both uses of the weights add up, so that a step of the optimizer can only come behind.
    template <std::size_t B, class T, std::size_t D, class... State>
    static constexpr void backward(View<T, parameters> w, View<T, B * n> x, View<T, B * m>,
                                   View<T, B * tape> kept, View<T, B * m> dy, Slot<T, D> dx,
                                   Slot<T, parameters> dw, Slot<T, B * backward_scratch> work,
                                   State... s) noexcept {
        const auto in = kept.template first<B * h>(), out = kept.template subspan<B * h, B * h>();
        const auto dout = work.template first<B * h>(), din = work.template subspan<B * h, B * h>();
        kernels::dense<B * rows, wide, units, Linear>(w.data(), kernels::biases<false, units>(w.data()),
                                                      dy.data(), dout.data());
        kernels::outer<B * rows, wide, units>(dy.data(), out.data(), dw.data());
        kernels::bias_gradient<B * rows, wide>(dy.data(), dw.data() + bias_at);
        detail::backward<Body, B, T, B * h>(
            between(w), in, out, kept.template last<B * Body::tape>(), dout, din,
            dw.data() + First::parameters,
            work.template subspan<2 * B * h, B * detail::backward_scratch<Body>()>(), s...);
        detail::backward<First, B, T, D>(
            w.template first<First::parameters>(), x, in, kept.template subspan<2 * B * h, B * First::tape>(),
            din, dx, dw.data(), work.template subspan<2 * B * h, B * detail::backward_scratch<First>()>());
    }

    template <class T>
    static constexpr void initialize(Slot<T, parameters> w, Slot<T, state> s, Random& random) noexcept {
        First::template initialize<T>(w.template first<First::parameters>(), {}, random);
        Body::template initialize<T>(w.template subspan<First::parameters, Body::parameters>(), s, random);
        for (T& value : w.template last<wide>()) value = 0;
    }

  private:
    template <class T>
    static constexpr View<T, Body::parameters> between(View<T, parameters> w) noexcept {
        return w.template subspan<First::parameters, Body::parameters>();
    }
    template <std::size_t B, class T>
    static constexpr void back_out(const T* w, const T* from, T* y) noexcept {
        kernels::data_gradient<B * rows, wide, units>(w, from, y);
        for (std::size_t r = 0; r < B * rows; ++r) kernels::add<wide>(w + bias_at, y + r * wide);
    }
};

template <class Layer, class First, class Body>
consteval auto tied_on() {
    using In = typename First::input;
    if constexpr (Broken<First>) {
        return std::type_identity<First>{};
    } else if constexpr (!GoesTheOtherWay<First>) {
        return std::type_identity<
            BrokenLayer<error::Tied_uses_the_weights_of_a_Dense_or_an_Embedding_twice_not_of<Layer>, In>>{};
    } else if constexpr (Broken<Body>) {
        return std::type_identity<Body>{};
    } else if constexpr (!std::same_as<typename First::output, typename Body::output>) {
        return std::type_identity<
            BrokenLayer<typename error::what_lies_within_a_Tied_keeps_the_shape<
                            typename First::output>::template but_this_gives<typename Body::output>,
                        In>>{};
    } else {
        return std::type_identity<TiedOn<First, Body>>{};
    }
}

}  // namespace detail::inline CTNN_CODE

/// A layer whose weights are used twice: on the way in, and transposed on the way out. `Tied<Dense<32,
/// Tanh>>` is an autoencoder with half the weights of one that has two layers, `Tied<Embedding<256, 32>,
/// LSTM<32, Returns::sequence>>` gives at each step a value for each word, by the table that it took the
/// words from.
///
/// Shapes: of a Dense, what it takes -> the same; of an Embedding, what it takes -> Vocabulary values for
/// each index. The layers between keep the shape that they get. y = Layers(Layer(x)) W^T + bias, an
/// activation of which stands behind: `Activation<Sigmoid>`. Parameters: the layer's, then those of the
/// others, then `bias`, one for each value that comes out of a row;
/// `parameters.layer<I>().layer<0>().weight`, `.layer<1>()` and so on for what lies between, `.bias`.
/// Cost: as the two layers that it stands for; in training the gradients of both uses add up.
/// Source: Vincent et al., Stacked Denoising Autoencoders, 2010; Press, Wolf, Using the Output Embedding to
/// Improve Language Models, 2017.
/// PyTorch: `F.linear(layers(layer(x)), layer.weight.T, bias)`; of an Embedding its `weight`; Keras: none.
/// It does not stream. Goes wrong around another layer, or when those between change the shape: a sentence
/// from the network.
template <class Layer, class... Layers>
struct Tied {
    template <class In>
    using on = typename decltype(detail::tied_on<
                                 Layer, placed<Layer, In>,
                                 detail::ChainOf<typename placed<Layer, In>::output, Layers...>>())::type;
};
template <class Layer>
struct Tied<Layer> {
    template <class In>
    using on =
        typename decltype(detail::tied_on<
                          Layer, placed<Layer, In>,
                          detail::ChainOf<typename placed<Layer, In>::output, Activation<Linear>>>())::type;
};

}  // namespace ctnn
