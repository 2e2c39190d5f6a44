#pragma once

#include <cstddef>
#include <string>

#include "model/convolution.hpp"

namespace ctnn_tool {

/// Conv1DTranspose and Conv2DTranspose. `weight` (kernel steps, filters of a group, input channels), or
/// (kernel rows, kernel columns, ...), `bias` (filters) or nothing; `padding` is what is cut off.
class TransposedConvolution : public Layer {
  public:
    TransposedConvolution(const Shape& input, const Activation& activation, const ConvolutionOptions& options,
                          ctnn::Size2D output_padding, Tensor weight, Tensor bias);

    std::string declaration() const override;
    std::size_t multiply_adds() const override;
    Values run(const Values& x) const override;
    bool streams() const override { return false; }  // but for paddings that files do not have

  private:
    /// One axis: where the window's weight k of place i paints, if it is not cut off.
    struct Axis {
        std::size_t in = 1, out = 1, window = 1, stride = 1, dilation = 1, before = 0;
        bool paints(std::size_t i, std::size_t k) const {
            const std::size_t at = i * stride + k * dilation;
            return at >= before && at - before < out;
        }
        std::size_t at(std::size_t i, std::size_t k) const { return i * stride + k * dilation - before; }
    };
    static Axis axis_of(std::size_t in, std::size_t window, std::size_t stride, std::size_t dilation,
                        std::size_t before, std::size_t after, std::size_t more);
    bool along_sequence() const { return input().size() == 2; }
    /// What one weight of the window makes of one place of the input.
    void paint(const double* pixel, std::size_t window, double* y) const;

    Activation activation_;
    bool has_bias_;
    ConvolutionOptions options_;
    ctnn::Size2D output_padding_;
    Axis rows_{}, columns_{};
    std::size_t channels_ = 0, filters_ = 0;
};

}  // namespace ctnn_tool
