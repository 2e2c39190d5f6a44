#include "formats/keras_file.hpp"

#include <cctype>
#include <ctnn/io/file_bytes.hpp>
#include <ctnn/io/safetensors_header.hpp>

#include "formats/file_text.hpp"
#include "formats/json.hpp"
#include "formats/zip_content.hpp"
#include "model/refusal.hpp"

namespace ctnn_tool {
namespace {

using ctnn::detail::in_quotes;

std::string entry(const ctnn::detail::ZipFile& zip, const char* name) {
    if (const ctnn::detail::ZipEntry* const found = zip.find(name)) return zip_content(zip, *found, "Keras");
    throw Refusal("it has no " + in_quotes(name));
}

bool is_upper(char sign) { return std::isupper(static_cast<unsigned char>(sign)) != 0; }
bool is_lower(char sign) { return std::islower(static_cast<unsigned char>(sign)) != 0; }

/// "p_re_lu" of "PReLU": as keras/src/utils/naming.py, a word begins at a capital before a small letter, or
/// behind one.
std::string snake_case(const std::string& name) {
    std::string made;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const bool begins = i > 0 && is_upper(name[i]) &&
                            ((i + 1 < name.size() && is_lower(name[i + 1])) || is_lower(name[i - 1]));
        if (begins) made += '_';
        made += static_cast<char>(std::tolower(static_cast<unsigned char>(name[i])));
    }
    return made;
}

/// In a zip file: layers are called by their classes, and numbered where there are more of one.
std::string own_group(KerasScope& scope, const std::string& kind) {
    const std::string own = scope.group + '/' + snake_case(kind);
    const int before = scope.used_names[own]++;
    return before == 0 ? own : own + '_' + std::to_string(before);
}

/// Keras 2.12 and 2.13 count a layer that has arrays twice: once for these, once for itself.
void count_again(KerasScope& scope, const std::string& kind, const std::string& version) {
    if (version.starts_with("2.12.") || version.starts_with("2.13."))
        ++scope.used_names[scope.group + '/' + snake_case(kind)];
}

}  // namespace

bool KerasFile::is_one(const std::string& path) {
    char first[8];
    {
        ctnn::detail::FileBytes file(path);
        if (file.size() < sizeof first) return false;
        file.read(0, first, sizeof first);
    }
    const std::string_view signature(first, sizeof first);
    if (Hdf5File::is_one(signature)) return true;
    if (!signature.starts_with("PK\x03\x04")) return false;
    return ctnn::detail::ZipFile(path).find("config.json") != nullptr;
}

KerasFile::KerasFile(const std::string& path) {
    char first = 0;
    ctnn::detail::FileBytes(path).read(0, &first, 1);
    in_zip_ = first == 'P';
    if (in_zip_)
        open_zip(path);
    else
        open_hdf5(path);
}

void KerasFile::open_zip(const std::string& path) {
    const ctnn::detail::ZipFile zip(path);
    config_ = entry(zip, "config.json");
    if (zip.find("metadata.json")) {
        const Json metadata = parsed_json(entry(zip, "metadata.json"));
        if (const Json* const version = find(metadata, "keras_version"); version && version->is_text())
            version_ = version->content->text;
    }
    std::string bytes = entry(zip, "model.weights.h5");
    if (!Hdf5File::is_one(bytes)) throw Refusal("its model.weights.h5 is no HDF5");
    weights_.emplace(std::move(bytes));
    layers_ =
        weights_->has("layers") ? "layers" : "_layer_checkpoint_dependencies";  // TensorFlow 2.12 to 2.15
}

void KerasFile::open_hdf5(const std::string& path) {
    weights_.emplace(file_text(path));
    const auto config = weights_->text("", "model_config");
    if (!config)
        throw Refusal(
            "it is HDF5 without a \"model_config\": weights alone do not say which layers there are; "
            "model.save(\"model.keras\")");
    config_ = *config;
    version_ = weights_->text("", "keras_version").value_or("");
}

void KerasFile::add_variables(const std::string& group, int depth, std::vector<std::string>& to) {
    if (depth == 0) return;
    if (weights_->has(group + "/cell")) return add_variables(group + "/cell", depth - 1, to);
    for (std::size_t i = 0; weights_->has(group + "/vars/" + std::to_string(i)); ++i)
        to.push_back(group + "/vars/" + std::to_string(i));
    for (const char* held : {"/forward_layer", "/backward_layer", "/layer"})
        if (weights_->has(group + held)) add_variables(group + held, depth - 1, to);
}

KerasScope KerasFile::within(KerasScope& scope, const std::string& kind, const std::string& name) {
    if (in_zip_) {
        KerasScope own{own_group(scope, kind) + '/' + layers_, true};
        count_again(scope, kind, version_);
        return own;
    }
    return {scope.is_within ? scope.group : scope.group + '/' + name, true, {}};
}

const std::vector<std::string>& KerasFile::names_in(const std::string& group) {
    const auto known = names_.find(group);
    if (known != names_.end()) return known->second;
    auto names = weights_->texts(group, "weight_names");
    return names_.emplace(group, std::move(names).value_or(std::vector<std::string>{})).first->second;
}

std::vector<std::string> KerasFile::arrays_of(KerasScope& scope, const std::string& kind,
                                              const std::string& name) {
    std::vector<std::string> paths;
    if (in_zip_) {
        add_variables(own_group(scope, kind), 4, paths);
        if (!paths.empty()) count_again(scope, kind, version_);
        return paths;
    }
    const std::string group = scope.is_within ? scope.group : scope.group + '/' + name;
    if (!weights_->has(group)) return paths;
    // A model within has all of its layers' arrays in one group, each by the names that lead to it.
    for (const std::string& own : names_in(group))
        if (!scope.is_within || ('/' + own).find('/' + name + '/') != own.npos)
            paths.push_back(group + '/' + own);
    return paths;
}

}  // namespace ctnn_tool
