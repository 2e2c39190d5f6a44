#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include <ctnn/core/anything.hpp>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/files.hpp>
#include <ctnn/core/error/sentence.hpp>
#include <ctnn/data/dataset.hpp>
#include <ctnn/io/byte_source.hpp>
#include <ctnn/io/npy_array.hpp>

namespace ctnn {

namespace detail::inline CTNN_CODE {

template <class Net, class Source>
DatasetInputs read_npy_inputs(NpyArray<Source>& array) {
    require_npy_inputs<Net>(array);
    if (array.bytes())
        return array.template read<std::uint8_t>([](double number, std::uint64_t) { return number; });
    return array.read_floats();
}

template <class Net, class Source>
DatasetTargets read_npy_targets(NpyArray<Source>&& array, std::size_t samples) {
    if (npy_targets_are_classes<Net>(array, samples)) return array.read_classes(Dataset<Net>::class_count);
    return array.read_floats();
}

template <class Net, class InputSource, class TargetSource>
Dataset<Net> read_arrays(InputSource& inputs, TargetSource& targets) {
    NpyArray<InputSource> array(inputs);
    DatasetInputs values = read_npy_inputs<Net>(array);
    return Dataset<Net>(std::move(values),
                        read_npy_targets<Net>(NpyArray<TargetSource>(targets), array.samples()));
}

}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

/// Reads inputs and targets from two NumPy arrays, plain or gzip: `read_npy<Net>("x.npy", "y.npy")`.
///
/// Shapes: inputs of (n, ...) with `Net::input_size` values each, whose axes may divide or join those of the
/// network's input, but not contradict them; targets of (n) or (n, 1) classes from 0 to `Net::output_size` -
/// 1, where the output is a sequence or an image (n, ...) with one for each step or pixel, or of (n, ...)
/// with `Net::output_size` values each, as which those of a network with one output are taken. Bytes (uint8)
/// as inputs stay bytes and count as b / 255; other numbers, of either byte order, half precision and truth
/// values too, become floats, unscaled. Arrays in Fortran's order are put into C's. PyTorch:
/// `torch.from_numpy(np.load(file))`. Links zlib. Source: numpy.lib.format. What goes wrong: a file that is
/// cut short, too long, of another shape or count, or of Python objects, which are never run; NaN, infinity,
/// a class that there is not: `FileError`.
template <class Net>
Dataset<Net> read_npy(const std::string& inputs, const std::string& targets) {
    detail::ByteSource input_file(inputs), target_file(targets);
    return detail::read_arrays<Net>(input_file, target_file);
}

/// Reads inputs alone, each its own target, as for an autoencoder. Goes wrong as above, and when the network
/// has more or fewer outputs than inputs: a sentence.
template <class Net>
    requires(Net::input_size == Net::output_size)
Dataset<Net> read_npy(const std::string& inputs) {
    detail::ByteSource file(inputs);
    detail::NpyArray<detail::ByteSource> array(file);
    return Dataset<Net>(detail::read_npy_inputs<Net>(array), InputsAsTargets{});
}

template <class Net>
    requires(Net::input_size != Net::output_size)
decltype(error::sentence(detail::own_targets_mistake<Net::input_size, Net::output_size>())) read_npy(
    const std::string& inputs);
template <detail::NoArgument...>
error::the_network_goes_in_angle_brackets_before_the_path read_npy(...);

}  // namespace CTNN_CODE
}  // namespace ctnn
