#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "formats/onnx_flattened.hpp"
#include "formats/onnx_graph.hpp"
#include "model/convolution.hpp"
#include "model/made_values.hpp"
#include "model/model.hpp"
#include "model/pooling.hpp"
#include "model/rearranged.hpp"
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
    void softmax_of_sample();
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
    /// Constants that ONNX spreads over the axes go into the convolution or product before it, or a
    /// BatchNorm.
    void scale(const OnnxConstant& times);
    void shift(const OnnxConstant& plus);
    void affine(double times, double plus);
    /// x to the power of so many.
    void power(std::size_t exponent);
    /// x / 2 (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))).
    void gelu_by_tanh();
    void batch_norm(const std::vector<OnnxConstant>& parts, double epsilon);
    /// LayerNorm, or RMSNorm without a mean, from `axis` on; `gamma` and `beta` may have no values.
    void row_norm(bool has_mean, std::int64_t axis, double epsilon, const OnnxConstant& gamma,
                  const OnnxConstant& beta);
    /// GroupNorm, of as many groups as channels where they are 0; `gamma` and `beta` of each channel, or each
    /// group, or without values.
    void group_norm(std::size_t groups, double epsilon, const OnnxConstant& gamma, const OnnxConstant& beta);
    void pooling(const PoolingOptions& options);
    /// One value for each channel is left, behind which ONNX keeps axes of 1.
    void global_pooling(bool averages);
    /// The same over these axes, of a sample's, which may stay as axes of 1; one after the other, unless they
    /// are all but one.
    void reduce(JoinedAxis::Join join, const std::vector<std::int64_t>& axes, bool keeps);
    void upsample(ctnn::Size2D factor, ctnn::Interpolation mode);
    /// Channels become blocks of pixels; `blocks_first`: each block's are those of all channels.
    void depth_to_space(std::size_t block, bool blocks_first);
    /// Zeros around an image or a sequence.
    void zeros(const ctnn::Padding& padding);
    /// On steps x batch x features; behind the steps ONNX has an axis for directions. Values as ours.
    void recurrent(Cell cell, bool returns_sequence, CellValues values);
    /// The same from the last step to the first.
    void backward(Cell cell, bool returns_sequence, CellValues values);
    /// The same of both ways; ONNX has an axis of two behind the steps.
    void bidirectional(Cell cell, bool returns_sequence, CellValues forward, CellValues backward);
    void wave_net(const OnnxWaveNet& net);
    void attention(const OnnxAttention& attention);
    /// `slope`: one, or one for each channel.
    void prelu(const OnnxConstant& slope);
    void transpose(std::vector<std::int64_t> order);
    void reshape(const Shape& to);
    /// One index of an axis, which goes; of the last step of a recurrent layer, which then gives that alone.
    void pick(std::int64_t axis, std::int64_t index);
    /// What lies from `start` up to but not including `end`, each `step`th.
    void slice(std::int64_t axis, std::int64_t start, std::int64_t end, std::int64_t step = 1);
    void squeeze(const std::vector<std::int64_t>& axes);
    void unsqueeze(const std::vector<std::int64_t>& axes);
    Model finished();

    /// One that begins with what this one gives so far.
    OnnxChain begun_here();
    /// Makes an axis of theirs our last one, if it is one of ours.
    void bring_last(std::int64_t axis);
    /// Puts what it gives as the other one does; throws a Refusal where it cannot be joined to that.
    void join_with(const OnnxChain& other, bool concatenates, std::int64_t axis);
    /// Whether it ends in a row of what had more axes.
    bool ends_in_row() const { return is_flat(); }
    const Flattened& flattened() const { return flattened_; }
    /// Layers that make it a row in our order.
    void become_row();
    std::vector<LayerPointer> take_layers();
    /// Adds a layer that gives what `as` gives, of whose axes ONNX thinks alike.
    void join(LayerPointer layer, const OnnxChain& as);
    /// The same of rows behind each other.
    void join_rows(LayerPointer layer, Flattened flattened);
    const Shape& ours() const { return ours_; }
    /// Brings channels to the end, and says what of them there is then.
    const Shape& pixels();

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

        std::size_t filter_of(std::size_t weight) const;
    };
    /// For each channel.
    struct Affine {
        Values times{}, plus{};
    };
    LayerPointer layer_of(Sums sums, const Activation& activation) const;
    void begin_sums(Sums sums);
    void flush(const Activation& activation);
    void flush();
    void flush_affine();
    /// Brings ours into an order in which `view` is theirs, of which axes of 1 become ours too.
    void arrange(std::vector<std::size_t> view, const char* what);
    void require_channels_last(const char* what);
    /// Our axes as theirs are.
    std::vector<std::size_t> natural_view() const;
    /// Makes the axis that is theirs `at` our last one.
    void bring_last(std::size_t at);
    void require_features_last(const char* what);
    bool is_flat() const { return view_.back() == flat; }
    /// Our axes in the order of theirs.
    std::vector<std::size_t> axes() const;
    /// What `change` does where all axes but the first `before` are one.
    template <class F>
    void as_rows(std::size_t before, const F& change);
    void reshape_ours(const Shape& to);
    void slice_apart(std::size_t axis, std::int64_t start, std::int64_t end, std::int64_t step);
    void reduce_each(JoinedAxis::Join join, const std::vector<bool>& gone, bool keeps);
    void drop_axis(std::size_t at);
    bool has_shape(const std::vector<std::size_t>& view, const Shape& wanted) const;
    /// Where samples and their steps become one axis, or two again: what is done to each of these is then
    /// done to all. False where that is not so.
    bool takes_batch_apart(const Shape& to);
    /// One value for each channel as the image that the other is, all of whose pixels are that.
    void widen(const OnnxChain& other);
    /// Zeros that a convolution has behind a sequence and a Slice cuts off.
    bool takes_less_padding(std::size_t steps);
    /// A product that takes these channels of all.
    void select(std::size_t first, std::size_t count);
    /// Of both ways the first or the second.
    void select_way(std::size_t way);
    /// A constant for each of our channels, in our order; brings the axis that it is of to the end.
    Values spread(const OnnxConstant& constant);
    Values spread_over_whole(const OnnxConstant& constant);
    /// Either of an affine map, spread as it is.
    void apply(const OnnxConstant& constant, bool scales);
    void affine_of_channels(const Values& times, const Values& plus);
    /// What is done to the values before a product, in its weights and biases.
    void take_in(const Affine& before);
    /// Says of a model that ends here where its axes are in another order there.
    void note_order_of_output();

    Shape ours_;
    std::vector<std::size_t> view_{};  ///< of each axis of theirs, which of ours it is
    Flattened flattened_{};            ///< what the flat axis was made of
    Model model_;
    std::optional<Sums> sums_{};
    std::optional<Affine> affine_{};
    std::shared_ptr<MadeValues> made_ = std::make_shared<MadeValues>();
};

}  // namespace ctnn_tool
