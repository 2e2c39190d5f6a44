#pragma once

#include <ctnn/core/window.hpp>
#include <string>

#include "model/layer.hpp"

namespace ctnn_tool {

/// ReflectionPad1D and 2D, ReplicationPad1D and 2D: values around a sequence or an image that are its own.
class BorderPad : public Layer {
  public:
    BorderPad(const Shape& input, bool reflects, const ctnn::Padding& padding);

    std::string declaration() const override;
    std::size_t multiply_adds() const override { return 0; }
    Values run(const Values& x) const override;
    bool streams() const override { return false; }

  private:
    /// The place of the input that is seen at one of the output, of an axis.
    std::size_t seen(std::size_t at, std::size_t before, std::size_t extent) const;

    bool reflects_;
    ctnn::Padding padding_;
};

}  // namespace ctnn_tool
