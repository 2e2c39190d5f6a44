#pragma once

#include <cstddef>
#include <ctnn/core/window.hpp>
#include <ctnn/layers/upsample2d.hpp>
#include <string>
#include <vector>

#include "model/layer.hpp"

// Layers that compute nothing: the same values in another shape or order, fewer of them, or each several
// times.

namespace ctnn_tool {

/// Flatten, or Reshape to more than one axis.
class Reshape : public Layer {
  public:
    Reshape(const Shape& input, const Shape& output);

    std::string declaration() const override;
    std::size_t multiply_adds() const override { return 0; }
    Values run(const Values& x) const override { return x; }
    bool streams() const override { return false; }
};

/// Axis i of what it gives is axis order[i] of the input.
class Permute : public Layer {
  public:
    Permute(const Shape& input, std::vector<std::size_t> order);

    std::string declaration() const override;
    std::size_t multiply_adds() const override { return 0; }
    Values run(const Values& x) const override;
    bool streams() const override { return false; }

  private:
    std::vector<std::size_t> order_;
};

/// Cropping1D and Cropping2D, or ZeroPad2D where it adds. Of a sequence left and right count.
class Edges : public Layer {
  public:
    Edges(const Shape& input, bool adds, const ctnn::Padding& edges);

    std::string declaration() const override;
    std::size_t multiply_adds() const override { return 0; }
    Values run(const Values& x) const override;
    bool streams() const override { return !adds_ && input().size() == 2 && edges_.right == 0; }

  private:
    bool adds_;
    ctnn::Padding edges_;
};

/// Upsample2D.
class Upsample : public Layer {
  public:
    Upsample(const Shape& input, ctnn::Size2D factor,
             ctnn::Interpolation mode = ctnn::Interpolation::nearest);

    std::string declaration() const override;
    std::size_t multiply_adds() const override { return 0; }
    Values run(const Values& x) const override;
    bool streams() const override { return false; }

  private:
    ctnn::Size2D factor_;
    ctnn::Interpolation mode_;
};

/// What lies from index `from` to before `to` along an axis, each `step`th.
class Slice : public Layer {
  public:
    Slice(const Shape& input, std::size_t axis, std::size_t from, std::size_t to, std::size_t step);

    std::string declaration() const override;
    std::size_t multiply_adds() const override { return 0; }
    Values run(const Values& x) const override;
    bool streams() const override { return axis_ > 0; }

  private:
    std::size_t axis_, from_, to_, step_;
};

/// MeanOver, SumOver, MaxOver and MinOver: all values along an axis become one.
class JoinedAxis : public Layer {
  public:
    enum class Join { sum, mean, greatest, least };
    JoinedAxis(const Shape& input, std::size_t axis, Join join);

    std::string declaration() const override;
    std::size_t multiply_adds() const override { return 0; }
    std::size_t work() const override { return size_of(input()); }
    Values run(const Values& x) const override;
    bool streams() const override { return input().size() > 2 && axis_ > 0; }

  private:
    std::size_t axis_;
    Join join_;
};

}  // namespace ctnn_tool
