#pragma once

#include <array>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/part.hpp>
#include <ctnn/engine/values.hpp>

// What the parameters of a recurrent layer are made of, and their names.

namespace ctnn::detail::inline CTNN_CODE {

/// A cell without gates has units only; with the others' two biases each stands for itself.
template <class Cell>
consteval auto recurrent_parts(std::size_t features) {
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

template <class T, std::size_t Kernel, std::size_t Recurrent, std::size_t Biases>
struct RecurrentValues {
    Values<T, Kernel> kernel;  ///< of input i and column c: kernel[i * columns + c]
    Values<T, Recurrent> recurrent_kernel;
    Values<T, Biases> bias;
};
template <class T, std::size_t Kernel, std::size_t Recurrent>
struct RecurrentValues<T, Kernel, Recurrent, 0> {
    Values<T, Kernel> kernel;
    Values<T, Recurrent> recurrent_kernel;
};

}  // namespace ctnn::detail::inline CTNN_CODE
