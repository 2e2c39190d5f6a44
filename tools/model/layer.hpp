#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "model/activation.hpp"
#include "model/tensor.hpp"

namespace ctnn_tool {

/// A block of a layer's values, as the library lays it out: rounded to float, for that is what headers hold.
struct Part {
    std::string name{};
    Tensor tensor{};
    bool is_state = false;
};

/// A layer on a shape: how it is declared, what it is made of, and what it computes, in plain loops and
/// double precision, so that a mistake of the library's kernels is none of this.
class Layer {
  public:
    using Visitor = std::function<void(const std::string& path, Part&)>;

    Layer() = default;
    Layer(const Layer&) = delete;
    Layer& operator=(const Layer&) = delete;
    virtual ~Layer() = default;

    const Shape& input() const { return input_; }
    const Shape& output() const { return output_; }

    virtual std::string declaration() const = 0;
    virtual std::size_t multiply_adds() const = 0;
    /// What `run` takes, about: of layers that look at values without such products too.
    virtual std::size_t work() const;
    virtual Values run(const Values& x) const = 0;
    /// Visits its parts in the order of the block; `path` is what for_each_part calls it.
    virtual void each_part(const std::string& path, const Visitor& visit);
    /// Whether a step of what it gives depends on that step and earlier ones only, by the same rule: so a
    /// Stream takes it.
    virtual bool streams() const = 0;

  protected:
    void place(Shape input, Shape output) {
        input_ = std::move(input);
        output_ = std::move(output);
    }
    /// Throws a Refusal if the tensor's values are not those of the shape, or are beyond float.
    void add_part(const std::string& name, Tensor tensor, const Shape& shape, bool is_state = false);
    const Values& part(std::size_t index) const { return parts_[index].tensor.values; }

  private:
    Shape input_{}, output_{};
    std::vector<Part> parts_{};
};

using LayerPointer = std::unique_ptr<Layer>;

/// "ctnn::Dense<4, ctnn::Tanh>" of {"4", "ctnn::Tanh"}.
std::string templated(const std::string& name, const std::vector<std::string>& arguments);

/// A layer without its biases where it has none.
std::string with_bias(bool has_bias, const std::string& declaration);

}  // namespace ctnn_tool
