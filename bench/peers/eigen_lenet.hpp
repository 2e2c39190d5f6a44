#pragma once

#include <algorithm>
#include <array>
#include <cstring>

#include "../architectures.hpp"
#include "eigen_mlp.hpp"

// LeNet-5 by hand in Eigen. An image is a plane of pixels for each channel; im2col makes a matrix of it with
// a column for each value of the 5 x 5 window, runs of pixels copied as they lie, so that a convolution is a
// product whose long side is the pixels. The greatest of each 2 x 2 comes before bias and ReLU, which change
// no order.

namespace bench {

/// A convolution of 5 x 5 inside images of `Size` x `Size`, for `Group` of them at a time, and pooling.
template <std::size_t Size, std::size_t In, std::size_t Filters, std::size_t Group>
struct EigenFilters {
    static constexpr std::size_t size = Size, in = In, filters = Filters, window = 25 * In;
    static constexpr std::size_t inside = Size - 4, half = inside / 2, pixels = inside * inside,
                                 pooled = half * half;
    using Kernel = EigenMatrix<Filters, window>;  ///< as it lies in Keras's layout
    using Bias = EigenMatrix<Filters, 1>;
    using Images = EigenMatrix<Group * Size * Size, In>;  ///< one image below the other
    using Sums = EigenMatrix<Group * pixels, Filters>;
    using Pooled = EigenMatrix<Group * pooled, Filters>;
    using Patches = EigenMatrix<Group * pixels, window>;

    template <class Each>
    static void each_run(
        const Each& each) {  // each(pixel of the images, channel, pixel of the patches, column)
        for (std::size_t ky = 0; ky < 5; ++ky)
            for (std::size_t kx = 0; kx < 5; ++kx)
                for (std::size_t c = 0; c < In; ++c)
                    for (std::size_t image = 0; image < Group; ++image)
                        for (std::size_t row = 0; row < inside; ++row)
                            each((image * Size + row + ky) * Size + kx, c, (image * inside + row) * inside,
                                 (ky * 5 + kx) * In + c);
    }

    static void im2col(const float* images, Patches& patches) {
        each_run([&](std::size_t from, std::size_t c, std::size_t to, std::size_t column) {
            std::memcpy(patches.data() + column * Patches::RowsAtCompileTime + to,
                        images + c * Images::RowsAtCompileTime + from, inside * sizeof(float));
        });
    }

    /// The gradient of the patches added to that of the images; their inverse, but runs overlap.
    static void col2im(const Patches& patches, float* images) {
        std::fill_n(images, Images::SizeAtCompileTime, 0.0f);
        each_run([&](std::size_t to, std::size_t c, std::size_t from, std::size_t column) {
            using Run = EigenMatrix<inside, 1>;
            Eigen::Map<Run>(images + c * Images::RowsAtCompileTime + to) +=
                Eigen::Map<const Run>(patches.data() + column * Patches::RowsAtCompileTime + from);
        });
    }

    // Sizes known at run time: Eigen then blocks its products by the caches.
    using Dynamic = Eigen::Map<const Eigen::MatrixXf>;

    static void multiply(const Patches& patches, const float* kernel, Sums& sums) {
        sums.noalias() = Dynamic(patches.data(), patches.rows(), patches.cols()) *
                         Dynamic(kernel, Filters, window).transpose();
    }

    static void multiply_back(const Sums& delta, const float* kernel, Patches& patches) {
        patches.noalias() =
            Dynamic(delta.data(), delta.rows(), delta.cols()) * Dynamic(kernel, Filters, window);
    }

    static void pool(const Sums& sums, const Bias& bias, float* to) {
        for (std::size_t f = 0; f < Filters; ++f) {
            const float* __restrict plane = sums.data() + f * Sums::RowsAtCompileTime;
            for (std::size_t row = 0; row < Group * half; ++row) {
                const float *upper = plane + 2 * row * inside, *lower = upper + inside;
                float* __restrict out = to + f * Pooled::RowsAtCompileTime + row * half;
                for (std::size_t k = 0; k < half; ++k)
                    out[k] = std::max(std::max(upper[2 * k], upper[2 * k + 1]),
                                      std::max(lower[2 * k], lower[2 * k + 1]));
            }
        }
        Eigen::Map<Pooled> out(to);
        out.rowwise() += bias.transpose();
        out = out.cwiseMax(0.0f);
    }
};

/// The images of a group with two zeros around each.
template <std::size_t Group, class Pixel>
void eigen_pad(const Pixel* from, float scale, float* to) {
    for (std::size_t image = 0; image < Group; ++image)
        for (std::size_t row = 0; row < 28; ++row)
            for (std::size_t k = 0; k < 28; ++k)
                to[(image * 32 + row + 2) * 32 + 2 + k] = float(from[(image * 28 + row) * 28 + k]) * scale;
}

/// Weights of the first dense layer, whose inputs come channel by channel here.
inline Eigen::MatrixXf eigen_by_channel(const float* weight) {
    Eigen::MatrixXf result(120, 400);
    for (Eigen::Index channel = 0; channel < 16; ++channel)
        for (Eigen::Index pixel = 0; pixel < 25; ++pixel)
            result.col(channel * 25 + pixel) =
                Eigen::Map<const Eigen::VectorXf>(weight + (pixel * 16 + channel) * 120, 120);
    return result;
}

/// Class probabilities of `Batch` images, convolved `Group` at a time.
template <std::size_t Batch, std::size_t Group>
class EigenLenet {
    using First = EigenFilters<32, 1, 6, Group>;
    using Second = EigenFilters<14, 6, 16, Group>;

  public:
    explicit EigenLenet(const float* weights) {
        Pieces next{weights};
        load(next, first_kernel_, first_bias_);
        load(next, second_kernel_, second_bias_);
        weight1_ = eigen_by_channel(next(400 * 120));
        load(next, bias1_);
        load(next, weight2_, bias2_);
        load(next, weight3_, bias3_);
        padded_.setZero();
    }

    void operator()(const float* x, float* y) {
        for (std::size_t s = 0; s < Batch; s += Group) convolve(x + s * 784, s);
        dense<Act::relu>(weight1_, bias1_, flat_, hidden1_);
        dense<Act::relu>(weight2_, bias2_, hidden1_, hidden2_);
        Eigen::Map<EigenMatrix<10, Batch>> out(y);
        dense<Act::softmax>(weight3_, bias3_, hidden2_, out);
    }

  private:
    template <class... Matrix>
    static void load(Pieces& next, Matrix&... to) {
        ((to = Eigen::Map<const Matrix>(next(static_cast<std::size_t>(to.size())))), ...);
    }

    void convolve(const float* x, std::size_t at) {
        eigen_pad<Group>(x, 1.0f, padded_.data());
        First::im2col(padded_.data(), first_patches_);
        First::multiply(first_patches_, first_kernel_.data(), first_sums_);
        First::pool(first_sums_, first_bias_, first_.data());
        Second::im2col(first_.data(), second_patches_);
        Second::multiply(second_patches_, second_kernel_.data(), second_sums_);
        Second::pool(second_sums_, second_bias_, second_.data());
        for (std::size_t image = 0; image < Group; ++image)
            for (std::size_t c = 0; c < 16; ++c)
                std::memcpy(flat_.data() + (at + image) * 400 + c * 25,
                            second_.data() + (c * Group + image) * 25, 25 * sizeof(float));
    }

    template <Act A, class W, class B, class X, class Y>
    static void dense(const W& weight, const B& bias, const X& x, Y& y) {
        y.noalias() = weight * x;
        y.colwise() += bias;
        eigen_activate<A>(y);
    }

    typename First::Kernel first_kernel_;
    typename First::Bias first_bias_;
    typename Second::Kernel second_kernel_;
    typename Second::Bias second_bias_;
    EigenMatrix<120, 400> weight1_;
    EigenMatrix<84, 120> weight2_;
    EigenMatrix<10, 84> weight3_;
    EigenMatrix<120, 1> bias1_;
    EigenMatrix<84, 1> bias2_;
    EigenMatrix<10, 1> bias3_;

    typename First::Images padded_;
    typename First::Patches first_patches_;
    typename First::Sums first_sums_;
    typename First::Pooled first_;
    typename Second::Patches second_patches_;
    typename Second::Sums second_sums_;
    typename Second::Pooled second_;
    EigenMatrix<400, Batch> flat_;
    EigenMatrix<120, Batch> hidden1_;
    EigenMatrix<84, Batch> hidden2_;
};

}  // namespace bench
