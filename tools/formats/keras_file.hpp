#pragma once

#include <map>
#include <string>
#include <vector>

#include "formats/hdf5_file.hpp"

namespace ctnn_tool {

/// What a model file of Keras consists of, whichever of its two kinds it is.
class KerasFile {
  public:
    explicit KerasFile(const std::string& path);

    static bool is_one(const std::string& path);

    const std::string& config() const { return config_; }
    /// Whether Keras 2 or an earlier one wrote it.
    bool is_old() const { return version_.starts_with("2.") || version_.starts_with("1."); }
    Hdf5File& weights() { return *weights_; }
    /// The paths of a layer's arrays, in Keras's order. To be asked once for each layer, in their order.
    std::vector<std::string> arrays_of(const std::string& kind, const std::string& name);

  private:
    void open_zip(const std::string& path);
    void open_hdf5(const std::string& path);
    void add_variables(const std::string& group, int depth, std::vector<std::string>& to);

    std::string config_{}, version_{};
    std::optional<Hdf5File> weights_{};
    bool in_zip_ = false;
    std::string layers_{};                     ///< in a zip file: the group of all layers
    std::map<std::string, int> used_names_{};  ///< and how often each was there
};

}  // namespace ctnn_tool
