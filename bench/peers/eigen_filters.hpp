#pragma once

#include <algorithm>
#include <stdexcept>
#include <vector>

#include "../filters.hpp"
#include "eigen_mlp.hpp"

// Networks of convolutions by hand in Eigen. A pixel is a column of channels, so that a kernel of one pixel
// is a product as the image lies, a larger one a product with its windows, copied side by side; sizes known
// at run time, for Eigen then blocks its products by the caches. A depthwise kernel of 3 x 3 takes a pixel in
// one expression of nine columns, whose length the compiler knows.

namespace bench {

class EigenFilters2d {
    using Matrix = Eigen::MatrixXf;
    using Image = Eigen::Map<const Matrix>;

  public:
    EigenFilters2d(const Filters& f, Pieces& next)
        : f_(f),
          padded_(Matrix::Zero(Eigen::Index(f.channels), Eigen::Index(height() * width()))),
          output(Eigen::Index(f.filters), Eigen::Index(f.positions())) {
        const auto filters = Eigen::Index(f.filters), reach = Eigen::Index(f.reach());
        weight_ = Image(next(f.weights()), filters, reach);
        bias_ = Eigen::Map<const Eigen::VectorXf>(next(f.filters), filters);
        if (!f.depthwise && !as_it_lies()) windows_.resize(reach, Eigen::Index(f.positions()));
    }

    /// Without what is added to it, and without ReLU where that comes after.
    void run(const float* x) {
        if (f_.depthwise) return run_depthwise(pad(x));
        if (as_it_lies()) {
            multiply(Image(x, Eigen::Index(f_.channels), Eigen::Index(f_.positions())));
        } else {
            copy_windows(pad(x));
            multiply(windows_);
        }
    }

    void finish() {
        if (f_.relu) output = output.cwiseMax(0.0f);
    }

    const Filters& filters() const { return f_; }

  private:
    std::size_t height() const { return f_.rows + f_.zero_rows(); }
    std::size_t width() const { return f_.columns + f_.zero_columns(); }
    bool as_it_lies() const { return f_.kernel_rows * f_.kernel_columns * f_.stride == 1; }
    bool adds() const { return f_.of_kept || f_.adds_kept; }

    template <class X>
    void multiply(const X& x) {
        output.noalias() = weight_ * x;
        if (f_.relu && !adds())
            output = (output.colwise() + bias_).cwiseMax(0.0f);
        else
            output.colwise() += bias_;
    }

    const float* pad(const float* x) {
        if (f_.zero_rows() + f_.zero_columns() == 0) return x;
        const std::size_t above = f_.zero_rows() / 2, before = f_.zero_columns() / 2;
        for (std::size_t row = 0; row < f_.rows; ++row)
            std::copy_n(x + row * f_.columns * f_.channels, f_.columns * f_.channels,
                        padded_.data() + ((row + above) * width() + before) * f_.channels);
        return padded_.data();
    }

    const float* window(const float* image, std::size_t row, std::size_t column) const {
        return image + (row * f_.stride * width() + column * f_.stride) * f_.channels;
    }

    void copy_windows(const float* image) {
        const std::size_t run = f_.kernel_columns * f_.channels;
        float* to = windows_.data();
        for (std::size_t row = 0; row < f_.out_rows(); ++row)
            for (std::size_t column = 0; column < f_.out_columns(); ++column)
                for (std::size_t i = 0; i < f_.kernel_rows; ++i, to += run)
                    std::copy_n(window(image, row, column) + i * width() * f_.channels, run, to);
    }

    void run_depthwise(const float* image) {
        switch (f_.channels) {
            case 8:
                return run_depthwise<8>(image);
            case 16:
                return run_depthwise<16>(image);
            case 32:
                return run_depthwise<32>(image);
            case 64:
                return run_depthwise<64>(image);
            case 128:
                return run_depthwise<128>(image);
            case 256:
                return run_depthwise<256>(image);
            default:
                throw std::invalid_argument("a depthwise convolution of other channels");
        }
    }

    template <std::size_t Channels>
    void run_depthwise(const float* image) {
        using Pixel = Eigen::Array<float, int(Channels), 1>;
        const auto w = [&](std::size_t k) { return Eigen::Map<const Pixel>(weight_.data() + k * Channels); };
        const Eigen::Map<const Pixel> bias(bias_.data());
        float* to = output.data();
        for (std::size_t row = 0; row < f_.out_rows(); ++row)
            for (std::size_t column = 0; column < f_.out_columns(); ++column, to += Channels) {
                const float* const first = window(image, row, column);
                const auto x = [&](std::size_t i, std::size_t k) {
                    return Eigen::Map<const Pixel>(first + (i * width() + k) * Channels);
                };
                Eigen::Map<Pixel> y(to);
                y = (bias + w(0) * x(0, 0) + w(1) * x(0, 1) + w(2) * x(0, 2) + w(3) * x(1, 0) +
                     w(4) * x(1, 1) + w(5) * x(1, 2) + w(6) * x(2, 0) + w(7) * x(2, 1) + w(8) * x(2, 2))
                        .cwiseMax(0.0f);
            }
    }

    Filters f_;
    Matrix weight_, padded_, windows_;
    Eigen::VectorXf bias_;

  public:
    Matrix output;  ///< (filters, pixels)
};

class EigenFilterNet {
  public:
    EigenFilterNet(const FilterNet& net, const float* weights) {
        Pieces next{weights};
        for (const Filters& f : net.layers) layers_.emplace_back(f, next);
        const auto classes = Eigen::Index(net.classes), features = Eigen::Index(net.features());
        dense_ = Eigen::Map<const Eigen::MatrixXf>(next(net.features() * net.classes), classes, features);
        bias_ = Eigen::Map<const Eigen::VectorXf>(next(net.classes), classes);
    }

    void operator()(const float* image, float* y) {
        const float *x = image, *kept = nullptr;
        for (EigenFilters2d& layer : layers_) {
            const Filters& f = layer.filters();
            if (f.keeps) kept = x;
            layer.run(f.of_kept ? kept : x);
            if (f.of_kept || f.adds_kept) {
                layer.output += Eigen::Map<const Eigen::MatrixXf>(f.of_kept ? x : kept, layer.output.rows(),
                                                                  layer.output.cols());
                layer.finish();
            }
            x = layer.output.data();
        }
        means_ = layers_.back().output.rowwise().mean();
        Eigen::Map<Eigen::VectorXf> out(y, bias_.size());
        out.noalias() = dense_ * means_;
        out += bias_;
        out = (out.array() - out.maxCoeff()).exp();
        out *= 1 / out.sum();
    }

  private:
    std::vector<EigenFilters2d> layers_;
    Eigen::MatrixXf dense_;
    Eigen::VectorXf bias_, means_;
};

}  // namespace bench
