#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "../architectures.hpp"

// What all must agree with: plain loops in double, as the formulas stand in the books. They are not timed.

namespace bench {

inline double plain_sigmoid(double x) { return 1 / (1 + std::exp(-x)); }

using PlainValues = std::vector<double>;

/// bias + x * weight, the weight (in, out) row by row.
inline PlainValues plain_dense(const PlainValues& x, const float* weight, const float* bias,
                               std::size_t out) {
    PlainValues y(out);
    for (std::size_t o = 0; o < out; ++o) {
        y[o] = double(bias[o]);
        for (std::size_t i = 0; i < x.size(); ++i) y[o] += x[i] * double(weight[i * out + o]);
    }
    return y;
}

inline void plain_relu(PlainValues& y) {
    for (double& value : y) value = std::max(value, 0.0);
}

inline void plain_softmax(PlainValues& y) {
    double sum = 0;
    for (double& value : y) sum += value = std::exp(value);
    for (double& value : y) value /= sum;
}

/// One step after the other; the state begins with zeros.
template <class M>
class PlainCell;

template <std::size_t In, std::size_t Units>
class PlainCell<Lstm<In, Units>> {
    using M = Lstm<In, Units>;

  public:
    explicit PlainCell(const float* w)
        : kernel_(w), recurrent_(w + M::kernel), bias_(recurrent_ + M::recurrent) {}

    const PlainValues& operator()(const float* x) {
        const std::vector<float> none(4 * Units);
        const PlainValues a = plain_dense(PlainValues(x, x + In), kernel_, bias_, 4 * Units),
                          b = plain_dense(h_, recurrent_, none.data(), 4 * Units);
        for (std::size_t u = 0; u < Units; ++u) {
            const auto gate = [&](std::size_t g) { return a[g * Units + u] + b[g * Units + u]; };
            c_[u] = plain_sigmoid(gate(1)) * c_[u] + plain_sigmoid(gate(0)) * std::tanh(gate(2));
            h_[u] = plain_sigmoid(gate(3)) * std::tanh(c_[u]);
        }
        return h_;
    }

  private:
    const float *kernel_, *recurrent_, *bias_;
    PlainValues h_ = PlainValues(Units), c_ = h_;
};

template <std::size_t In, std::size_t Units>
class PlainCell<Gru<In, Units>> {
    using M = Gru<In, Units>;

  public:
    explicit PlainCell(const float* w)
        : kernel_(w), recurrent_(w + M::kernel), bias_(recurrent_ + M::recurrent) {}

    const PlainValues& operator()(const float* x) {
        const PlainValues a = plain_dense(PlainValues(x, x + In), kernel_, bias_, 3 * Units),
                          b = plain_dense(h_, recurrent_, bias_ + 3 * Units, 3 * Units);
        for (std::size_t u = 0; u < Units; ++u) {
            const auto sigmoid = [&](std::size_t g) {
                return plain_sigmoid(a[g * Units + u] + b[g * Units + u]);
            };
            const double z = sigmoid(0), r = sigmoid(1);
            h_[u] = z * h_[u] + (1 - z) * std::tanh(a[2 * Units + u] + r * b[2 * Units + u]);
        }
        return h_;
    }

  private:
    const float *kernel_, *recurrent_, *bias_;
    PlainValues h_ = PlainValues(Units);
};

template <std::size_t Channels, std::size_t Width>
class PlainCell<Conv1d<Channels, Width>> {
    using M = Conv1d<Channels, Width>;

  public:
    explicit PlainCell(const float* w) : kernel_(w), bias_(w + M::kernel) {}

    const PlainValues& operator()(const float* x) {
        window_.erase(window_.begin(), window_.begin() + Channels);
        window_.insert(window_.end(), x, x + Channels);
        return y_ = plain_dense(window_, kernel_, bias_, Channels);
    }

  private:
    const float *kernel_, *bias_;
    PlainValues window_ = PlainValues(M::reach), y_;
};

/// The class probabilities of one image.
template <class M>
PlainValues plain_predict(const float* weights, const float* x) {
    return plain_network(static_cast<const M*>(nullptr), weights, x);
}

template <>
inline PlainValues plain_predict<DigitRows>(const float* weights, const float* x) {
    PlainCell<DigitRows::Recurrent> cell(weights);
    PlainValues h;
    for (std::size_t step = 0; step < DigitRows::steps; ++step) h = cell(x + step * DigitRows::features);
    const float* const dense = weights + DigitRows::Recurrent::parameters;
    PlainValues y = plain_dense(h, dense, dense + DigitRows::dense, DigitRows::out);
    plain_softmax(y);
    return y;
}

/// A square image of `size` rows, `in` channels: filters of 5 x 5 inside it, ReLU, the greatest of each 2
/// x 2.
inline PlainValues plain_filtered(const PlainValues& x, std::size_t size, std::size_t in, const float* kernel,
                                  const float* bias, std::size_t filters) {
    const std::size_t inside = size - 4, half = inside / 2;
    PlainValues y(half * half * filters);
    for (std::size_t row = 0; row < inside; ++row)
        for (std::size_t column = 0; column < inside; ++column) {
            PlainValues patch;
            for (std::size_t k = 0; k < 5; ++k) {
                const auto from = x.begin() + static_cast<std::ptrdiff_t>(((row + k) * size + column) * in);
                patch.insert(patch.end(), from, from + static_cast<std::ptrdiff_t>(5 * in));
            }
            const PlainValues sums = plain_dense(patch, kernel, bias, filters);
            for (std::size_t f = 0; f < filters; ++f) {
                double& greatest = y[((row / 2) * half + column / 2) * filters + f];
                greatest = std::max(greatest, sums[f]);
            }
        }
    return y;
}

template <>
inline PlainValues plain_predict<Lenet>(const float* weights, const float* x) {
    Pieces next{weights};
    PlainValues padded(32 * 32);
    for (std::size_t row = 0; row < 28; ++row)
        std::copy_n(x + row * 28, 28, padded.begin() + static_cast<std::ptrdiff_t>((row + 2) * 32 + 2));
    const auto filtered = [&](const PlainValues& from, std::size_t size, std::size_t in,
                              std::size_t filters) {
        const float* const kernel = next(25 * in * filters);
        return plain_filtered(from, size, in, kernel, next(filters), filters);
    };
    PlainValues y = filtered(padded, 32, 1, 6);
    y = filtered(y, 14, 6, 16);
    for (const std::size_t out : {120u, 84u, 10u}) {
        const float* const kernel = next(y.size() * out);
        y = plain_dense(y, kernel, next(out), out);
        if (out != 10) plain_relu(y);
    }
    plain_softmax(y);
    return y;
}

}  // namespace bench
