#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "model/tensor.hpp"

namespace ctnn_tool {

/// An activation by its type in C++, and a plain evaluation of it.
struct Activation {
    std::string type{};                     ///< "ctnn::Tanh"
    std::function<double(double)> value{};  ///< nothing of Softmax, which works on whole rows

    bool is_linear() const { return type == "ctnn::Linear"; }
    bool takes_rows() const { return !value; }
    bool operator==(const Activation& other) const { return type == other.type; }
    /// Of rows of so many values.
    void apply(Values& values, std::size_t width) const;
};

/// By the name that Keras and PyTorch have for it, as "tanh"; the empty one is linear. Null if there is none.
const Activation* activation_named(std::string_view name);

/// Throws a Refusal where the slope is no fraction that ctnn takes.
Activation leaky_relu(double slope);

}  // namespace ctnn_tool
