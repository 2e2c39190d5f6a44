#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "formats/hdf5_file.hpp"

namespace ctnn_tool {

/// A model, or one within it: where its layers' arrays are.
struct KerasScope {
    std::string group{};  ///< of all layers; in an .h5 file of a model within, of that one
    bool is_within = false;
    std::map<std::string, int> used_names{};  ///< in a zip file: how often each was counted
};

/// What a model file of Keras consists of, whichever of its two kinds it is.
class KerasFile {
  public:
    explicit KerasFile(const std::string& path);

    static bool is_one(const std::string& path);

    const std::string& config() const { return config_; }
    /// Whether Keras 2 wrote it.
    bool is_old() const { return version_.starts_with("2."); }
    Hdf5File& weights() { return *weights_; }
    KerasScope top() const { return {layers_}; }
    /// Of a layer that is a model itself. This and the next are to be asked in the order of the layers, once
    /// of each.
    KerasScope within(KerasScope& scope, const std::string& kind, const std::string& name);
    /// The paths of a layer's arrays, in Keras's order.
    std::vector<std::string> arrays_of(KerasScope& scope, const std::string& kind, const std::string& name);

  private:
    void open_zip(const std::string& path);
    void open_hdf5(const std::string& path);
    void add_variables(const std::string& group, int depth, std::vector<std::string>& to);
    const std::vector<std::string>& names_in(const std::string& group);

    std::string config_{}, version_{};
    std::optional<Hdf5File> weights_{};
    bool in_zip_ = false;
    std::map<std::string, std::vector<std::string>> names_{};  ///< of an .h5 file's groups, as far as known
    std::string layers_ = "model_weights";                     ///< the group of all layers
};

}  // namespace ctnn_tool
