#pragma once

#include <cstddef>
#include <string>

#include "formats/json.hpp"
#include "model/activation.hpp"
#include "model/tensor.hpp"

// What all architectures of Neural Amp Modeler have in common: a configuration, and all weights in a row.

namespace ctnn_tool {

/// All weights in a row, from which each layer takes its own.
class NamWeights {
  public:
    explicit NamWeights(Values values) : values_(std::move(values)) {}

    /// Throws a Refusal where there are too few.
    Tensor take(Shape shape);
    /// Throws a Refusal where there are more.
    void require_end() const;

  private:
    Values values_;
    std::size_t taken_ = 0;
};

std::size_t count_in(const Json& config, const char* name);
std::size_t count_or(const Json& config, const char* name, std::size_t otherwise);
bool is_true(const Json& config, const char* name);

/// NAM writes "Tanh"; later versions an object with a "type".
Activation activation_of(const Json& told);

}  // namespace ctnn_tool
