#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <ctnn/core/code.hpp>
#include <ctnn/io/network_parts.hpp>
#include <ctnn/io/safetensors_header.hpp>
#include <ctnn/io/tensor_layout.hpp>
#include <ctnn/io/tensor_modules.hpp>

// Which module of a file is which layer of a network.

namespace ctnn::detail::inline CTNN_CODE {

inline std::vector<std::uint64_t> shape_of(const TensorSource& source) {
    std::vector<std::uint64_t> shape;
    for (const FileAxis& axis : source.axes) shape.push_back(axis.extent);
    return shape;
}

/// The parts of one layer, which one module gives.
using LayerParts = std::span<const NetworkPart>;

inline std::vector<LayerParts> layers_of(const std::vector<NetworkPart>& parts) {
    std::vector<LayerParts> layers;
    for (std::size_t first = 0; first < parts.size();) {
        std::size_t end = first;
        while (end < parts.size() && parts[end].leaf == parts[first].leaf) ++end;
        layers.push_back(LayerParts(parts).subspan(first, end - first));
        first = end;
    }
    return layers;
}

/// Why a module is not this layer, "" if it may be. `layer` is called for the layer's own name.
template <class LayerText>
std::string misfit_of(const TensorModule& module, LayerParts layer, TensorLayout layout, LayerText&& text) {
    std::size_t used = 0;
    for (const NetworkPart& part : layer)
        for (const TensorSource& source : sources_of(part.part, layout)) {
            const StoredTensor* const tensor = module.find(source);
            if (!tensor && source.may_be_left_out) continue;
            const auto wanted = shape_of(source);
            if (!tensor)
                return in_quotes(module.whole_name()) + " has no " + std::string(source.names[0]) +
                       ", of which " + text(part.layer) + " takes " + extents_text(wanted);
            if (tensor->shape != wanted)
                return in_quotes(tensor->name) + " is " + extents_text(tensor->shape) + ", but " +
                       text(part.layer) + " takes " + extents_text(wanted) +
                       guess(tensor->shape, source.axes);
            ++used;
        }
    if (module.is_reverse != layer[0].is_reverse)
        return in_quotes(module.tensors[0].tensor->name) + " goes the other way through the sequence than " +
               text(layer[0].layer) + " does";
    if (used == module.tensors.size()) return "";
    for (const ModuleTensor& own : module.tensors) {
        const auto takes = [&](const NetworkPart& part) {
            for (const TensorSource& source : sources_of(part.part, layout))
                if (module.find(source) == own.tensor) return true;
            return false;
        };
        if (std::none_of(layer.begin(), layer.end(), takes))
            return in_quotes(own.tensor->name) + " is nothing that " + text(layer[0].layer) + " has";
    }
    return "";
}

/// The modules of a file and the layers of a network.
template <class File, class LayerText>
class ModuleMatching {
  public:
    ModuleMatching(const File& file, const std::vector<TensorModule>& modules,
                   const std::vector<LayerParts>& layers, TensorLayout layout, LayerText text)
        : file_(file), modules_(modules), layers_(layers), layout_(layout), text_(text) {}

    /// In the order of the modules' names; or else, where each layer has just one module of its shapes, by
    /// these.
    std::vector<const TensorModule*> in_order() const {
        std::string misfit;
        std::vector<const TensorModule*> found;
        for (std::size_t i = 0; i < std::min(layers_.size(), modules_.size()) && misfit.empty(); ++i) {
            misfit = misfit_of(modules_[i], layers_[i], layout_, text_);
            found.push_back(&modules_[i]);
        }
        if (misfit.empty() && layers_.size() == modules_.size()) return found;
        if (layers_.size() == modules_.size()) {
            found = by_shape();
            if (!found.empty()) return found;
            file_.fail(misfit + " (ReadOptions::names says which module is which layer)");
        }
        if (!misfit.empty()) file_.fail(misfit);
        if (modules_.size() > layers_.size())
            file_.fail(in_quotes(modules_[layers_.size()].tensors[0].tensor->name) +
                       " is of no layer of this network");
        const NetworkPart& part = layers_[modules_.size()][0];
        file_.fail("there is nothing for " + text_(part.layer) + " which takes " +
                   std::string(sources_of(part.part, layout_)[0].names[0]) + ", " +
                   extents_text(shape_of(sources_of(part.part, layout_)[0])));
    }

    /// By the names that the user gave, one for each layer; both ways of a Bidirectional have one.
    std::vector<const TensorModule*> by_name(const std::vector<std::string>& names) const {
        std::vector<const TensorModule*> found;
        std::size_t next = 0;
        const auto both = [&](std::size_t i) {
            return layout_ == TensorLayout::pytorch && i > 0 && layers_[i][0].is_reverse;
        };
        for (std::size_t i = 0; i < layers_.size(); ++i) {
            if (!both(i)) ++next;
            if (next > names.size()) break;
            const std::string& name = names[next - 1];
            const auto at = std::find_if(modules_.begin(), modules_.end(), [&](const TensorModule& module) {
                return module.is_called(name) && module.is_reverse == layers_[i][0].is_reverse;
            });
            if (at == modules_.end())
                file_.fail("there is no module " + in_quotes(name) + ", which ReadOptions::names has for " +
                           text_(layers_[i][0].layer) + " the first here is " +
                           (modules_.empty() ? "none" : in_quotes(modules_[0].whole_name())));
            const std::string misfit = misfit_of(*at, layers_[i], layout_, text_);
            if (!misfit.empty()) file_.fail(misfit);
            found.push_back(&*at);
        }
        if (next != names.size())
            file_.fail("ReadOptions::names has " + counted(names.size(), "module") + ", but there are " +
                       counted(count_named(), "layer") + " with parameters");
        return found;
    }

  private:
    /// None unless each layer has just one.
    std::vector<const TensorModule*> by_shape() const {
        std::vector<const TensorModule*> found;
        for (const LayerParts& layer : layers_) {
            const TensorModule* fitting = nullptr;
            for (const TensorModule& module : modules_) {
                if (!misfit_of(module, layer, layout_, [](std::size_t) { return std::string(); }).empty())
                    continue;
                if (fitting) return {};
                fitting = &module;
            }
            if (!fitting || std::find(found.begin(), found.end(), fitting) != found.end()) return {};
            found.push_back(fitting);
        }
        return found;
    }

    std::size_t count_named() const {
        std::size_t count = 0;
        for (std::size_t i = 0; i < layers_.size(); ++i)
            count += !(layout_ == TensorLayout::pytorch && i > 0 && layers_[i][0].is_reverse);
        return count;
    }

    const File& file_;
    const std::vector<TensorModule>& modules_;
    const std::vector<LayerParts>& layers_;
    TensorLayout layout_;
    LayerText text_;
};

}  // namespace ctnn::detail::inline CTNN_CODE
