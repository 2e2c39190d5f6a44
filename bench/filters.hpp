#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "architectures.hpp"
#include "work.hpp"

// MLPerf Tiny's networks of convolutions (Banbury et al., 2021), norms folded: their layers as a list, for
// those who read shapes at run time, and as a ctnn network.

namespace bench {

/// A convolution with zeros around the image, so that out = in / stride, rounded up; the odd zero goes below
/// and to the right.
struct Filters {
    std::size_t rows, columns, channels;  ///< of the image
    std::size_t filters, kernel_rows, kernel_columns, stride = 1;
    bool depthwise = false;  ///< a filter a channel
    bool relu = true;
    bool keeps = false;      ///< what comes in is kept for a later layer
    bool of_kept = false;    ///< its image is what was kept, and what came in is added to its output
    bool adds_kept = false;  ///< what was kept is added to its output

    std::size_t out_rows() const { return (rows + stride - 1) / stride; }
    std::size_t out_columns() const { return (columns + stride - 1) / stride; }
    std::size_t positions() const { return out_rows() * out_columns(); }
    std::size_t reach() const { return kernel_rows * kernel_columns * (depthwise ? 1 : channels); }
    std::size_t weights() const { return reach() * filters; }

    static std::size_t zeros(std::size_t in, std::size_t out, std::size_t kernel, std::size_t stride) {
        const std::size_t needed = (out - 1) * stride + kernel;
        return needed > in ? needed - in : 0;
    }
    std::size_t zero_rows() const { return zeros(rows, out_rows(), kernel_rows, stride); }
    std::size_t zero_columns() const { return zeros(columns, out_columns(), kernel_columns, stride); }
};

/// Filters one after the other; behind them the mean of each channel, and a dense layer with softmax.
struct FilterNet {
    std::vector<Filters> layers{};
    std::size_t classes = 0;

    std::size_t features() const { return layers.back().filters; }

    Work work() const {
        Work all{.bytes = 4.0 * double(parameters())};
        for (const Filters& f : layers)
            all.stages.push_back({.inputs = double(f.reach()),
                                  .outputs = double(f.filters),
                                  .positions = double(f.positions())});
        all.stages.push_back(
            {.inputs = double(features()), .outputs = double(classes), .functions = double(classes)});
        return all;
    }
    std::size_t parameters() const {
        std::size_t count = (features() + 1) * classes;
        for (const Filters& f : layers) count += f.weights() + f.filters;
        return count;
    }

    /// Each layer's kernel and bias, so that values neither fade nor grow.
    std::vector<float> drawn_weights() const {
        std::vector<float> all;
        const auto append = [&](std::size_t count, float bound) {
            const auto more = drawn({{count, bound}}, all.size() + 1);
            all.insert(all.end(), more.begin(), more.end());
        };
        for (const Filters& f : layers) {
            append(f.weights(), 2.4f * bench::bound_of(f.reach()));
            append(f.filters, 0.1f);
        }
        append(features() * classes, bench::bound_of(features()));
        append(classes, 0.1f);
        return all;
    }
};

inline constexpr nn::ConvOptions same_padding{.padding = nn::same};
inline constexpr nn::ConvOptions halving{.stride = 2, .padding = nn::same};

template <std::size_t Channels, std::size_t Stride = 1>
using Depthwise = nn::Conv2D<Channels, 3, nn::ReLU,
                             nn::ConvOptions{.stride = Stride, .padding = nn::same, .groups = Channels}>;
template <std::size_t Filters>
using Pointwise = nn::Conv2D<Filters, 1, nn::ReLU>;

/// Keyword spotting: 49 x 10 coefficients, four separable convolutions of 64 channels, 12 words.
struct KeywordSpotting {
    static constexpr std::size_t in = 49 * 10, out = 12;
    using Network =
        nn::Network<nn::Input<49, 10, 1>, nn::Conv2D<64, nn::Size2D{10, 4}, nn::ReLU, halving>, Depthwise<64>,
                    Pointwise<64>, Depthwise<64>, Pointwise<64>, Depthwise<64>, Pointwise<64>, Depthwise<64>,
                    Pointwise<64>, nn::GlobalAvgPool2D, nn::Dense<12, nn::Softmax>>;

    static constexpr std::size_t parameters = Network::parameter_count;

    static FilterNet net() {
        FilterNet net{{{49, 10, 1, 64, 10, 4, 2}}, out};
        for (int i = 0; i < 4; ++i) {
            net.layers.push_back({25, 5, 64, 64, 3, 3, 1, true});
            net.layers.push_back({25, 5, 64, 64, 1, 1});
        }
        return net;
    }
    static std::string name() { return "DS-CNN, keyword spotting (MLPerf Tiny)"; }
    static std::vector<float> weights() { return net().drawn_weights(); }
};

/// Image classification: 32 x 32 pixels in colour, three residual blocks, 10 classes.
struct ResNet8 {
    static constexpr std::size_t in = 32 * 32 * 3, out = 10;

    template <std::size_t Channels>
    using Halved = nn::Add<nn::Sequential<nn::Conv2D<Channels, 3, nn::ReLU, halving>,
                                          nn::Conv2D<Channels, 3, nn::Linear, same_padding>>,
                           nn::Conv2D<Channels, 1, nn::Linear, halving>>;
    using Network = nn::Network<
        nn::Input<32, 32, 3>, nn::Conv2D<16, 3, nn::ReLU, same_padding>,
        nn::Residual<nn::Conv2D<16, 3, nn::ReLU, same_padding>, nn::Conv2D<16, 3, nn::Linear, same_padding>>,
        nn::Activation<nn::ReLU>, Halved<32>, nn::Activation<nn::ReLU>, Halved<64>, nn::Activation<nn::ReLU>,
        nn::GlobalAvgPool2D, nn::Dense<10, nn::Softmax>>;

    static constexpr std::size_t parameters = Network::parameter_count;

    static FilterNet net() {
        FilterNet net{{{32, 32, 3, 16, 3, 3},
                       {.rows = 32,
                        .columns = 32,
                        .channels = 16,
                        .filters = 16,
                        .kernel_rows = 3,
                        .kernel_columns = 3,
                        .keeps = true},
                       {.rows = 32,
                        .columns = 32,
                        .channels = 16,
                        .filters = 16,
                        .kernel_rows = 3,
                        .kernel_columns = 3,
                        .adds_kept = true}},
                      out};
        for (const std::size_t n : {32u, 16u}) {
            const std::size_t c = 512 / n, half = n / 2;
            net.layers.push_back({.rows = n,
                                  .columns = n,
                                  .channels = c,
                                  .filters = 2 * c,
                                  .kernel_rows = 3,
                                  .kernel_columns = 3,
                                  .stride = 2,
                                  .keeps = true});
            net.layers.push_back({.rows = half,
                                  .columns = half,
                                  .channels = 2 * c,
                                  .filters = 2 * c,
                                  .kernel_rows = 3,
                                  .kernel_columns = 3,
                                  .relu = false});
            net.layers.push_back({.rows = n,
                                  .columns = n,
                                  .channels = c,
                                  .filters = 2 * c,
                                  .kernel_rows = 1,
                                  .kernel_columns = 1,
                                  .stride = 2,
                                  .of_kept = true});
        }
        return net;
    }
    static std::string name() { return "ResNet-8, image classification (MLPerf Tiny)"; }
    static std::vector<float> weights() { return net().drawn_weights(); }
};

/// Visual wake words: MobileNetV1 of a quarter of the width, 96 x 96 pixels in colour, 2 classes.
struct WakeWords {
    static constexpr std::size_t in = 96 * 96 * 3, out = 2;

    /// A separable convolution.
    template <std::size_t In, std::size_t Out, std::size_t Stride = 1>
    using Block = nn::Sequential<Depthwise<In, Stride>, Pointwise<Out>>;
    using Network =
        nn::Network<nn::Input<96, 96, 3>, nn::Conv2D<8, 3, nn::ReLU, halving>, Block<8, 16>, Block<16, 32, 2>,
                    Block<32, 32>, Block<32, 64, 2>, Block<64, 64>, Block<64, 128, 2>, Block<128, 128>,
                    Block<128, 128>, Block<128, 128>, Block<128, 128>, Block<128, 128>, Block<128, 256, 2>,
                    Block<256, 256>, nn::GlobalAvgPool2D, nn::Dense<2, nn::Softmax>>;

    static constexpr std::size_t parameters = Network::parameter_count;

    static FilterNet net() {
        FilterNet net{{{96, 96, 3, 8, 3, 3, 2}}, out};
        std::size_t size = 48, channels = 8;
        const auto block = [&](std::size_t filters, std::size_t stride) {
            net.layers.push_back({size, size, channels, channels, 3, 3, stride, true});
            size /= stride;
            net.layers.push_back({size, size, channels, filters, 1, 1});
            channels = filters;
        };
        block(16, 1), block(32, 2), block(32, 1), block(64, 2), block(64, 1), block(128, 2);
        for (int i = 0; i < 5; ++i) block(128, 1);
        block(256, 2), block(256, 1);
        return net;
    }
    static std::string name() { return "MobileNetV1 0.25, 96 x 96, visual wake words (MLPerf Tiny)"; }
    static std::vector<float> weights() { return net().drawn_weights(); }
};

template <class M>
    requires requires { M::net(); }
Work work_of(const M*) {
    Work work = M::net().work();
    work.bytes += 4.0 * double(M::in);
    return work;
}

}  // namespace bench
