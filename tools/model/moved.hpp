#pragma once

#include <cstddef>
#include <ctnn/core/window.hpp>
#include <string>
#include <vector>

#include "model/layer.hpp"

namespace ctnn_tool {

/// A layer of which each value is one of its input, or zero: Flatten, Reshape, Permute, ZeroPad2D, Cropping1D
/// and 2D, Upsample2D.
class Moved : public Layer {
  public:
    static LayerPointer flattened(const Shape& input);
    /// Throws a Refusal if the number of values changes.
    static LayerPointer reshaped(const Shape& input, const Shape& to);
    /// Axis k of what it gives is axis `axes[k]` of the input.
    static LayerPointer permuted(const Shape& input, const std::vector<std::size_t>& axes);
    /// Of an image.
    static LayerPointer zero_padded(const Shape& input, const ctnn::Padding& padding);
    /// Of an image, or a sequence, whose left and right count.
    static LayerPointer cropped(const Shape& input, const ctnn::Padding& padding);
    /// Of an image.
    static LayerPointer upsampled(const Shape& input, const ctnn::Size2D& factor);

    std::string declaration() const override { return declaration_; }
    std::size_t multiply_adds() const override { return 0; }
    Values run(const Values& x) const override;
    bool streams() const override { return false; }

  private:
    static constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

    Moved(std::string declaration, const Shape& input, const Shape& output);
    /// `source(index)` is the place in the input of what stands at an index of the output, or nowhere.
    template <class Source>
    static LayerPointer made(std::string declaration, const Shape& input, const Shape& output, Source source);

    std::string declaration_;
    std::vector<std::size_t> from_{};
};

}  // namespace ctnn_tool
