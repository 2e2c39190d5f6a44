#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "formats/onnx_graph.hpp"
#include "model/convolution.hpp"
#include "model/model.hpp"
#include "model/pooling.hpp"
#include "model/recurrent.hpp"

namespace ctnn_tool {

/// The model that the nodes so far make, and how ONNX sees what it gives: which of its axes are ours.
class OnnxChain {
  public:
    /// Of the input's shape without its batch; `channels_first` says how its axes are read.
    OnnxChain(const Shape& shape, bool channels_first);

    /// The batch is the second axis, and steps the first.
    void take_steps_first() { std::swap(view_[0], view_[1]); }
    /// As ONNX sees it, with a batch of 1.
    Shape shape() const;
    void activation(const Activation& activation) { flush(activation); }
    void softmax(std::int64_t axis);
    /// `weight` (filters, channels of a group, kernel rows, kernel columns).
    void convolution(const OnnxConstant& weight, const ConvolutionOptions& options);
    /// `weight` (channels, filters of a group, kernel rows, kernel columns).
    void transposed(const OnnxConstant& weight, const ConvolutionOptions& options,
                    ctnn::Size2D output_padding);
    /// Each value is the index of a row.
    void embedding(const OnnxConstant& table);
    /// Values around that are its own, reflected or repeated.
    void border(bool reflects, const ctnn::Padding& padding);
    /// `weight` (inputs, outputs), on the last axis.
    void dense(Tensor weight);
    /// Adds what the last convolution or dense layer has beside its sums.
    void bias(const OnnxConstant& bias);
    void batch_norm(const std::vector<OnnxConstant>& parts, double epsilon);
    void pooling(const PoolingOptions& options);
    /// One value for each channel is left, behind which ONNX keeps axes of 1.
    void global_pooling(bool averages);
    /// On steps x batch x features; behind the steps ONNX has an axis for directions. Values as ours.
    void recurrent(Cell cell, bool returns_sequence, CellValues values);
    /// The same of both ways; ONNX has an axis of two behind the steps.
    void bidirectional(Cell cell, bool returns_sequence, CellValues forward, CellValues backward);
    /// `slope`: one, or one for each channel.
    void prelu(const OnnxConstant& slope);
    void transpose(const std::vector<std::int64_t>& order);
    void reshape(const Shape& to);
    /// One index of an axis: of one of 1, or the last step of a recurrent layer, which then gives that alone.
    void pick(std::int64_t axis, std::int64_t index);
    void squeeze(const std::vector<std::int64_t>& axes);
    Model finished();

    /// One that begins with what this one gives so far.
    OnnxChain begun_here();
    /// Throws a Refusal where what it gives cannot be joined to what the other one gives.
    void require_joins(const OnnxChain& other, bool concatenates, std::int64_t axis) const;
    std::vector<LayerPointer> take_layers();
    /// Adds a layer that gives what `as` gives, of whose axes ONNX thinks alike.
    void join(LayerPointer layer, const OnnxChain& as);
    const Shape& ours() const { return ours_; }

  private:
    /// What an axis of theirs is, if it is none of ours.
    static constexpr std::size_t batch = 1000, unit = 1001, flat = 1002;
    /// The last one of ours, as two.
    static constexpr std::size_t ways = 1003, half = 1004;
    struct Sums {
        bool convolves = false, of_all = false, transposes = false;
        Tensor weight{}, bias{};
        ConvolutionOptions options{};
        ctnn::Size2D output_padding = 0;
        std::size_t filters = 0;
    };
    LayerPointer layer_of(Sums sums, const Activation& activation) const;
    void begin_sums(Sums sums);
    void flush(const Activation& activation);
    void flush();
    void require_channels_last(const char* what) const;
    bool is_flat() const { return view_.back() == flat; }
    /// Our axes in the order of theirs.
    std::vector<std::size_t> axes() const;

    Shape ours_;
    std::vector<std::size_t> view_{};       ///< of each axis of theirs, which of ours it is
    std::vector<std::size_t> flattened_{};  ///< what the flat axis was made of
    Model model_;
    std::optional<Sums> sums_{};
};

}  // namespace ctnn_tool
