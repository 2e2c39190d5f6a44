#pragma once

#include <cstddef>
#include <cstdint>
#include <ctnn/activations/linear.hpp>
#include <ctnn/activations/relu.hpp>
#include <ctnn/core/code.hpp>
#include <ctnn/kernels/quantized/codes.hpp>
#include <limits>
#include <type_traits>

// What a layer is in a quantised network: its form. A placed layer L whose outputs become codes, or numbers
// where it is Last, has a QuantizedForm<L, Last>; a user's own says `L::quantized<Last>`. The form is an
// empty type with
//
//   weights, tables, integers, numbers    how many values of each kind it owns, all std::size_t
//   predict<Most>(const QuantizedValues& q, const std::uint8_t* x, std::uint8_t* y, std::size_t count)
//                    `count` samples, Most at most; rows of codes, kernels::code_stride(size) apart. Of a
//                    form that is not the last.
//   finish<Most>(q, x, float* y, count)
//                    the same to numbers, rows of output::size. Of the last one.
//   quantize(const QuantizedSlots& q, const T* w, const CodeScale& in, const MinMax& range)
//                    makes its values of the float layer's parameters; range is of what it computes before
//                    its activation. Returns the scale of its outputs.

namespace ctnn {

/// The least and the greatest of some values.
struct MinMax {
    float min = 0;  ///< the least value
    float max = 0;  ///< the greatest
};

namespace detail::inline CTNN_CODE {

/// What codes stand for: value = step * (code - zero).
struct CodeScale {
    double step = 1;
    std::int32_t zero = 0;
};

/// A layer's values in a quantised network, for reading and for writing.
struct QuantizedValues {
    const std::int8_t* weights;
    const std::uint8_t* tables;
    const std::int32_t* integers;
    const float* numbers;
};
struct QuantizedSlots {
    std::int8_t* weights;
    std::uint8_t* tables;
    std::int32_t* integers;
    float* numbers;
};

/// Of a layer that has none.
template <class L, bool Last>
struct QuantizedForm {
    static constexpr bool is_missing = true;
    static constexpr std::size_t weights = 0, tables = 0, integers = 0, numbers = 0;
};
template <class L, bool Last>
    requires requires { L::template quantized<Last>::weights; }
struct QuantizedForm<L, Last> : L::template quantized<Last> {};

/// Whether a form passes its input's codes on as they are.
template <class Form>
consteval bool passes_on() {
    return requires { Form::passes_on; };
}

/// The layer has no form, or its sums may not fit.
template <class Form>
consteval bool has_form() {
    return !requires { Form::is_missing; };
}

/// The scale of codes up to `most` for values of a range, to which 0 belongs.
constexpr CodeScale scale_of(double least, double greatest, int most = 127) noexcept {
    const double low = least < 0 ? least : 0, high = greatest > 0 ? greatest : 0, step = (high - low) / most;
    if (!(step > 0)) return {step, 0};
    return {step, kernels::nearest(static_cast<float>(-low / step))};
}

/// The range of such codes, before the zero is added.
constexpr kernels::CodeRange code_range(const CodeScale& scale, int most = 127) noexcept {
    return {static_cast<float>(-scale.zero), static_cast<float>(most - scale.zero), scale.zero};
}

/// What an activation that does nothing but clip clips at; others have no `low`.
template <class Act>
struct Clip {};
template <>
struct Clip<Linear> {
    static constexpr double low = -std::numeric_limits<double>::max(),
                            high = std::numeric_limits<double>::max();
};
template <>
struct Clip<ReLU> {
    static constexpr double low = 0, high = std::numeric_limits<double>::max();
};
template <class Act>
    requires requires {
        Act::template low<float>;
        Act::template high<float>;
    }
struct Clip<Act> {
    static constexpr double low = Act::template low<double>, high = Act::template high<double>;
};

template <class Act>
concept OnlyClips = requires { Clip<Act>::low; };

}  // namespace detail::inline CTNN_CODE
}  // namespace ctnn
