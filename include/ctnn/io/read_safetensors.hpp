#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <ctnn/core/anything.hpp>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/files.hpp>
#include <ctnn/core/error/values.hpp>
#include <ctnn/core/number.hpp>
#include <ctnn/io/module_matching.hpp>
#include <ctnn/io/network_parts.hpp>
#include <ctnn/io/safetensors_header.hpp>
#include <ctnn/io/tensor_layout.hpp>
#include <ctnn/io/tensor_modules.hpp>
#include <ctnn/io/tensor_values.hpp>
#include <ctnn/network/parameters.hpp>

namespace ctnn {

inline namespace CTNN_CODE {

/// What a file of another library is to be read as.
struct ReadOptions {
    TensorLayout layout = from_pytorch;  ///< which library wrote it
    /// What the names of the tensors begin with, as "model."; others in the file are left alone.
    std::string prefix{};
    /// The modules, one for each layer with parameters, in the network's order: {"encoder", "rnn", "head"};
    /// of a recurrent module of several levels "rnn_l0", "rnn_l1". Others in the file are left alone. Empty:
    /// all modules, in the natural order of their names.
    std::vector<std::string> names{};
};

}  // namespace CTNN_CODE

namespace detail::inline CTNN_CODE {

/// A tensor of a file on its way into the block.
struct TensorMove {
    const StoredTensor* tensor = nullptr;
    std::size_t to = 0;                              // in the block
    bool adds = false;                               // to what another wrote there
    std::vector<std::vector<std::size_t>> places{};  // for each axis, what each index adds to that
};

/// Puts rows of numbers that follow each other to their places, of all rows one place after the other: of
/// what lies transposed, these are neighbours in memory.
template <class T>
void put_rows(const T* numbers, std::span<const std::size_t> places, std::span<T* const> rows, bool adds) {
    for (std::size_t i = 0; i < places.size(); ++i)
        for (std::size_t r = 0; r < rows.size(); ++r) {
            T& to = rows[r][places[i]];
            const T value = numbers[r * places.size() + i];
            to = adds ? to + value : value;
        }
}

/// Brings a tensor's numbers to the values that they belong to.
template <class T, class File>
void move_values(File& file, const TensorMove& move, T* block) {
    PlaceWalk walk(move.places, move.to);
    std::vector<T> numbers;
    file.each_piece(*move.tensor, [&](const char* bytes, std::size_t, std::size_t count) {
        numbers.resize(count);
        numbers_from(bytes, move.tensor->type->number, std::span(numbers));
        std::array<T*, 16> rows;  // a line of memory
        for (std::size_t first = 0; first < count;) {
            const auto places = walk.run().first(std::min(walk.run().size(), count - first));
            std::size_t taken = 0;
            do {
                rows[taken++] = block + walk.row();
                walk.go_on(places.size());
            } while (taken < rows.size() && walk.run().size() == places.size() &&
                     places.size() <= count - first - taken * places.size());
            put_rows<T>(numbers.data() + first, places, std::span(rows).first(taken), move.adds);
            first += taken * places.size();
        }
    });
}

/// What a row of a layer's inputs was in PyTorch's order, as far as that is another: of an image channel by
/// channel, and of a sequence too, where it came out of a convolution along it.
inline std::vector<PartShape> images_of(const std::vector<NetworkPart>& parts) {
    std::vector<PartShape> images;
    bool is_convolved = false;
    for (const NetworkPart& part : parts) {
        const std::size_t rank = part.flattened.rank;
        images.push_back(rank == 3 || (rank == 2 && is_convolved) ? part.flattened : PartShape{});
        if (part.part.goes(Along::kernel_steps)) is_convolved = true;
        if (part.part.goes(Along::units)) is_convolved = false;
    }
    return images;
}

template <class Net, class File>
std::vector<TensorMove> moves_of(const File& file, const ReadOptions& options) {
    const std::vector<NetworkPart> parts = table_of_parts<Net>();
    const std::vector<PartShape> images = images_of(parts);
    const std::vector<LayerParts> layers = layers_of(parts);
    const std::vector<TensorModule> modules = modules_of(file, options.prefix, options.layout);
    if (modules.empty() && !layers.empty() && !file.tensors().empty())
        file.fail("no tensor's name begins with " + in_quotes(options.prefix) + ", but one is " +
                  in_quotes(file.tensors()[0].name));
    const ModuleMatching matching(file, modules, layers, options.layout, &layer_text<Net>);
    const std::vector<const TensorModule*> matched =
        options.names.empty() ? matching.in_order() : matching.by_name(options.names);
    std::vector<TensorMove> moves;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const std::size_t first = moves.size();
        for (const TensorSource& source : sources_of(parts[i].part, options.layout)) {
            const StoredTensor* const tensor = matched[parts[i].leaf]->find(source);
            if (!tensor) continue;
            require_numbers(file, *tensor);
            const std::size_t to = parts[i].offset + source.base;
            const bool adds = moves.size() > first && moves.back().to == to;
            moves.push_back({tensor, to, adds, places_of(source, options.layout, images[i])});
        }
    }
    return moves;
}

/// Nothing of the parameters changes before all of the file was right.
template <class Net, class T, class File>
void read_parameters(File& file, Parameters<Net, T>& parameters, const ReadOptions& options) {
    const std::vector<TensorMove> moves = moves_of<Net>(file, options);
    for (const TensorMove& move : moves) require_values<T>(file, *move.tensor);
    for (std::size_t i = 0; i < Parameters<Net, T>::size(); ++i) parameters.data()[i] = 0;
    for (const TensorMove& move : moves) move_values(file, move, parameters.data());
}

}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

/// Reads the parameters of another library's model from a safetensors file:
///
///     torch: safetensors.torch.save_file(model.state_dict(), "model.safetensors")
///     read_safetensors<Net>("model.safetensors", {.prefix = "model.", .names = {"encoder", "head"}})
///
/// Every layer with parameters takes one module, in the natural order of their names ("layers.2" before
/// "layers.10"), or by `options.names`: names whose order is not that of the layers, and shapes that tell no
/// difference, need them. What lies otherwise than here is brought over, by what the parts' axes go along:
/// from PyTorch the weights of Linear, Conv1d, Conv2d, ConvTranspose2d, RNN, LSTM and GRU, the gates r z n,
/// the two biases (an LSTM's are added up, a GRU's stay two; biases that a module has not are zeros), and
/// what follows a Flatten of images, or of what a Conv1d gives: channels, rows, columns there, rows, columns,
/// channels here. BatchNorm's running statistics are its state; num_batches_tracked is passed over.
///
/// Numbers may be F64, F32, F16 or BF16. What no file says, and is yours to know: activations, the epsilon of
/// norms, strides and padding. Goes wrong, and throws FileError, which names the file, the tensor, what it is
/// and what the layer takes, when the file is damaged, a module is missing, or left over, or has other shapes
/// or parts, or a number is none that T holds; the parameters then stay as they were (as in `load`).
template <class Net, Number T>
[[gnu::cold]] void read_safetensors(const std::string& path, Parameters<Net, T>& parameters,
                                    const ReadOptions& options = {}) {
    detail::SafetensorsFile file(path);
    detail::read_parameters(file, parameters, options);
}

/// The same into parameters of its own, for networks whose parameters a stack holds.
template <class Net, Number T = float>
    requires detail::is_network<Net>
[[gnu::cold]] Parameters<Net, T> read_safetensors(const std::string& path, const ReadOptions& options = {}) {
    Parameters<Net, T> parameters;
    read_safetensors(path, parameters, options);
    return parameters;
}

template <class Net, class T>
error::nothing_can_be_assigned_to_parameters_that_are_const<const T> read_safetensors(
    const std::string&, const Parameters<Net, T>&, const ReadOptions& = {});
template <int = 0, class Net>
    requires detail::is_network<Net>
error::a_Network_holds_no_values_so_give_its_Parameters_not_a<Net> read_safetensors(const std::string&,
                                                                                    const Net&,
                                                                                    const ReadOptions& = {});
template <detail::NoArgument...>
error::the_path_of_a_file_goes_before_the_parameters read_safetensors(detail::AnyParameters,
                                                                      const std::string&,
                                                                      const ReadOptions& = {});
template <detail::NoArgument...>
error::the_network_goes_in_angle_brackets_before_the_path read_safetensors(detail::Anything,
                                                                           const ReadOptions& = {});

}  // namespace CTNN_CODE
}  // namespace ctnn
