#pragma once

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/network.hpp>
#include <ctnn/core/random.hpp>
#include <ctnn/core/shape.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/engine/backward.hpp>
#include <ctnn/engine/chain.hpp>
#include <ctnn/engine/chain_stream.hpp>
#include <ctnn/engine/placing.hpp>
#include <ctnn/engine/stream_of.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <ctnn/network/network.hpp>
#include <ctnn/network/ragged/lengths.hpp>
#include <ctnn/network/ragged/pools.hpp>
#include <ctnn/network/ragged/recurrent.hpp>
#include <tuple>
#include <type_traits>

namespace ctnn {

/// What a network starts with whose samples are sequences of different lengths: `RaggedInput<20, 3>` takes up
/// to 20 steps of 3 values each, `RaggedInput<20>` up to 20 numbers, as Embedding reads. What the network
/// gives for a sequence of some steps is what it gives as a network of `Input<as many, 3>`: a recurrent layer
/// its last state where the sequence ends, Bidirectional the way back from there, a pool over the steps that
/// there are.
///
///     using Gestures = Network<RaggedInput<20, 2>, Bidirectional<GRU<8>>, Dense<4, Softmax>>;
///     Dataset<Gestures> data(pad_sequences<Gestures>(sequences), classes);       // data/pad_sequences.hpp
///     const auto y = predict(parameters, pad_sequence<Gestures>(steps));
///
/// Shapes: a sample is the values of all steps, those behind the end whatever they are, and behind these one
/// more, the length: 61 values here. Where the network gives a step for each, those behind the end are 0, and
/// count in no loss.
/// Layers that it may have: whatever has a stream; recurrent ones, Bidirectional, GlobalAvgPool1D,
/// GlobalMaxPool1D, and MeanOver<0> and its like; these in Sequential, Residual, Concat, Add, Multiply;
/// behind what gives no sequence, any. Cost: that of the longest sequence. PyTorch: `pack_padded_sequence`;
/// Keras: `Masking`. Goes wrong with a layer that looks ahead, or takes a statistic over the batch, where
/// there still are steps: a sentence. A length of 0, beyond the steps, or of which no whole window is left
/// before a pool: NaN, and of a Dataset DataError. It has no Stream, which stops where it is given no more
/// steps.
template <std::size_t... Extents>
struct RaggedInput {};

namespace detail::inline CTNN_CODE {

/// The steps of a sequence, and behind them their number.
template <std::size_t... Extents>
struct RaggedShape : Shape<Shape<Extents...>::size + 1> {
    static constexpr std::size_t size =
        sizeof...(Extents) == 0 || Shape<Extents...>::size == 0 ? 0 : Shape<Extents...>::size + 1;
    using sequence = Shape<Extents...>;
};

template <class Layers>
struct RaggedOn;

/// What a chain is made of, and with its logits where it has them.
template <class Layers>
struct RaggedEnding : Layers {};
template <class Layers>
    requires requires { typename Layers::logits; }
struct RaggedEnding<Layers> : Layers {
    using logits = RaggedOn<typename Layers::logits>;
};

/// Layers is the Chain that takes whole sequences, and has the names and parts; what computes is made of the
/// same layers as they are told the lengths. The tape and the scratch begin with the steps, behind whose ends
/// there are zeros, so that nothing is computed of what stands there.
template <class Layers>
struct RaggedOn : RaggedEnding<Layers> {
    using layers_of_steps = Layers;
    using sequence = typename Layers::input;
    using knowing = KnowingOf<Layers, AllSteps>;
    using last_steps = typename knowing::steps;
    using running = typename knowing::type;
    template <class Others>
    using around = RaggedOn<Others>;

    static constexpr std::size_t steps = sequence::extents[0], n = sequence::size;
    static constexpr bool gives_steps = !std::same_as<last_steps, NoSteps>;
    /// Of which there is something to give.
    static constexpr std::size_t shortest_length = [] {
        if constexpr (gives_steps)
            return std::max(knowing::shortest, shortest_of<last_steps>());
        else
            return knowing::shortest;
    }();
    using input = Shape<n + 1>;
    using Layers::out, Layers::parameters, Layers::state;
    static constexpr std::size_t in = n + 1;
    static constexpr std::size_t tape = n + running::tape, scratch = n + running::scratch;
    static constexpr std::size_t dy_size = gives_steps ? out : 0;  // of which what is behind the ends is 0
    static constexpr std::size_t backward_scratch = n + dy_size + running::backward_scratch;
    static constexpr bool backward_reads_state = true;
    using predict_row = void;  // hidden: none of it sees the lengths
    using predict_lanes = void;

    /// How long the sequence of a sample is; 0 when that is no length.
    template <class T>
    static constexpr std::size_t length_of(const T* x) noexcept {
        const T length = x[n];
        if (!(length >= static_cast<T>(shortest_length) && length <= static_cast<T>(steps))) return 0;
        const auto whole = static_cast<std::size_t>(length);
        return static_cast<T>(whole) == length ? whole : 0;
    }

    /// How many steps or pixels of what it gives for that sample are real.
    template <class T>
    static constexpr std::size_t real_places(const T* x, std::size_t places) noexcept {
        if constexpr (!gives_steps)
            return places;
        else
            return last_steps::of(length_of(x)) * (places / Layers::output::extents[0]);
    }

    template <std::size_t B, class T>
    static constexpr void predict(View<T, parameters> w, View<T, state> s, View<T, B * in> x,
                                  Slot<T, B * out> y, Slot<T, B * scratch> work) noexcept {
        std::uint32_t lengths[B];
        const auto inner = work.template first<B * n>();
        take<B>(x.data(), inner.data(), lengths);
        running::template predict<B, T>(w, s, inner, y, work.template last<B * running::scratch>(),
                                        static_cast<const std::uint32_t*>(lengths));
        finish<B>(x.data(), static_cast<const std::uint32_t*>(lengths), y.data());
    }

    template <std::size_t B, class T>
    static constexpr void forward(View<T, parameters> w, Slot<T, state> s, View<T, B * in> x,
                                  Slot<T, B * out> y, Slot<T, B * tape> kept, Slot<T, B * scratch> work,
                                  Random& random) noexcept {
        std::uint32_t lengths[B];
        const auto inner = kept.template first<B * n>();
        take<B>(x.data(), inner.data(), lengths);
        running::template forward<B, T>(w, s, inner, y, kept.template last<B * running::tape>(),
                                        work.template last<B * running::scratch>(), random,
                                        static_cast<const std::uint32_t*>(lengths));
        finish<B>(x.data(), static_cast<const std::uint32_t*>(lengths), y.data());
    }

    /// `into` is an Update of the parameters, or a pointer, to whose values the gradient is added; `s` the
    /// state, where it is read. A length has no slope.
    template <std::size_t B, class T, std::size_t D, class Into, class... State>
    static constexpr void backward_into(View<T, parameters> w, View<T, B * in> x, View<T, B * out> y,
                                        View<T, B * tape> kept, View<T, B * out> dy, Slot<T, D> dx, Into into,
                                        Slot<T, B * backward_scratch> work, State... s) noexcept {
        constexpr std::size_t wanted = D == 0 ? 0 : B * n;
        std::uint32_t lengths[B];
        for (std::size_t b = 0; b < B; ++b) lengths[b] = known_length(x.data() + b * in);
        const T* slopes = dy.data();
        if constexpr (gives_steps) {
            T* const real = work.data() + B * n;
            kernels::copy<B * out>(slopes, real);
            for (std::size_t b = 0; b < B; ++b) clear_behind(lengths[b], real + b * out);
            slopes = real;
        }
        const auto inner = work.template first<wanted>();
        detail::backward<running, B, T, wanted>(
            w, kept.template first<B * n>(), y, kept.template last<B * running::tape>(),
            View<T, B * out>(slopes, B * out), inner, into,
            work.template last<B * running::backward_scratch>(), Ends<T>{lengths, state_of(s...)});
        if constexpr (D != 0)
            for (std::size_t b = 0; b < B; ++b) {
                kernels::copy<n>(static_cast<const T*>(inner.data()) + b * n, dx.data() + b * in);
                dx[b * in + n] = 0;
            }
    }

  private:
    static constexpr auto state_of() noexcept { return nullptr; }
    template <class T>
    static constexpr const T* state_of(const T* s) noexcept {
        return s;
    }

    /// Of a sample without a length, which gives NaN, whichever.
    template <class T>
    static constexpr std::uint32_t known_length(const T* x) noexcept {
        return static_cast<std::uint32_t>(std::max(length_of(x), shortest_length));
    }

    /// The steps that there are; zeros behind them.
    template <std::size_t B, class T>
    static constexpr void take(const T* x, T* to, std::uint32_t* lengths) noexcept {
        constexpr std::size_t step = n / steps;
        for (std::size_t b = 0; b < B; ++b) {
            lengths[b] = known_length(x + b * in);
            const std::size_t real = lengths[b] * step;
            for (std::size_t i = 0; i < n; ++i) to[b * n + i] = i < real ? x[b * in + i] : T(0);
        }
    }

    /// Makes what it gives behind the end zero.
    template <class T>
    static constexpr void clear_behind([[maybe_unused]] std::size_t length, [[maybe_unused]] T* y) noexcept {
        if constexpr (gives_steps)
            for (std::size_t i = last_steps::of(length) * (out / Layers::output::extents[0]); i < out; ++i)
                y[i] = 0;
    }
    template <std::size_t B, class T>
    static constexpr void finish(const T* x, const std::uint32_t* lengths, T* y) noexcept {
        for (std::size_t b = 0; b < B; ++b) {
            clear_behind(lengths[b], y + b * out);
            if (length_of(x + b * in) == 0) std::fill_n(y + b * out, out, not_a_number<T>);
        }
    }
};

/// The first of the layers in a row that does not know where a sequence ends.
template <class Placed>
struct FirstUnknowing;
template <class In, class... Placed>
struct FirstUnknowing<Chain<In, Placed...>> {
    static constexpr std::size_t index = KnowingLayers<AllSteps, Placed...>::known;
};

template <std::size_t... Extents, class... Layers>
    requires(sizeof...(Layers) > 0 && sizeof...(Layers) <= most_in_a_row)
struct ChainOrMistake<RaggedShape<Extents...>, Layers...> {
    using sequence = Shape<Extents...>;
    using chain = ChainOf<sequence, Layers...>;

    static consteval auto choose() {
        if constexpr (Broken<chain>) {
            return std::type_identity<chain>{};
        } else {
            constexpr std::size_t index = FirstUnknowing<chain>::index;
            if constexpr (index < sizeof...(Layers))
                return std::type_identity<
                    BrokenLayer<error::layers_of_a_RaggedInput_know_where_a_sequence_ends_unlike<
                                    std::tuple_element_t<index, std::tuple<Layers...>>>,
                                sequence>>{};
            else
                return std::type_identity<RaggedOn<chain>>{};
        }
    }
    using type = typename decltype(choose())::type;
};

/// A stream stops where it is given no more steps.
template <class Layers, std::size_t Block>
struct StreamOf<RaggedOn<Layers>, Block> : StreamOf<Layers, Block> {};

template <std::size_t... Extents>
struct InputShape<RaggedInput<Extents...>> : std::type_identity<RaggedShape<Extents...>> {};

}  // namespace detail::inline CTNN_CODE
}  // namespace ctnn
