#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <ctnn/core/anything.hpp>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/files.hpp>
#include <ctnn/core/error/sentence.hpp>
#include <ctnn/data/data_error.hpp>
#include <ctnn/data/dataset.hpp>
#include <ctnn/data/file_error.hpp>
#include <ctnn/data/number_text.hpp>
#include <ctnn/io/axes.hpp>
#include <ctnn/io/byte_source.hpp>
#include <ctnn/io/elements.hpp>
#include <ctnn/io/npy_header.hpp>
#include <ctnn/io/npy_number.hpp>

namespace ctnn {

namespace detail::inline CTNN_CODE {

/// Elements whose first index runs fastest, as if the last one did.
template <class T>
std::vector<T> row_major(const std::vector<T>& columns, std::span<const std::size_t> extents) {
    std::vector<T> rows(columns.size());
    std::vector<std::size_t> index(extents.size());
    for (T& element : rows) {
        std::size_t at = 0;
        for (std::size_t axis = extents.size(); axis-- > 0;) at = at * extents[axis] + index[axis];
        element = columns[at];
        for (std::size_t axis = extents.size(); axis-- > 0 && ++index[axis] == extents[axis];)
            index[axis] = 0;
    }
    return rows;
}

/// An array in a ByteSource or ZipSource, of which the header is read.
template <class Source>
class NpyArray {
  public:
    explicit NpyArray(Source& source) : source_(source), header_(read_npy_header(source)) {
        if (header_.extents.empty()) fail("one or more samples", "a single number");
        if (samples() == 0) fail("at least 1 sample", "0");
        if (values_of(sample()) == 0) fail("samples of one or more values", sample_text(sample()));
        // Together more than any memory: what follows need not fear to wrap.
        if (samples() > (std::uint64_t{1} << 56) / values_of(sample()))
            fail("samples that memory can hold", sample_text(header_.extents));
    }

    std::size_t samples() const noexcept { return header_.extents.front(); }
    std::span<const std::size_t> sample() const noexcept { return std::span(header_.extents).subspan(1); }
    bool bytes() const noexcept { return header_.type.kind == 'u' && header_.type.width == 1; }

    [[noreturn, gnu::cold]] void fail(const std::string& expected, const std::string& found) const {
        throw FileError(source_.path(), "shape", expected, found);
    }

    /// All elements, each as `convert(number, position)`, row after row.
    template <class T, class Convert>
    std::vector<T> read(Convert convert) {
        std::vector<T> elements =
            read_elements<T>(source_, std::uint64_t{samples()} * values_of(sample()), header_.type.width,
                             [&](const std::uint8_t* at, std::uint64_t position) {
                                 return static_cast<T>(convert(npy_number(header_.type, at), position));
                             });
        return header_.column_major ? row_major(elements, header_.extents) : elements;
    }

    std::vector<float> read_floats() {
        return read<float>([&](double number, std::uint64_t position) {
            if (!(std::abs(number) <= double(std::numeric_limits<float>::max())))
                throw FileError(source_.path(), "byte " + std::to_string(position),
                                "a finite number that a float can hold", number_text(number));
            return number;
        });
    }

    std::vector<std::uint32_t> read_classes(std::size_t classes) {
        return read<std::uint32_t>([&](double number, std::uint64_t position) {
            if (number >= 0 && number < static_cast<double>(classes) && number == std::floor(number))
                return number;
            throw FileError(source_.path(), "byte " + std::to_string(position),
                            "a class of 0 to " + std::to_string(classes - 1), number_text(number));
        });
    }

  private:
    Source& source_;
    NpyHeader header_;
};

template <class Net, class Source>
DatasetInputs read_npy_inputs(NpyArray<Source>& array) {
    constexpr auto input = input_extents<Net>();
    if (const auto expected = expected_of_samples(input, array.sample()); !expected.empty())
        array.fail(expected, sample_text(array.sample()));
    if (array.bytes())
        return array.template read<std::uint8_t>([](double number, std::uint64_t) { return number; });
    return array.read_floats();
}

template <class Net, class Source>
DatasetTargets read_npy_targets(NpyArray<Source>&& array, std::size_t samples) {
    constexpr std::size_t outputs = Net::output_size;
    if (array.samples() != samples)
        array.fail("targets of " + counted(samples, "sample") + ", as there are inputs",
                   std::to_string(array.samples()));
    const std::uint64_t each = values_of(array.sample());
    if (each == outputs) return array.read_floats();
    constexpr std::size_t places = Dataset<Net>::places;
    if (each == places) return array.read_classes(Dataset<Net>::class_count);
    array.fail((places == 1 ? "a class" : counted(places, "class")) + " or " + counted(outputs, "value") +
                   " for each sample",
               sample_text(array.sample()));
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
