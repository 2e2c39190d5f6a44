#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <ctnn/core/anything.hpp>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/files.hpp>
#include <ctnn/core/error/values.hpp>
#include <ctnn/core/number.hpp>
#include <ctnn/data/write_file.hpp>
#include <ctnn/engine/bare.hpp>
#include <ctnn/io/network_parts.hpp>
#include <ctnn/io/read_safetensors.hpp>
#include <ctnn/io/safetensors_header.hpp>
#include <ctnn/io/spelling.hpp>
#include <ctnn/io/stored_number.hpp>
#include <ctnn/io/tensor_values.hpp>
#include <ctnn/io/tensors_to_write.hpp>
#include <ctnn/network/parameters.hpp>
#include <ctnn/version.hpp>

namespace ctnn {

inline namespace CTNN_CODE {

/// How parameters are saved.
struct SaveOptions {
    /// As what numbers are kept: as they are, or rounded to the nearest of `f32`, `f16`, `bf16`.
    StoredAs numbers = StoredAs::own;
    /// What else the file shall say, by names of your own: where the values come from, how they were scaled.
    std::vector<std::pair<std::string, std::string>> about{};
};

/// What parameters are loaded from.
struct LoadOptions {
    /// Whether the file must be of the very same network. Otherwise one whose parts have the same names and
    /// shapes will do: another activation, another rate of a Dropout.
    bool same_network = true;
};

}  // namespace CTNN_CODE

namespace detail::inline CTNN_CODE {

inline constexpr std::string_view file_format = "1";

/// What every file of ours says of itself.
inline AboutFile about_file_of(std::string network) {
    return {{"ctnn.format", std::string(file_format)},
            {"ctnn.version", std::to_string(version_major) + '.' + std::to_string(version_minor) + '.' +
                                 std::to_string(version_patch)},
            {"ctnn.network", std::move(network)}};
}

/// The trained parts, then the state.
inline std::vector<NetworkPart> in_block_order(const std::vector<NetworkPart>& parts) {
    std::vector<NetworkPart> ordered;
    for (const bool state : {false, true})
        for (const NetworkPart& part : parts)
            if (part.part.is_state == state) ordered.push_back(part);
    return ordered;
}

/// What a file calls the network: what is frozen in training is all the same there.
template <class Net>
std::string saved_name() {
    return spelling<typename Thawed<Net>::type>();
}

/// Whether two spellings of networks can be told apart: compilers do not write alike what has no name.
inline bool tells_network(std::string_view text) {
    return !has_unnameable(text) && text.find(unspelt) == text.npos;
}

template <class Net>
void check_origin(const SafetensorsFile& file, const LoadOptions& options) {
    const std::string* const format = file.about("ctnn.format");
    if (format && *format != file_format)
        file.fail("it has ctnn's format " + in_quotes(*format) + ", and this version reads " +
                  std::string(file_format));
    const std::string* const network = file.about("ctnn.network");
    const std::string own = saved_name<Net>();
    if (options.same_network && network && *network != own && tells_network(*network) && tells_network(own))
        file.fail("it is of " + *network + ", but these parameters are of " + own +
                  ": LoadOptions::same_network says whether that may be");
}

template <class Net>
[[noreturn, gnu::cold]] void fail_without(const SafetensorsFile& file, const std::string& name,
                                          std::size_t layer) {
    const bool is_own = file.about("ctnn.format") != nullptr;
    file.fail("there is no " + in_quotes(name) + ", which " + layer_text<Net>(layer) + " takes" +
              (is_own || file.tensors().empty() ? ""
                                                : ", but " + in_quotes(file.tensors().front().name) +
                                                      ": read_safetensors takes files of other libraries"));
}

/// The tensor of each part, in their order, whose names have that before the path.
template <class Net>
std::vector<const StoredTensor*> own_tensors(const SafetensorsFile& file,
                                             const std::vector<NetworkPart>& parts,
                                             const std::string& prefix = "") {
    std::vector<const StoredTensor*> tensors;
    for (const NetworkPart& part : parts) {
        const StoredTensor* const tensor = file.find(prefix + part.path);
        if (!tensor) fail_without<Net>(file, prefix + part.path, part.layer);
        const PartShape shape = shape_of(part.part);
        if (!same_extents(tensor->shape, shape))
            file.fail(in_quotes(tensor->name) + " is " + extents_text(tensor->shape) + ", but " +
                      layer_text<Net>(part.layer) + " takes " + extents_text(extents_of(shape)) +
                      guess(tensor->shape, file_axes(part.part)));
        require_numbers(file, *tensor);
        tensors.push_back(tensor);
    }
    return tensors;
}

/// What the names of a checkpoint's tensors begin with that are not of the parameters.
inline constexpr std::string_view of_training = "training.";

/// Throws if the file has tensors that are neither these nor a checkpoint's.
inline void require_no_more(const SafetensorsFile& file, const std::vector<const StoredTensor*>& tensors) {
    const bool is_checkpoint = file.about("ctnn.checkpoint") != nullptr;
    for (const StoredTensor& tensor : file.tensors())
        if (tensors.size() < file.tensors().size() &&
            !(is_checkpoint && tensor.name.starts_with(of_training)) &&
            std::find(tensors.begin(), tensors.end(), &tensor) == tensors.end())
            file.fail(in_quotes(tensor.name) + " is no part of this network");
}

}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

/// Writes parameters to a safetensors file: one tensor for each part, by the names of for_each_part
/// (`layers.1.kernel`), in the shapes of this library, which are Keras's. The file also says which network
/// and which version of the library wrote it.
///
/// Python reads it by `safetensors.numpy.load_file(path)`. In a file of numbers as they are the values follow
/// each other as in the block, aligned to 64 bytes: what `mmap` sees is what `data()` points to. It is there
/// whole or not at all. Goes wrong, and throws FileError, when it cannot be written, or when a number is
/// beyond those of `options.numbers`. PyTorch: `save_file(model.state_dict(), path)`.
template <class Net, Number T>
[[gnu::cold]] void save(const std::string& path, const Parameters<Net, T>& parameters,
                        const SaveOptions& options = {}) {
    using namespace detail;
    const StoredType& type = stored_type(own_number<T>(options.numbers));
    const std::vector<NetworkPart> parts = in_block_order(table_of_parts<Net>());
    AboutFile about = about_file_of(saved_name<Net>());
    for (const auto& own : options.about) {
        for (const auto& [key, value] : about)
            if (key == own.first)
                throw FileError(path,
                                "SaveOptions::about has " + in_quotes(key) + " twice: nothing was written");
        about.push_back(own);
    }
    std::vector<TensorToWrite> tensors;
    for (const NetworkPart& part : parts) tensors.push_back(tensor_to_write(part, "", type));
    std::string text = header_of(tensors, about);
    if (first_not_utf8(std::string_view(text).substr(8)) != text.size() - 8)
        throw FileError(path, "SaveOptions::about has what is not UTF-8: nothing was written");
    text.reserve(text.size() + Parameters<Net, T>::size() * (type.bits / 8));
    for (std::size_t i = 0; i < parts.size(); ++i)
        append_values(text, path, tensors[i], parameters.data() + parts[i].offset);
    write_file(path, text);
}

/// Reads the parameters that `save` wrote, or a checkpoint's: all parts, by name and shape, of F64, F32, F16
/// or BF16 numbers.
///
/// Goes wrong, and throws FileError, which names the file, the tensor, what it is and what the layer takes,
/// when the file is damaged, of another network, lacks a part or has more of them, or holds a number that T
/// does not. The parameters then stay as they were: the file is read twice, and changes nothing before it was
/// right to its end. (Of a file that another program overwrites in place between the two, a part may have
/// been read; `save` replaces it as a whole.) PyTorch: `model.load_state_dict(load_file(path))`.
template <class Net, Number T>
[[gnu::cold]] void load(const std::string& path, Parameters<Net, T>& parameters,
                        const LoadOptions& options = {}) {
    using namespace detail;
    SafetensorsFile file(path);
    const std::vector<NetworkPart> parts = table_of_parts<Net>();
    const std::vector<const StoredTensor*> tensors = own_tensors<Net>(file, parts);
    require_no_more(file, tensors);
    check_origin<Net>(file, options);
    for (const StoredTensor* const tensor : tensors) require_values<T>(file, *tensor);
    for (std::size_t i = 0; i < parts.size(); ++i)
        read_values(file, *tensors[i], parameters.data() + parts[i].offset);
}

template <class Net>
    requires detail::is_network<Net>
error::a_Network_holds_no_values_so_give_its_Parameters_not_a<Net> save(const std::string&, const Net&,
                                                                        const SaveOptions& = {});
template <class Net, class T>
error::nothing_can_be_assigned_to_parameters_that_are_const<const T> load(const std::string&,
                                                                          const Parameters<Net, T>&,
                                                                          const LoadOptions& = {});
template <class Net>
    requires detail::is_network<Net>
error::a_Network_holds_no_values_so_give_its_Parameters_not_a<Net> load(const std::string&, const Net&,
                                                                        const LoadOptions& = {});
template <detail::NoArgument...>
error::the_path_of_a_file_goes_before_the_parameters save(detail::AnyParameters, const std::string& = {},
                                                          const SaveOptions& = {});
template <detail::NoArgument...>
error::the_path_of_a_file_goes_before_the_parameters load(detail::AnyParameters, const std::string& = {},
                                                          const LoadOptions& = {});
template <class Net>
    requires detail::is_network<Net>
error::the_Parameters_to_fill_go_after_the_path_as_in_load_path_parameters_of<Net> load(...);
template <detail::NoArgument...>
error::a_trainer_has_its_Parameters_as_in_predict_trainer_parameters_x save(const std::string&,
                                                                            detail::AnyTrainer, ...);
template <detail::NoArgument...>
error::a_trainer_has_its_Parameters_as_in_predict_trainer_parameters_x load(const std::string&,
                                                                            detail::AnyTrainer, ...);

}  // namespace CTNN_CODE
}  // namespace ctnn
