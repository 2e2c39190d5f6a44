#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <ctnn/activations/linear.hpp>
#include <ctnn/core/anything.hpp>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/files.hpp>
#include <ctnn/core/error/values.hpp>
#include <ctnn/core/number.hpp>
#include <ctnn/data/data_error.hpp>
#include <ctnn/data/file_error.hpp>
#include <ctnn/data/write_file.hpp>
#include <ctnn/io/network_parts.hpp>
#include <ctnn/io/read_safetensors.hpp>
#include <ctnn/io/safetensors_header.hpp>
#include <ctnn/io/stored_number.hpp>
#include <ctnn/io/tensor_layout.hpp>
#include <ctnn/io/tensor_modules.hpp>
#include <ctnn/io/tensors_to_write.hpp>
#include <ctnn/network/parameters.hpp>
#include <ctnn/network/parts.hpp>

namespace ctnn {

inline namespace CTNN_CODE {

/// As what another library's tensors parameters are written.
struct WriteOptions {
    TensorLayout layout = for_pytorch;  ///< which library is to read it
    /// What the names of the tensors begin with, as "model.".
    std::string prefix{};
    /// The modules, one for each layer with parameters, as ReadOptions::names. Empty: the indices of an
    /// nn.Sequential that has a module for each layer here and one behind it for its activation.
    std::vector<std::string> names{};
    /// As what numbers are kept: as they are, or rounded to the nearest of `f32`, `f16`, `bf16`.
    StoredAs numbers = StoredAs::own;
};

}  // namespace CTNN_CODE

namespace detail::inline CTNN_CODE {

/// Whether L stands for two modules of PyTorch.
template <class L>
consteval bool has_activation_behind() {
    if constexpr (requires { typename L::activation; })
        return L::parameters > 0 && !std::is_same_v<typename L::activation, Linear>;
    else
        return false;
}

/// For each layer of a network, its index in an nn.Sequential.
template <class Net>
std::vector<std::size_t> sequential_indices() {
    std::vector<std::size_t> modules(Net::layer_count, 1), indices;
    each_layer_of<Net>([&]<class L>(std::type_identity<L>, const LayerPlace& at) {
        const bool stands_alone = at.path->before && !at.path->before->before;
        if (stands_alone && has_activation_behind<L>()) modules[layer_on(at.path)] = 2;
    });
    for (std::size_t next = 0; const std::size_t count : modules) indices.push_back(next), next += count;
    return indices;
}

/// "4", of layers within others "4.1".
inline std::string module_of(const NetworkPart& part, const std::vector<std::size_t>& indices) {
    std::string_view rest = part.path;
    rest.remove_prefix(rest.find('.') + 1);         // layers.
    rest.remove_suffix(part.part.name.size() + 1);  // .weight
    for (const std::string_view way : {"forward", "backward"})
        if (rest.ends_with(way)) rest.remove_suffix(way.size() + 1);
    const std::size_t end = rest.find('.');
    return std::to_string(indices[part.layer]) + std::string(end == rest.npos ? "" : rest.substr(end));
}

/// How a tensor of PyTorch's ends: of a recurrent layer in the level that its module's name says, and the
/// way.
inline std::string pytorch_tensor(std::string module, std::string_view own, const NetworkPart& part) {
    if (!part.part.goes(Along::units) || is_initial(part.part)) return module + '.' + std::string(own);
    std::size_t digits = module.size();
    while (digits > 0 && is_digit(module[digits - 1])) --digits;
    std::string level = "_l0";
    if (digits < module.size() && std::string_view(module).substr(0, digits).ends_with("_l")) {
        level = module.substr(digits - 2);
        module.resize(digits - 2);
    }
    return module + '.' + std::string(own) + level + (part.is_reverse ? "_reverse" : "");
}

inline std::string keras_tensor(const std::string& module, std::string_view own, const NetworkPart& part) {
    return module + (part.is_reverse ? ".backward_." : ".") + std::string(own);
}

inline TensorToWrite foreign_tensor(const std::string& module, const NetworkPart& part,
                                    const TensorSource& source, TensorLayout layout, const StoredType& type) {
    TensorToWrite tensor{layout == for_pytorch ? pytorch_tensor(module, source.names[0], part)
                                               : keras_tensor(module, source.names[0], part),
                         &type,
                         {},
                         1};
    for (const FileAxis& axis : source.axes) {
        tensor.extents.push_back(axis.extent);
        tensor.size *= axis.extent;
    }
    return tensor;
}

/// The module of each part.
template <class Net>
std::vector<std::string> module_names(const std::string& path, const std::vector<NetworkPart>& parts,
                                      const std::vector<std::string>& names) {
    const std::vector<std::size_t> indices = sequential_indices<Net>();
    std::vector<std::string> modules;
    std::size_t next = 0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const bool begins = (i == 0 || parts[i].leaf != parts[i - 1].leaf) && !parts[i].is_reverse;
        if (begins) ++next;
        if (names.empty())
            modules.push_back(module_of(parts[i], indices));
        else if (next <= names.size())
            modules.push_back(names[next - 1]);
    }
    if (!names.empty() && next != names.size())
        throw FileError(path, "WriteOptions::names has " + counted(names.size(), "module") +
                                  ", but there are " + counted(next, "layer") +
                                  " with parameters: nothing was written");
    return modules;
}

/// Tensors and the values of each, in their order.
template <class T>
struct ForeignTensors {
    std::vector<TensorToWrite> tensors{};
    std::vector<std::vector<T>> values{};
};

inline void require_names(const std::string& path, const std::vector<TensorToWrite>& tensors) {
    for (std::size_t i = 0; i < tensors.size(); ++i) {
        const std::string& name = tensors[i].name;
        if (first_not_utf8(name) != name.size())
            throw FileError(path, "WriteOptions has a name that is not UTF-8: nothing was written");
        for (std::size_t j = 0; j < i; ++j)
            if (name == tensors[j].name)
                throw FileError(path, "two tensors would be called " + in_quotes(name) +
                                          " (WriteOptions::names): nothing was written");
    }
}

template <class Net, class T>
ForeignTensors<T> foreign_tensors(const std::string& path, const Parameters<Net, T>& parameters,
                                  const WriteOptions& options) {
    const StoredType& type = stored_type(own_number<T>(options.numbers));
    const std::vector<NetworkPart> parts = table_of_parts<Net>();
    const std::vector<PartShape> images = images_of(parts);
    const std::vector<std::string> modules = module_names<Net>(path, parts, options.names);
    ForeignTensors<T> all;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const std::vector<TensorSource> sources = sources_of(parts[i].part, options.layout);
        for (const TensorSource& source : sources) {
            all.tensors.push_back(
                foreign_tensor(options.prefix + modules[i], parts[i], source, options.layout, type));
            const bool is_added = &source != &sources.front() && source.base == sources.front().base;
            const auto places = places_of(source, options.layout, images[i]);
            all.values.emplace_back(all.tensors.back().size, T{0});
            PlaceWalk walk(places, parts[i].offset + source.base);
            for (std::size_t k = 0; !is_added && k < all.values.back().size();) {
                const auto run = walk.run();
                for (const std::size_t place : run)
                    all.values.back()[k++] = parameters.data()[walk.row() + place];
                walk.go_on(run.size());
            }
        }
    }
    require_names(path, all.tensors);
    return all;
}

}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

/// Writes parameters to a safetensors file by the names and in the layout of another library:
///
///     write_safetensors("model.safetensors", parameters, {.layout = for_pytorch})
///     torch: model.load_state_dict(safetensors.torch.load_file("model.safetensors"), strict=True)
///
/// where model is an nn.Sequential that has a module for each layer here and one behind it for its
/// activation, or what `options.names` says, one name for each layer with parameters: {"encoder", "rnn",
/// "rnn_l1", "head"}; layers within others, as a Residual's, are "4.0", "4.1". What lies otherwise there is
/// brought over as read_safetensors does, which with the same prefix and names reads back what this writes,
/// bit for bit. Of two biases that PyTorch adds up the second is zeros. PyTorch has no module that begins
/// with an h0 of its own. Goes wrong, and throws FileError, when names are too few, too many or alike, when
/// the file cannot be written, or when a number is beyond those of `options.numbers`; then there is no file,
/// or the old one.
template <class Net, Number T>
[[gnu::cold]] void write_safetensors(const std::string& path, const Parameters<Net, T>& parameters,
                                     const WriteOptions& options = {}) {
    using namespace detail;
    const ForeignTensors<T> all = foreign_tensors(path, parameters, options);
    std::string text = header_of(all.tensors, {{"format", options.layout == for_pytorch ? "pt" : "np"}});
    for (std::size_t i = 0; i < all.tensors.size(); ++i)
        append_values(text, path, all.tensors[i], all.values[i].data());
    write_file(path, text);
}

template <class Net>
    requires detail::is_network<Net>
error::a_Network_holds_no_values_so_give_its_Parameters_not_a<Net> write_safetensors(
    const std::string&, const Net&, const WriteOptions& = {});
template <detail::NoArgument...>
error::the_path_of_a_file_goes_before_the_parameters write_safetensors(detail::AnyParameters,
                                                                       const std::string&,
                                                                       const WriteOptions& = {});

}  // namespace CTNN_CODE
}  // namespace ctnn
