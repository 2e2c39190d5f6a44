#pragma once

#include <cstddef>
#include <string>

#include "model/fraction.hpp"
#include "model/layer.hpp"

namespace ctnn_tool {

/// What running statistics make of each channel.
struct BatchNormValues {
    Tensor gamma{}, beta{}, mean{}, variance{};
};

class BatchNorm : public Layer {
  public:
    BatchNorm(const Shape& input, BatchNormValues values, double epsilon);

    std::string declaration() const override;
    std::size_t multiply_adds() const override { return size_of(output()); }
    Values run(const Values& x) const override;
    bool streams() const override { return true; }

  private:
    Fraction epsilon_;
};

/// x * times + plus, numbers for each channel, as a BatchNorm that divides by the root of 0 + 1.
LayerPointer affine(const Shape& input, Values times, Values plus);

/// GroupNorm, or InstanceNorm where each channel is a group; `gamma`, `beta` (channels), without which it is
/// where they are 1 and 0.
class GroupNorm : public Layer {
  public:
    GroupNorm(const Shape& input, std::size_t groups, Tensor gamma, Tensor beta, double epsilon);

    std::string declaration() const override;
    std::size_t multiply_adds() const override { return 2 * size_of(output()); }
    Values run(const Values& x) const override;
    bool streams() const override { return false; }

  private:
    std::size_t groups_;
    bool is_plain_;
    Fraction epsilon_;
};

/// LayerNorm and RMSNorm, over the last axis. `gamma`, `beta` (features); of the latter no `beta`.
class RowNorm : public Layer {
  public:
    RowNorm(const Shape& input, bool has_mean, Tensor gamma, Tensor beta, double epsilon);

    std::string declaration() const override;
    std::size_t multiply_adds() const override { return 2 * size_of(output()); }
    Values run(const Values& x) const override;
    bool streams() const override { return true; }

  private:
    bool has_mean_;
    Fraction epsilon_;
};

}  // namespace ctnn_tool
