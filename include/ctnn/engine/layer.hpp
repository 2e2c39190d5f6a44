#pragma once

#include <concepts>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/random.hpp>
#include <ctnn/core/shape.hpp>
#include <type_traits>

// All that a placed layer may say: the one page of its roles. A placed layer is an empty type, what
// `Dense<16>::on<Shape<784>>` is; the engine asks it the following, and never anything else.
//
// B is the number of samples of a call, T a Number; in and out are input::size and output::size. Views are
// read, Slots are written (core/shape.hpp). Whatever is kept for samples comes sample by sample.
//
// Types
//
//   input          Shape of one sample that it takes.
//   output         Shape of one sample that it gives.
//   mistake        the sentence that says why it cannot be: of a BrokenLayer (engine/placing.hpp) only. The
//                  network derives from it. Left out: the layer is sound.
//   activation     the activation that it ends in. With `logits` only. Left out: no loss works on its logits.
//   logits         the placed layer that is the same but for ending in Linear, with the same parameters and
//                  state: a loss that knows the activation runs it instead. Of a layer of one sample neither
//                  is asked.
//   stream         how it goes along a sequence, below. Left out, or void: no Stream of a network has it.
//
// Counts, all std::size_t and known to the compiler
//
//   parameters     trained values that it owns.
//   state          values that it keeps but does not train. A layer of one sample has none.
//   tape           values for each sample that `forward` leaves for `backward`; input and output are kept
//                  anyway. A layer of one sample has none.
//   scratch        values for each sample that a call may use and forget. A layer of one sample has none.
//   backward_scratch
//                  the same of `backward`. Left out: as many as scratch.
//   multiply_adds  multiplications and additions of `predict` for one sample, which choose kernels and are a
//                  network's cost. Left out: one for each parameter.
//   weights        how many of the parameters, the first ones, regularisation may shrink. Left out: all of
//                  them. See `each_weights`.
//   least_batch    samples that a batch needs for it to learn from. Left out, and of one sample: 1.
//   couples_samples
//                  a bool: whether in training what it gives for a sample depends on the others of the batch.
//                  Then a batch is worked on in one part. Left out, and of one sample: false.
//   backward_reads_state
//                  a bool: whether there is a frozen layer in it (layers/frozen.hpp). Left out: false.
//   has_rates      a bool: whether a layer in it has a rate of its own (layers/rated.hpp). Left out: false.
//   same_for_every_step
//                  a bool, of a layer of one sample: whether on a sequence, whose steps lie along the first
//                  axis, it does to each step what it does where it is placed on that, by the same
//                  parameters. Then it streams, and `predict` of one step is what predicts sequences too:
//                  all get the same bits. Left out, and on what is no sequence: false.
//   takes_indices  a bool: whether its inputs are numbers that choose something, of which none may be a
//                  little off. Left out: false.
//
// Functions of a layer that works on batches, as all of the library; static, constexpr, noexcept
//
//   predict<B, T>(View<T, parameters> w, View<T, state> s, View<T, B * in> x, Slot<T, B * out> y,
//                 Slot<T, B * scratch> work)
//                  computes y from x; leaves nothing behind. May be called in constant evaluation.
//   forward<B, T>(View<T, parameters> w, Slot<T, state> s, View<T, B * in> x, Slot<T, B * out> y,
//                 Slot<T, B * tape> kept, Slot<T, B * scratch> work, Random& random)
//                  the same in training: may change the state and draw numbers, and overwrites the tape.
//   backward<B, T>(View<T, parameters> w, View<T, B * in> x, View<T, B * out> y, View<T, B * tape> kept,
//                 View<T, B * out> dy, Slot<T, D> dx, Slot<T, parameters> dw,
//                 Slot<T, B * backward_scratch> work)
//                  after `forward`, with its x, y and tape: ADDS to dw and OVERWRITES dx. D is B * in, or 0
//                  when nobody wants the gradient of the input.
//   backward_into<B, T>(the same with `into` in dw's place)
//                  the same, wherever the gradient goes: ADDS to the values that `into` points to, or gives
//                  them to an Update, the optimizer's step, which changes the parameters on the way; those
//                  are read only before. A layer that has it for both needs no `backward`. Left out:
//                  `backward`, and after it a second pass over the parameters.
//   backward_data<B, T>(the same without dw)
//                  dx alone, of D != 0: what a frozen layer is asked for. Left out: `backward`, whose dw is
//                  then written into more scratch and forgotten.
//   backward_standing<B, T>(View<T, parameters> w, View<T, state> s, View<T, B * out> dy, Slot<T, B * in> dx)
//                  the same where the layer did what `predict` does: of one whose state moves in `forward`,
//                  which a frozen one's does not. Left out: it goes forward as ever.
//   initialize<T>(Slot<T, parameters> w, Slot<T, state> s, Random& random)
//                  writes the initial values; the state is zero before.
//
// Functions of a layer that knows one sample, as a user may write it; engine/lifting.hpp makes batches of it
//
//   predict(View<T, parameters> w, View<T, in> x, Slot<T, out> y)
//   backward(View<T, parameters> w, View<T, in> x, View<T, out> y, View<T, out> dy, Slot<T, in> dx,
//            Slot<T, parameters> dw)                  dx is always wanted
//   initialize(Slot<T, parameters> w, Random& random)
//
// Functions that either may have
//
//   predict_row<T>(const T* w, const auto& x)
//                  one sample whose values stay in registers (kernels/values/row.hpp): returns those of y.
//                  Asked in chains of small layers only, all of which have it. Left out: `predict`.
//   predict_lanes(const T* w, const V* x, V* y)
//                  a sample in each lane of a vector V (kernels/dense/lanes.hpp), for many samples through a
//                  small network, all of whose layers have it. Left out: `predict`.
//   packed_size, pack, predict_packed        its parameters laid out for a machine: engine/packed_layer.hpp
//   each_weights(std::size_t offset, visit)
//                  calls visit(offset, count) for each run of weights, where the layer's block starts at
//                  `offset`; for weights that do not come first. Left out: `weights`.
//   each_layer(const LayerPlace& at, visit)
//                  of a layer made of others: calls detail::each_layer<L>(its place, visit) for each of them
//                  (engine/parts.hpp). Left out: there are none.
//   named<T>(std::span<T, parameters> w)
//                  its parameters by name, as `parameters.layer<0>().weight`. T is const for constants. Left
//                  out: `values`, which are all of them.
//   named_state<T>(std::span<T, state> s)
//                  the same of the state.
//
// Description
//
//   parts          a constexpr std::array of Part (core/part.hpp): what the parameters, then the state, are
//                  made of, in their order; by it they are named, written and read. Together they hold just
//                  these values, and no two have one name. Left out: one part, `values`, and one, `state`.
//
// A stream
//
//   input, output  Shape of one step.
//   delay          the step, counted from 0, with which the first output comes.
//   period         steps from one output to the next.
//   rate           outputs that come at a time, of what makes a sequence longer. Left out: 1.
//   memory         values that are kept from step to step, zero at the beginning.
//   scratch        values that a call may use and forget.
//   run<T>(const T* w, const T* state, std::size_t t, const T* x, std::size_t count, T* y, T* memory,
//          T* scratch)
//                  takes `count` steps, of which the first is step t since the beginning, and returns how
//                  many outputs it wrote: engine/stream_of.hpp.
//
// How a layer folds is in core/folding.hpp, how it is spelt in a header of weights in core/spelling.hpp, and
// how it names its kernels for a summary in engine/each_kernel.hpp. What is missing, or misspelt, is a
// sentence: engine/layer_mistake.hpp.

namespace ctnn {
namespace detail::inline CTNN_CODE {

/// Values for each sample that `backward` may use and forget; a layer that needs more than elsewhere says so.
template <class L>
consteval std::size_t backward_scratch() {
    if constexpr (requires { L::backward_scratch; })
        return L::backward_scratch;
    else
        return L::scratch;
}

/// Whether what a layer gives for a sample in training depends on the others of its batch, as in BatchNorm:
/// then a batch is never worked on in parts.
template <class L>
consteval bool couples_samples() {
    if constexpr (requires { L::couples_samples; })
        return L::couples_samples;
    else
        return false;
}

/// The samples that a batch needs for the layer to learn from it; one where it does not say.
template <class L>
consteval std::size_t least_batch() {
    if constexpr (requires { L::least_batch; })
        return L::least_batch;
    else
        return 1;
}

/// Whether there are frozen layers in it: they keep their values as state, which `backward_into` then takes
/// as a last argument, `const T*`.
template <class L>
consteval bool backward_reads_state() {
    if constexpr (requires { L::backward_reads_state; })
        return L::backward_reads_state;
    else
        return false;
}

/// Whether there are layers in it with a learning rate of their own.
template <class L>
consteval bool has_rates() {
    if constexpr (requires { L::has_rates; })
        return L::has_rates;
    else
        return false;
}

/// Whether all values that it has are frozen ones.
template <class L>
consteval bool all_is_frozen() {
    return L::parameters == 0 && backward_reads_state<L>();
}

/// Whether a layer of one sample says that it does the same to every step of a sequence.
template <class L>
consteval bool same_for_every_step() {
    if constexpr (requires { L::same_for_every_step; })
        return L::same_for_every_step;
    else
        return false;
}

/// Whether its inputs choose something, as those of Embedding.
template <class L>
consteval bool takes_indices() {
    if constexpr (requires { L::takes_indices; })
        return L::takes_indices;
    else
        return false;
}

/// Multiplications and additions for one sample; one for each parameter where a user's layer does not say.
template <class L>
consteval std::size_t multiply_adds() {
    if constexpr (requires { L::multiply_adds; })
        return L::multiply_adds;
    else
        return L::parameters;
}

/// Calls visit(offset, count) for each run of parameters that regularisation may shrink: a layer's weights,
/// not its biases. A layer says how many come first (`weights`), or walks through its parts (`each_weights`).
template <class L, class Visitor>
constexpr void each_weights(std::size_t offset, Visitor&& visit) {
    if constexpr (requires { L::each_weights(offset, visit); })
        L::each_weights(offset, visit);
    else if constexpr (requires { L::weights; })
        visit(offset, L::weights);
    else
        visit(offset, L::parameters);
}

// Each function by itself, as the engine calls it.

template <class L>
concept PredictsBatches =
    requires(View<float, L::parameters> w, View<float, L::state> s, View<float, L::input::size> x,
             Slot<float, L::output::size> y,
             Slot<float, L::scratch> work) { L::template predict<1, float>(w, s, x, y, work); };

template <class L>
concept ForwardsBatches =
    requires(View<float, L::parameters> w, Slot<float, L::state> s, View<float, L::input::size> x,
             Slot<float, L::output::size> y, Slot<float, L::tape> kept, Slot<float, L::scratch> work,
             Random& random) { L::template forward<1, float>(w, s, x, y, kept, work, random); };

template <class L, std::size_t D>
concept BackwardsAdding =
    requires(View<float, L::parameters> w, View<float, L::input::size> x, View<float, L::output::size> y,
             View<float, L::tape> kept, Slot<float, D> dx, Slot<float, L::parameters> dw,
             Slot<float, backward_scratch<L>()> work) {
        L::template backward<1, float>(w, x, y, kept, y, dx, dw, work);
    };

template <class L, std::size_t B, class T, std::size_t D, class Into>
concept BackwardsInto =
    requires(View<T, L::parameters> w, View<T, B * L::input::size> x, View<T, B * L::output::size> y,
             View<T, B * L::tape> kept, Slot<T, D> dx, Into into, Slot<T, B * backward_scratch<L>()> work) {
        L::template backward_into<B, T>(w, x, y, kept, y, dx, into, work);
    };

template <class L, std::size_t D>
concept BackwardsBy = BackwardsAdding<L, D> || BackwardsInto<L, 1, float, D, float*>;
template <class L>
concept BackwardsBatches = BackwardsBy<L, L::input::size> && BackwardsBy<L, 0>;

template <class L>
concept InitializesWithState = requires(Slot<float, L::parameters> w, Slot<float, L::state> s,
                                        Random& random) { L::template initialize<float>(w, s, random); };

template <class L>
concept PredictsOne = requires(View<float, L::parameters> w, View<float, L::input::size> x,
                               Slot<float, L::output::size> y) { L::predict(w, x, y); };

template <class L>
concept BackwardsOne = requires(View<float, L::parameters> w, View<float, L::input::size> x,
                                View<float, L::output::size> y, Slot<float, L::input::size> dx,
                                Slot<float, L::parameters> dw) { L::backward(w, x, y, y, dx, dw); };

template <class L>
concept Initializes = requires(Slot<float, L::parameters> w, Random& random) { L::initialize(w, random); };

/// The facts every placed layer states.
template <class L>
concept Placed = std::is_empty_v<L> && requires {
    typename L::input;
    typename L::output;
    { L::input::size + L::output::size + L::parameters } -> std::convertible_to<std::size_t>;
};

}  // namespace detail::inline CTNN_CODE

/// A placed layer that works on batches of B samples: what every layer of the library is.
template <class L>
concept BatchLayer = detail::Placed<L> && detail::PredictsBatches<L> && detail::ForwardsBatches<L> &&
                     detail::BackwardsBatches<L> && detail::InitializesWithState<L>;

/// A placed layer as a user may write it: it knows one sample and keeps nothing but its parameters. All that
/// calls it is noexcept: a layer, or an activation, that throws ends the program.
template <class L>
concept SampleLayer = detail::Placed<L> && !BatchLayer<L> && detail::PredictsOne<L> &&
                      detail::BackwardsOne<L> && detail::Initializes<L>;

}  // namespace ctnn
