#pragma once

#include <cstddef>
#include <string>

#include "model/layer.hpp"

// Layers without a memory: dense ones, tables, activations.

namespace ctnn_tool {

/// `weight` (inputs, units), `bias` (units) or nothing, on all values of a sample.
class Dense : public Layer {
  public:
    Dense(const Shape& input, const Activation& activation, Tensor weight, Tensor bias);

    std::string declaration() const override;
    std::size_t multiply_adds() const override;
    Values run(const Values& x) const override;
    bool streams() const override { return false; }  // but on every step it does

  private:
    Activation activation_;
    bool has_bias_;
};

/// `weight` (words, dimensions): an index becomes a row, what is none zeros; fractions are cut off.
class Embedding : public Layer {
  public:
    Embedding(const Shape& input, Tensor weight);

    std::string declaration() const override;
    std::size_t multiply_adds() const override { return 0; }
    Values run(const Values& x) const override;
    bool streams() const override { return true; }
    std::size_t words() const { return words_; }

  private:
    std::size_t words_ = 0;
};

class ActivationLayer : public Layer {
  public:
    /// Softmax is taken of the whole sample.
    ActivationLayer(const Shape& input, const Activation& activation);

    const Activation& activation() const { return activation_; }

    std::string declaration() const override;
    std::size_t multiply_adds() const override { return 0; }
    Values run(const Values& x) const override;
    bool streams() const override { return !activation_.takes_rows(); }

  private:
    Activation activation_;
};

/// `slope`: one, one for each index of the last axis, or one for each value.
class PReLU : public Layer {
  public:
    PReLU(const Shape& input, Tensor slope);

    std::string declaration() const override;
    std::size_t multiply_adds() const override { return size_of(output()); }
    Values run(const Values& x) const override;
    bool streams() const override { return part(0).size() != size_of(output()) || part(0).size() == 1; }
};

/// So many times the same number, as parts that a file leaves out.
Tensor filled(std::size_t count, double value);

}  // namespace ctnn_tool
