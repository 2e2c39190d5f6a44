#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "model/layer.hpp"

namespace ctnn_tool {

/// Where a part's values lie in the block.
struct PlacedPart {
    std::string path{};  ///< "layers.0.weight"
    std::size_t layer = 0, offset = 0;
    Part* part = nullptr;
};

/// A network as the program runs: what a file was read into.
class Model {
  public:
    /// More values than this no layer gives, whatever a file says of its steps.
    static constexpr std::size_t most_values = std::size_t{1} << 20;

    explicit Model(Shape input);

    /// Throws a Refusal where the layer gives too many values.
    void add(LayerPointer layer);

    const Shape& input() const { return input_; }
    const Shape& output() const { return layers_.empty() ? input_ : layers_.back()->output(); }
    const std::vector<LayerPointer>& layers() const { return layers_; }
    /// Takes the layers from `first` on away.
    std::vector<LayerPointer> take_from(std::size_t first);

    /// "ctnn::Network<ctnn::Input<1>, ...>", as the library spells it.
    std::string declaration() const;
    std::size_t multiply_adds() const;
    std::size_t work() const;
    /// The trained parts in the order of the layers, then the state: as in Parameters.
    std::vector<PlacedPart> parts() const;
    Values run(const Values& x) const;
    bool streams() const;

    /// What the tool says of the translation, line by line.
    std::vector<std::string> notes{};
    /// What a header shall say of it besides where it comes from.
    std::vector<std::string> comments{};

  private:
    Shape input_;
    std::vector<LayerPointer> layers_{};
};

/// `layer` on a step, as one on each step of `input`, which has one axis more; itself where it has as many.
LayerPointer on_steps(const Shape& input, LayerPointer layer);

/// The activation on `input`; one that takes whole rows on each of them.
LayerPointer activation_on(const Shape& input, const Activation& activation);

/// "Dense<4, Tanh>" of "ctnn::Dense<4, ctnn::Tanh>".
std::string without_namespace(const std::string& text);

}  // namespace ctnn_tool
