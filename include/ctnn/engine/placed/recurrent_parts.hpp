#pragma once

#include <array>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/part.hpp>
#include <ctnn/engine/values.hpp>
#include <span>
#include <tuple>
#include <utility>

// What a recurrent layer may be told, what its parameters are made of, and their names; and what it
// remembers.

namespace ctnn {

/// What a recurrent layer gives: its last output, or those of all steps.
enum class Returns { last, sequence };

/// Where a GRU's reset gate goes: behind the product with the old h, which cuDNN, PyTorch and Keras compute,
/// or before it, as the paper and ONNX have it.
enum class Resets { after, before };

/// What a recurrent layer remembers before the first step: nothing, or what is learned, or what was given and
/// is not trained.
enum class Initial { zero, learned, given };

namespace detail::inline CTNN_CODE {

/// As a header of weights has it.
constexpr const char* source_of(Returns returns) noexcept {
    return returns == Returns::sequence ? "ctnn::Returns::sequence" : "ctnn::Returns::last";
}
constexpr const char* source_of(Resets resets) noexcept {
    return resets == Resets::before ? "ctnn::Resets::before" : "ctnn::Resets::after";
}
constexpr const char* source_of(Initial initial) noexcept {
    switch (initial) {
        case Initial::zero:
            return "ctnn::Initial::zero";
        case Initial::learned:
            return "ctnn::Initial::learned";
        case Initial::given:
            return "ctnn::Initial::given";
    }
    return "";
}

/// N parts, and those of what is remembered at first.
template <class Cell, Initial I, std::size_t N, std::size_t... P>
constexpr auto with_initial(const std::array<Part, N>& own, std::index_sequence<P...>) {
    const Part h0{"h0", {{Cell::units, Along::units}}, I == Initial::given},
        c0{"c0", {{Cell::units, Along::units}}, I == Initial::given};
    if constexpr (I == Initial::zero)
        return own;
    else if constexpr (Cell::states == 1)
        return std::array{own[P]..., h0};
    else
        return std::array{own[P]..., h0, c0};
}

/// A cell without gates has units only; with the others' two biases each stands for itself.
template <class Cell>
constexpr auto recurrent_parts(std::size_t features) {
    const PartAxis from{features, Along::inputs}, before{Cell::units, Along::units_before},
        units{Cell::units, Along::units};
    if constexpr (!requires { Cell::order_of_gates; }) {
        const Part kernel{"kernel", {from, units}}, recurrent_kernel{"recurrent_kernel", {before, units}};
        if constexpr (Cell::biases == 0)
            return std::array{kernel, recurrent_kernel};
        else
            return std::array{kernel, recurrent_kernel, Part{"bias", {units}}};
    } else {
        const PartAxis gates{Cell::columns / Cell::units, Cell::order_of_gates};
        const Part kernel{"kernel", {from, gates, units}},
            recurrent_kernel{"recurrent_kernel", {before, gates, units}};
        if constexpr (Cell::biases == 0)
            return std::array{kernel, recurrent_kernel};
        else if constexpr (Cell::one_bias)
            return std::array{kernel, recurrent_kernel, Part{"bias", {gates, units}}};
        else
            return std::array{kernel, recurrent_kernel, Part{"bias", {{2, Along::biases}, gates, units}}};
    }
}

/// All that a recurrent layer is made of.
template <class Cell, Initial I>
constexpr auto recurrent_layer_parts(std::size_t features) {
    const auto own = recurrent_parts<Cell>(features);
    return with_initial<Cell, I>(own, std::make_index_sequence<std::tuple_size_v<decltype(own)>>{});
}

// Its values by name: each member by itself, as they come together.

template <class T, std::size_t Kernel, std::size_t Recurrent>
struct NamedKernels {
    Values<T, Kernel> kernel;  ///< of input i and column c: kernel[i * columns + c]
    Values<T, Recurrent> recurrent_kernel;
};
template <class T, std::size_t N>
struct NamedBias {
    Values<T, N> bias;
};
template <class T>
struct NamedBias<T, 0> {};

/// What is remembered at first, of so many states of N units.
template <class T, std::size_t States, std::size_t N>
struct NamedInitial {};
template <class T, std::size_t N>
struct NamedInitial<T, 1, N> {
    Values<T, N> h0;
};
template <class T, std::size_t N>
struct NamedInitial<T, 2, N> {
    Values<T, N> h0, c0;
};

/// And what a stream remembers.
template <class T, std::size_t States, std::size_t N>
struct NamedMemory {
    Values<T, N> h;
};
template <class T, std::size_t N>
struct NamedMemory<T, 2, N> {
    Values<T, N> h, c;
};

template <std::size_t States, std::size_t N, class T>
constexpr NamedInitial<T, States, N> named_initial(std::span<T, States * N> values) noexcept {
    if constexpr (States == 2)
        return {values.template first<N>(), values.template last<N>()};
    else if constexpr (States == 1)
        return {values};
    else
        return {};
}

template <class T, std::size_t Kernel, std::size_t Recurrent, std::size_t Biases, std::size_t States,
          std::size_t Units>
struct RecurrentValues : NamedKernels<T, Kernel, Recurrent>,
                         NamedBias<T, Biases>,
                         NamedInitial<T, States, Units> {
    static constexpr std::size_t parameters = Kernel + Recurrent + Biases + States * Units;

    static constexpr RecurrentValues of(std::span<T, parameters> w) noexcept {
        const auto kernel = w.template first<Kernel>();
        const auto recurrent = w.template subspan<Kernel, Recurrent>();
        const auto initial = named_initial<States, Units>(w.template last<States * Units>());
        if constexpr (Biases == 0)
            return {{kernel, recurrent}, {}, initial};
        else
            return {{kernel, recurrent}, {w.template subspan<Kernel + Recurrent, Biases>()}, initial};
    }
};

}  // namespace detail::inline CTNN_CODE
}  // namespace ctnn
