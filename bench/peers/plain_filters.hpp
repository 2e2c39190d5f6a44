#pragma once

#include "../filters.hpp"
#include "plain.hpp"

// Plain loops for networks of convolutions; a pixel's channels lie side by side.

namespace bench {

inline PlainValues plain_filters(const Filters& f, const PlainValues& x, const float* weight,
                                 const float* bias) {
    PlainValues y;
    const std::size_t above = f.zero_rows() / 2, before = f.zero_columns() / 2;
    for (std::size_t row = 0; row < f.out_rows(); ++row)
        for (std::size_t column = 0; column < f.out_columns(); ++column) {
            std::vector<double> sums(bias, bias + f.filters);
            for (std::size_t i = 0; i < f.kernel_rows; ++i)
                for (std::size_t k = 0; k < f.kernel_columns; ++k) {
                    const std::size_t at_row = row * f.stride + i - above,  // wraps outside
                        at_column = column * f.stride + k - before;
                    if (at_row >= f.rows || at_column >= f.columns) continue;
                    const double* const pixel = x.data() + (at_row * f.columns + at_column) * f.channels;
                    const float* const w =
                        weight + (i * f.kernel_columns + k) * (f.depthwise ? 1 : f.channels) * f.filters;
                    for (std::size_t o = 0; o < f.filters; ++o) {
                        if (f.depthwise) {
                            sums[o] += pixel[o] * double(w[o]);
                            continue;
                        }
                        for (std::size_t c = 0; c < f.channels; ++c)
                            sums[o] += pixel[c] * double(w[c * f.filters + o]);
                    }
                }
            y.insert(y.end(), sums.begin(), sums.end());
        }
    return y;
}

inline void plain_add(const PlainValues& x, PlainValues& y) {
    for (std::size_t i = 0; i < y.size(); ++i) y[i] += x[i];
}

template <class M>
    requires requires { M::net(); }
PlainValues plain_network(const M*, const float* weights, const float* image) {
    const FilterNet net = M::net();
    Pieces next{weights};
    PlainValues x(image, image + M::in), kept;
    for (const Filters& f : net.layers) {
        if (f.keeps) kept = x;
        const float* const weight = next(f.weights());
        PlainValues y = plain_filters(f, f.of_kept ? kept : x, weight, next(f.filters));
        if (f.of_kept) plain_add(x, y);
        if (f.adds_kept) plain_add(kept, y);
        if (f.relu) plain_relu(y);
        x = std::move(y);
    }
    PlainValues means(net.features());
    for (std::size_t i = 0; i < x.size(); ++i)
        means[i % means.size()] += x[i] * double(means.size()) / double(x.size());
    const float* const dense = next(means.size() * net.classes);
    PlainValues y = plain_dense(means, dense, next(net.classes), net.classes);
    plain_softmax(y);
    return y;
}

}  // namespace bench
