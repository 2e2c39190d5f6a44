#pragma once

#include <cstddef>
#include <ctnn/core/window.hpp>
#include <optional>
#include <string>
#include <vector>

#include "formats/hdf5_file.hpp"
#include "formats/json.hpp"
#include "model/activation.hpp"
#include "model/made_values.hpp"
#include "model/plain_layers.hpp"
#include "model/tensor.hpp"

namespace ctnn_tool {

/// The arrays of a layer, one after the other in Keras's order.
class KerasArrays {
  public:
    /// `made` counts what is made besides them.
    KerasArrays(Hdf5File& file, std::vector<std::string> paths, MadeValues& made)
        : file_(file), paths_(std::move(paths)), made_(made) {}

    /// Throws a Refusal where there are no more; `what` it should be.
    Tensor next(const char* what);
    /// One that says nothing of what the layer computes, if it is there.
    void pass_over() {
        if (left() > 0) ++used_;
    }
    std::size_t left() const { return paths_.size() - used_; }
    /// Says that so many values are made. Throws a Refusal if they are too many.
    void make(std::size_t values) { made_.add(values); }
    /// So many times the same number, as one that the file leaves out.
    Tensor filled(std::size_t count, double value) {
        make(count);
        return ctnn_tool::filled(count, value);
    }

  private:
    Hdf5File& file_;
    std::vector<std::string> paths_;
    MadeValues& made_;
    std::size_t used_ = 0;
};

/// A layer as its config says it. What is not there, or null, is as Keras has it by default.
class KerasLayer {
  public:
    /// `old`: of Keras 2. Throws a Refusal if it is of a class that is not Keras's own.
    KerasLayer(const Json& layer, KerasArrays& arrays, bool old);

    const std::string& kind() const { return kind_; }
    bool is_old() const { return old_; }
    /// Whether it is a function, and no layer.
    bool is_operation() const { return is_operation_; }
    KerasArrays& arrays() const { return arrays_; }
    /// Null if it has none of the name.
    const Json* find(const char* name) const;
    bool flag(const char* name, bool otherwise) const;
    double number(const char* name, double otherwise) const;
    std::string text(const char* name, const std::string& otherwise) const;
    /// Whole numbers, of which Keras writes a lone one without its list.
    std::vector<std::size_t> counts(const char* name) const;
    /// One for both axes, or rows and columns; of a sequence its steps.
    ctnn::Size2D size(const char* name, ctnn::Size2D otherwise) const;
    const Activation& activation(const char* name = "activation", const char* otherwise = "linear") const;
    /// Nothing of a layer that has none.
    Tensor bias() const;
    /// Throws a Refusal if a flag says what is not translated.
    void refuse(const char* name) const;
    /// Throws a Refusal if the config says anything, but null and false, by a name that no layer here has.
    void require_known_names() const;
    void require_channels_last() const;
    /// Throws a Refusal unless "axis" is the last one of so many, without the batch's.
    void require_last_axis(std::size_t axes) const;
    /// The layer that a wrapper holds.
    KerasLayer inner(const char* name) const;

  private:
    std::string kind_;
    const Json& config_;
    KerasArrays& arrays_;
    bool old_;
    bool is_operation_;
};

/// Throws a Refusal unless the class is Keras's own: another's may have the same name, and do anything.
void require_class_of_keras(const Json& layer);

/// Extents behind that of the batch, 0 where it is null.
Shape keras_shape(const Json& json);

}  // namespace ctnn_tool
