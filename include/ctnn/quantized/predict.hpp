#pragma once

#include <algorithm>
#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/config.hpp>
#include <ctnn/core/readable.hpp>
#include <ctnn/kernels/quantized/codes.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <ctnn/network/predict.hpp>
#include <ctnn/quantized/parameters.hpp>
#include <span>
#include <type_traits>
#include <utility>

namespace ctnn {
namespace detail::inline CTNN_CODE {

/// Samples that are predicted at once where there are many: as many as a modest stack holds.
template <class Chain>
consteval std::size_t coded_at_once() {
    constexpr std::size_t most = 64, tail = Chain::network::body::scratch * sizeof(float);
    return most * (2 * Chain::plan.widest + tail) <= most_on_stack ? most : 1;
}

/// The layers behind the last that has parameters, in floats: rows of what that gives, to y.
template <class Chain, std::size_t I, std::size_t Most>
constexpr void finish_in_floats(const float* x, float* y, std::size_t count) noexcept {
    using L = typename Chain::template layer<I>;
    constexpr std::size_t in = L::input::size, out = L::output::size;
    float work[at_least_one(L::scratch)]{}, rows[I + 1 == Chain::all ? 1 : Most * out]{};
    float* const to = I + 1 == Chain::all ? y : rows;
    for (std::size_t s = 0; s < count; ++s)
        L::template predict<1, float>(View<float, 0>(), View<float, 0>(), View<float, in>(x + s * in, in),
                                      Slot<float, out>(to + s * out, out),
                                      Slot<float, L::scratch>(work, L::scratch));
    if constexpr (I + 1 < Chain::all) finish_in_floats<Chain, I + 1, Most>(rows, y, count);
}

/// Layer I and those behind it: from the codes at x, by way of `others`, and of x, to y.
template <std::size_t I, std::size_t Most, class Net>
constexpr void predict_codes(const Parameters<Quantized<Net>, float>& q, std::uint8_t* x,
                             std::uint8_t* others, float* y, std::size_t count) noexcept {
    using Chain = QuantizedChain<folded<Net>>;
    using Form = typename Chain::template form<I>;
    const QuantizedValues values = values_at<I>(q);
    if constexpr (I + 1 < Chain::count) {
        if constexpr (passes_on<Form>()) {
            predict_codes<I + 1, Most>(q, x, others, y, count);
        } else {
            Form::template predict<Most>(values, x, others, count);
            predict_codes<I + 1, Most>(q, others, x, y, count);
        }
    } else if constexpr (Chain::count == Chain::all) {
        Form::template finish<Most>(values, x, y, count);
    } else {
        float rows[Most * Chain::template layer<I>::output::size]{};
        Form::template finish<Most>(values, x, rows, count);
        finish_in_floats<Chain, I + 1, Most>(rows, y, count);
    }
}

/// `count` samples of numbers or bytes, Most at most; out of line.
template <std::size_t Most, class Net, class X>
[[gnu::noinline]] constexpr void predict_quantized(const Parameters<Quantized<Net>, float>& q, const X* x,
                                                   float* y, std::size_t count) noexcept {
    using Chain = QuantizedChain<folded<Net>>;
    constexpr std::size_t n = Net::input_size, stride = kernels::code_stride(n),
                          size = Most * Chain::plan.widest;
    alignas(workspace_alignment<float>) std::uint8_t codes[2 * size];
    kernels::settle(codes + 0);  // g++ thinks that what reads them as constants finds them unwritten
    const kernels::InputCodes input{q.numbers[0], q.integers[0]};
    for (std::size_t s = 0; s < count; ++s) kernels::to_codes<n>(input, x + s * n, codes + s * stride);
    predict_codes<0, Most>(q, codes, codes + size, y, count);
}

template <class X, std::size_t N>
concept BytesOfSample = ReadableAs<X, std::uint8_t, N>;
template <class Net, class X>
concept QuantizedInput = std::is_void_v<InputMistake<Quantized<Net>, float, X>>;

/// Whether samples of numbers, or of bytes, can be read from X and their outputs written to Y.
template <class X, class Y>
concept QuantizedSamples =
    (std::convertible_to<X, std::span<const float>> ||
     std::convertible_to<X, std::span<const std::uint8_t>>)&&std::convertible_to<Y, std::span<float>>;

}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

/// What the quantised network gives for one sample: of numbers, or of bytes that count as b / 255.
/// Shapes: Net::input_size values -> Net::output_size floats. Cost: Net::multiply_adds, of bytes; never
/// allocates. Goes wrong when x holds another number of values, or of another type: a sentence.
template <class Net, class X>
    requires(detail::QuantizedInput<Net, X> || detail::BytesOfSample<X, Net::input_size>)
constexpr std::array<float, Net::output_size> predict(const Parameters<Quantized<Net>, float>& q,
                                                      const X& x) noexcept {
    std::array<float, Net::output_size> y{};
    if constexpr (detail::QuantizedInput<Net, X>)
        detail::predict_quantized<1>(q, std::span<const float, Net::input_size>(x).data(), y.data(), 1);
    else
        detail::predict_quantized<1>(q, std::span<const std::uint8_t, Net::input_size>(x).data(), y.data(),
                                     1);
    return y;
}

/// The same for many samples, one after the other in both spans; as many as both hold whole. Returns their
/// number. Outputs must not lie where inputs do.
template <class Net, class X, class Y>
    requires detail::QuantizedSamples<X, Y>
constexpr std::size_t predict(const Parameters<Quantized<Net>, float>& q, X&& inputs, Y&& outputs) noexcept {
    using Byte = std::conditional_t<std::convertible_to<X, std::span<const float>>, float, std::uint8_t>;
    const std::span<const Byte> x(inputs);
    const std::span<float> y(outputs);
    constexpr std::size_t in = Net::input_size, out = Net::output_size,
                          most = detail::coded_at_once<detail::QuantizedChain<folded<Net>>>();
    const std::size_t count = std::min(x.size() / in, y.size() / out);
    for (std::size_t s = 0; s < count; s += most)
        detail::predict_quantized<most>(q, x.data() + s * in, y.data() + s * out, std::min(most, count - s));
    return count;
}

/// The class of one sample of bytes, as of numbers.
template <class Net, class X>
    requires detail::BytesOfSample<X, Net::input_size>
constexpr std::size_t classify(const Parameters<Quantized<Net>, float>& q, const X& x) noexcept {
    const auto y = predict(q, x);
    return detail::class_of(std::span<const float, Net::output_size>(y));
}

}  // namespace CTNN_CODE
}  // namespace ctnn
