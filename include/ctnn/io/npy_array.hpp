#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include <ctnn/core/code.hpp>
#include <ctnn/data/data_error.hpp>
#include <ctnn/data/dataset.hpp>
#include <ctnn/data/file_error.hpp>
#include <ctnn/data/number_text.hpp>
#include <ctnn/io/axes.hpp>
#include <ctnn/io/elements.hpp>
#include <ctnn/io/npy_header.hpp>
#include <ctnn/io/npy_number.hpp>

// A NumPy array as samples, and what is asked of them as inputs or targets of a network.

namespace ctnn::detail::inline CTNN_CODE {

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

    const NpyType& type() const noexcept { return header_.type; }

    [[noreturn, gnu::cold]] void fail(const std::string& expected, const std::string& found) const {
        throw FileError(source_.path(), "shape", expected, found);
    }

    /// All samples lie one after the other.
    void require_row_major() const {
        const auto& extents = header_.extents;
        const auto longer = std::count_if(extents.begin(), extents.end(), [](auto n) { return n > 1; });
        if (header_.column_major && longer > 1)
            throw FileError(source_.path(), "fortran_order", "False (numpy.ascontiguousarray)", "True");
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

/// Samples fit the network's input.
template <class Net, class Source>
void require_npy_inputs(const NpyArray<Source>& array) {
    constexpr auto input = input_extents<Net>();
    if (const auto expected = expected_of_samples(input, array.sample()); !expected.empty())
        array.fail(expected, sample_text(array.sample()));
}

/// Whether the targets of so many samples are classes, and no values.
template <class Net, class Source>
bool npy_targets_are_classes(const NpyArray<Source>& array, std::size_t samples) {
    constexpr std::size_t outputs = Net::output_size, places = Dataset<Net>::places;
    if (array.samples() != samples)
        array.fail("targets of " + counted(samples, "sample") + ", as there are inputs",
                   std::to_string(array.samples()));
    const std::uint64_t each = values_of(array.sample());
    if (each == outputs) return false;
    if (each == places) return true;
    array.fail((places == 1 ? "a class" : counted(places, "class")) + " or " + counted(outputs, "value") +
                   " for each sample",
               sample_text(array.sample()));
}

}  // namespace ctnn::detail::inline CTNN_CODE
