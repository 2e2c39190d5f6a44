#pragma once

#include <cstddef>
#include <ctnn/core/window.hpp>
#include <string>

#include "model/layer.hpp"

namespace ctnn_tool {

/// What a convolution is told besides its weights; of one along a sequence, columns are steps.
struct ConvolutionOptions {
    ctnn::Size2D stride{1}, dilation{1};
    ctnn::Padding padding{};
    std::size_t groups = 1;
};

/// Conv1D and Conv2D. `weight` (kernel steps, input channels of a group, filters), or (kernel rows, kernel
/// columns, ...), `bias` (filters) or nothing.
class Convolution : public Layer {
  public:
    Convolution(const Shape& input, const Activation& activation, const ConvolutionOptions& options,
                Tensor weight, Tensor bias);

    std::string declaration() const override;
    std::size_t multiply_adds() const override;
    Values run(const Values& x) const override;
    bool streams() const override;

  private:
    bool along_sequence() const { return input().size() == 2; }
    void add_at(const Values& x, std::size_t row, std::size_t column, double* y) const;

    Activation activation_;
    bool has_bias_;
    ConvolutionOptions options_;
    ctnn::detail::Axis rows_{}, columns_{};
    std::size_t channels_ = 0, filters_ = 0;
};

}  // namespace ctnn_tool
