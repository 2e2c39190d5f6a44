#pragma once

#include <optional>
#include <string>
#include <vector>

#include "formats/onnx_graph.hpp"
#include "model/convolution.hpp"
#include "model/model.hpp"
#include "model/pooling.hpp"

namespace ctnn_tool {

/// What the layers before it give, as ONNX sees it, and the model that they make.
class OnnxChain {
  public:
    /// Of the input's shape without its batch; `channels_first` says how its axes are read.
    OnnxChain(const Shape& shape, bool channels_first);

    /// The shape that ONNX sees, with a batch of 1.
    Shape shape() const;
    void activation(const Activation& activation);
    void softmax(std::int64_t axis);
    /// `weight` (filters, channels of a group, kernel rows, kernel columns).
    void convolution(const OnnxConstant& weight, const ConvolutionOptions& options);
    /// `weight` (inputs, outputs).
    void dense(Tensor weight);
    /// Adds what the last convolution or dense layer has beside its sums.
    void bias(const OnnxConstant& bias);
    void batch_norm(const std::vector<OnnxConstant>& parts, double epsilon);
    void pooling(const PoolingOptions& options);
    /// One value for each channel is left, behind which ONNX keeps axes of 1.
    void global_pooling(bool averages);
    void transpose(const std::vector<std::int64_t>& order);
    void reshape(const Shape& to);
    Model finished();

  private:
    struct Sums {
        bool convolves = false, of_all = false;
        Tensor weight{}, bias{};
        ConvolutionOptions options{};
    };
    void flush(const Activation& activation);
    void flush();
    void require_channels_last(const char* what) const;
    bool in_rows() const;

    Shape seen_;                      ///< as ONNX sees it, without the batch and before it was flattened
    std::vector<std::size_t> order_;  ///< axis i of ours is axis order_[i] of theirs
    bool flat_ = false;
    Model model_;
    std::optional<Sums> sums_{};
};

}  // namespace ctnn_tool
