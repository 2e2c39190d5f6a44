#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/concepts.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <ctnn/layers/activation.hpp>
#include <ctnn/quantized/form.hpp>

// Activations of codes: by table. Those that only clip are what codes do at their ends anyway.

namespace ctnn::detail::inline CTNN_CODE {

/// Fills the table from codes of z, of a scale, to codes of Act(z), of the scale that it returns.
template <class Act>
constexpr CodeScale fill_table(std::uint8_t* table, std::size_t codes, const CodeScale& z) noexcept {
    const auto value = [&](std::size_t code) {
        return kernels::detail::value<Act>(static_cast<float>(z.step * (static_cast<double>(code) - z.zero)));
    };
    float least = value(0), greatest = least;
    for (std::size_t code = 1; code < codes; ++code) {
        const float y = value(code);
        if (y < least) least = y;
        if (y > greatest) greatest = y;
    }
    const CodeScale scale = scale_of(least, greatest);
    const kernels::CodeRange range = code_range(scale);
    if (scale.step > 0)
        for (std::size_t code = 0; code < codes; ++code)
            table[code] = kernels::code_of(static_cast<float>(value(code) / scale.step), range);
    return scale;
}

/// Codes through a table, in place or not.
template <std::size_t N>
constexpr void look_up(const std::uint8_t* table, const std::uint8_t* x, std::uint8_t* y,
                       std::size_t count) noexcept {
    constexpr std::size_t stride = kernels::code_stride(N);
    for (std::size_t s = 0; s < count; ++s)
        for (std::size_t i = 0; i < N; ++i) y[s * stride + i] = table[x[s * stride + i]];
}

/// What only gives another shape.
template <class L>
    requires std::derived_from<L, ActivationOn<typename L::input, Linear>>
struct QuantizedForm<L, false> {
    static constexpr bool passes_on = true;
    static constexpr std::size_t weights = 0, tables = 0, integers = 0, numbers = 0;

    template <class T>
    static constexpr CodeScale quantize(const QuantizedSlots&, const T*, const CodeScale& in,
                                        const MinMax&) noexcept {
        return in;
    }
};

template <class In, class Act>
    requires(Elementwise<Act> && !std::same_as<Act, Linear>)
struct QuantizedForm<ActivationOn<In, Act>, false> {
    static constexpr std::size_t weights = 0, tables = 128, integers = 0, numbers = 0;

    template <std::size_t Most>
    static constexpr void predict(const QuantizedValues& q, const std::uint8_t* x, std::uint8_t* y,
                                  std::size_t count) noexcept {
        look_up<In::size>(q.tables, x, y, count);
    }

    template <class T>
    static constexpr CodeScale quantize(const QuantizedSlots& q, const T*, const CodeScale& in,
                                        const MinMax&) noexcept {
        return fill_table<Act>(q.tables, 128, in);
    }
};

}  // namespace ctnn::detail::inline CTNN_CODE
