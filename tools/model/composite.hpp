#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "model/layer.hpp"

// Layers that hold others.

namespace ctnn_tool {

/// A layer on every step of a sequence.
class TimeDistributed : public Layer {
  public:
    /// `layer` takes one step.
    TimeDistributed(std::size_t steps, LayerPointer layer);

    std::string declaration() const override;
    std::size_t multiply_adds() const override;
    std::size_t work() const override;
    Values run(const Values& x) const override;
    void each_part(const std::string& path, const Visitor& visit) override;
    bool streams() const override { return true; }

  private:
    std::size_t steps_;
    LayerPointer layer_;
};

/// One behind the other.
class Sequential : public Layer {
  public:
    explicit Sequential(std::vector<LayerPointer> layers);

    std::string declaration() const override { return list("ctnn::Sequential"); }
    std::size_t multiply_adds() const override;
    std::size_t work() const override;
    Values run(const Values& x) const override;
    void each_part(const std::string& path, const Visitor& visit) override;
    bool streams() const override;

  protected:
    std::string list(const std::string& name) const;
    const std::vector<LayerPointer>& layers() const { return layers_; }

  private:
    std::vector<LayerPointer> layers_;
};

/// The same, and their input is added to what they give.
class Residual : public Sequential {
  public:
    explicit Residual(std::vector<LayerPointer> layers);

    std::string declaration() const override { return list("ctnn::Residual"); }
    Values run(const Values& x) const override;
};

/// What becomes of branches' outputs; `concatenation` puts them behind each other along the last axis.
enum class Join { sum, product, concatenation };

/// Branches that see the same input: Add, Multiply and Concat.
class Branches : public Layer {
  public:
    Branches(Join how, std::vector<LayerPointer> branches);

    std::string declaration() const override;
    std::size_t multiply_adds() const override;
    std::size_t work() const override;
    Values run(const Values& x) const override;
    void each_part(const std::string& path, const Visitor& visit) override;
    bool streams() const override;

  private:
    Values concatenated(const Values& x) const;

    Join how_;
    std::vector<LayerPointer> branches_;
};

}  // namespace ctnn_tool
