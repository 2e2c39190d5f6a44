#pragma once

#include <cstddef>
#include <cstdint>
#include <ctnn/core/concepts.hpp>
#include <ctnn/kernels/quantized/dense.hpp>
#include <ctnn/kernels/quantized/sparse.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/quantized/activation.hpp>
#include <ctnn/quantized/form.hpp>
#include <limits>

// Dense layers of bytes: a scale for each output's weights. The zero point of the input is in the bias.

namespace ctnn::detail::inline CTNN_CODE {

/// The inputs for which sums of bytes have 32 bits in any case, were activations of 8 bits: 127 * 255 each.
inline constexpr std::size_t most_inputs_of_bytes = 66'311;

/// What a bias may be, so that it and the sums of as many inputs fit.
inline constexpr double most_of_bias = 1 << 30;

/// One output's weights and bias, `stride` apart, as bytes: calls put(input, weight) and returns what one is
/// in numbers. The sums are to be multiplied by a float; `unit` is what one of them is of that.
struct QuantizedOutput {
    double step;
    std::int32_t bias;
};
template <std::size_t In, class T, class Put>
constexpr QuantizedOutput quantize_output(const T* w, std::size_t stride, double bias, const CodeScale& in,
                                          double unit, Put put) noexcept {
    double step = 0;
    const auto at_least = [&](double other) { step = step < other ? other : step; };
    const auto magnitude = [](double x) { return x < 0 ? -x : x; };
    for (std::size_t i = 0; i < In; ++i) at_least(magnitude(double(w[i * stride])) / 127);
    at_least(magnitude(bias) / in.step / most_of_bias);
    at_least(double(std::numeric_limits<float>::min()) * unit / in.step);
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < In; ++i) {
        const std::int32_t weight = kernels::nearest(static_cast<float>(double(w[i * stride]) / step));
        put(i, static_cast<std::int8_t>(weight));
        sum += weight;
    }
    const double scaled = bias / in.step / step;
    const auto whole = static_cast<std::int64_t>(scaled < 0 ? scaled - 0.5 : scaled + 0.5);
    return {step, static_cast<std::int32_t>(whole - sum * in.zero)};
}

/// Its integers: the biases, the code of 0 of its outputs, and of its inputs. Its numbers: what the sums are
/// multiplied by, and the ends of the codes.
template <class In, std::size_t Units, class Act, class Init, bool HasBias, bool Last>
    requires(Last || Elementwise<Act>)
struct QuantizedForm<DenseOn<In, Units, Act, Init, HasBias>, Last> {
    static constexpr std::size_t n = In::size, stride = kernels::code_stride(n);
    using Weights = kernels::ByteWeights<n, Units>;
    static constexpr bool by_table = !Last && !OnlyClips<Act>;
    static constexpr std::size_t sums_of = n;
    static constexpr std::size_t weights = Weights::size, tables = by_table ? 256 : 0,
                                 integers = Weights::outputs + 2, numbers = Weights::outputs + 2;

    template <std::size_t Most>
    static constexpr void predict(const QuantizedValues& q, const std::uint8_t* x, std::uint8_t* y,
                                  std::size_t count) noexcept {
        const float* const ends = q.numbers + Weights::outputs;
        const kernels::CodeRange range{ends[0], ends[1], q.integers[Weights::outputs]};
        run<Most>(q, x, count, kernels::ToCodes{range, y, kernels::code_stride(Units)});
        if constexpr (by_table) look_up<Units>(q.tables, y, y, count);
    }

    template <std::size_t Most>
    static constexpr void finish(const QuantizedValues& q, const std::uint8_t* x, float* y,
                                 std::size_t count) noexcept {
        if constexpr (Weights::outputs == Units) {
            run<Most>(q, x, count, kernels::ToNumbers{y, Units});
            activate(y, Units, y, count);
        } else {
            float rows[Most * Weights::outputs]{};
            run<Most>(q, x, count, kernels::ToNumbers{rows, Weights::outputs});
            activate(rows, Weights::outputs, y, count);
        }
    }

    template <class T>
    static constexpr CodeScale quantize(const QuantizedSlots& q, const T* w, const CodeScale& in,
                                        const MinMax& z) noexcept {
        CodeScale sums{1, 0}, out{1, 0};  // sums: what they are scaled to
        kernels::CodeRange range;
        if constexpr (by_table) {
            sums = scale_of(double(z.min), double(z.max), 255);
            range = code_range(sums, 255);
            out = fill_table<Act>(q.tables, 256, sums);
        } else if constexpr (!Last) {
            const auto clipped = [](double v) {
                return v < Clip<Act>::low ? Clip<Act>::low : v > Clip<Act>::high ? Clip<Act>::high : v;
            };
            sums = out = scale_of(clipped(double(z.min)), clipped(double(z.max)));
            range = code_range(out);
            if (Clip<Act>::low > double(range.least) * out.step)
                range.least = static_cast<float>(Clip<Act>::low / out.step);
            if (Clip<Act>::high < double(range.greatest) * out.step)
                range.greatest = static_cast<float>(Clip<Act>::high / out.step);
        }
        for (std::size_t o = 0; o < Units; ++o) {
            const double bias = HasBias ? double(w[n * Units + o]) : 0;
            const QuantizedOutput made = quantize_output<n>(
                w + o, Units, bias, in, sums.step,
                [&](std::size_t i, std::int8_t weight) { q.weights[Weights::at(i, o)] = weight; });
            q.integers[o] = made.bias;
            q.numbers[o] = static_cast<float>(in.step * made.step / sums.step);
        }
        q.integers[Weights::outputs] = range.zero;
        q.integers[Weights::outputs + 1] = in.zero;
        q.numbers[Weights::outputs] = range.least;
        q.numbers[Weights::outputs + 1] = range.greatest;
        return out;
    }

  private:
    template <std::size_t Most, class To>
    CTNN_INLINE static constexpr void run(const QuantizedValues& q, const std::uint8_t* x, std::size_t count,
                                          const To& to) noexcept {
        const kernels::ByteLayer layer{q.weights, q.integers, q.numbers};
        if constexpr (In::is_sparse)
            if (q.integers[Weights::outputs + 1] == 0)
                return kernels::sparse_bytes<n, Units>(layer, x, stride, count, to);
        kernels::dense_bytes<Most, n, Units>(layer, x, stride, count, to);
    }

    static constexpr void activate(const float* rows, std::size_t row_stride, float* y,
                                   std::size_t count) noexcept {
        for (std::size_t s = 0; s < count; ++s)
            kernels::activate<Act, 1, Units>(rows + s * row_stride, y + s * Units);
    }
};

}  // namespace ctnn::detail::inline CTNN_CODE
