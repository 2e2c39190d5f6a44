#pragma once

#include <cstddef>
#include <ctnn/core/window.hpp>
#include <string>

#include "model/layer.hpp"

namespace ctnn_tool {

struct PoolingOptions {
    bool averages = false;
    ctnn::Size2D window{1}, stride{1};
    ctnn::Padding padding{};
    bool counts_padding = false;  ///< whether an average counts the zeros around
};

/// MaxPool2D and AvgPool2D, and those of sequences, of which columns are steps.
class Pooling : public Layer {
  public:
    Pooling(const Shape& input, const PoolingOptions& options);

    std::string declaration() const override;
    std::size_t multiply_adds() const override { return 0; }
    std::size_t work() const override;
    Values run(const Values& x) const override;
    bool streams() const override;

  private:
    double window_at(const Values& x, std::size_t row, std::size_t column, std::size_t channel) const;

    PoolingOptions options_;
    ctnn::detail::Axis rows_{}, columns_{};
};

/// The mean or the greatest value of a whole image or sequence, channel by channel.
class GlobalPooling : public Layer {
  public:
    GlobalPooling(const Shape& input, bool averages);

    std::string declaration() const override;
    std::size_t multiply_adds() const override { return 0; }
    Values run(const Values& x) const override;
    bool streams() const override { return false; }

  private:
    bool averages_;
};

}  // namespace ctnn_tool
