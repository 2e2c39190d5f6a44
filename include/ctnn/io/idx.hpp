#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/anything.hpp>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/files.hpp>
#include <ctnn/core/error/sentence.hpp>
#include <limits>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <ctnn/data/data_error.hpp>
#include <ctnn/data/dataset.hpp>
#include <ctnn/data/file_error.hpp>
#include <ctnn/data/number_text.hpp>
#include <ctnn/io/axes.hpp>
#include <ctnn/io/byte_source.hpp>
#include <ctnn/io/elements.hpp>
#include <ctnn/io/idx_number.hpp>

namespace ctnn {

inline namespace CTNN_CODE {

/// How IDX files are written, where they are not MNIST's own.
struct IdxOptions {
    bool transposed = false;        ///< An image lies column after column: EMNIST.
    std::uint32_t first_class = 0;  ///< The label of the first class: 1 in EMNIST's letters.
    bool label_rows = false;        ///< A label is a row of numbers, the first of them the class: QMNIST.
};

}  // namespace CTNN_CODE

namespace detail::inline CTNN_CODE {

// IDX: two zero bytes, the type of the elements, the number of extents, the extents (32 bits each), the
// elements. Everything is big-endian.
class IdxFile {
  public:
    explicit IdxFile(const std::string& path) : source_(path) {
        std::array<std::uint8_t, 4> magic{};
        read_header(magic.data());
        if (magic[0] != 0 || magic[1] != 0) {
            fail(0, "IDX data, which starts with two bytes of 0",
                 std::to_string(magic[0]) + ", " + std::to_string(magic[1]));
        }
        type_ = IdxType{magic[2]};
        if (magic[2] < 8 || magic[2] > 14 || magic[2] == 10) {
            fail(2, "an element type, one of 8, 9, 11, 12, 13, 14", std::to_string(magic[2]));
        }
        if (magic[3] == 0) fail(3, "at least 1 extent", "0");
        for (int i = 0; i < magic[3]; ++i) {
            std::array<std::uint8_t, 4> bytes{};
            read_header(bytes.data());
            extents_.push_back(big_endian<std::uint32_t>(bytes.data()));
            if (extents_.back() == 0) fail(source_.position() - 4, "an extent of at least 1", "0");
        }
    }

    const std::string& path() const noexcept { return source_.path(); }
    std::uint64_t position() const noexcept { return source_.position(); }
    IdxType type() const noexcept { return type_; }
    std::size_t count() const noexcept { return extents_.front(); }
    std::size_t rank() const noexcept { return extents_.size(); }

    [[noreturn, gnu::cold]] void fail(std::uint64_t at, const std::string& expected,
                                      const std::string& found) const {
        throw FileError(path(), "byte " + std::to_string(at), expected, found);
    }

    void require_count(std::size_t count, const std::string& expected) const {
        if (this->count() != count) fail(4, expected, std::to_string(this->count()));
    }

    // How many numbers a label is a row of.
    std::size_t require_label_extents(bool rows) const {
        if (rank() != (rows ? 2u : 1u))
            fail(3, rows ? "2 extents, labels and the numbers of each" : "1 extent, the number of labels",
                 std::to_string(rank()));
        if (rows && extents_[1] > 1024) fail(8, "at most 1024 numbers a label", std::to_string(extents_[1]));
        return rows ? extents_[1] : 1;
    }

    // The extents of a sample of the network's input, or those that have as many values; of images that lie
    // column after column as they are once they lie row after row.
    void require_sample_shape(std::span<const std::size_t> input, bool transposed) const {
        std::vector<std::size_t> sample(extents_.begin() + 1, extents_.end());
        if (transposed && sample.size() != 2)
            fail(3, "3 extents, images of rows and columns to transpose", std::to_string(rank()));
        if (transposed) std::swap(sample[0], sample[1]);
        if (const auto expected = expected_of_samples(input, sample); !expected.empty())
            fail(8, expected, sample_text(sample));
    }

    // Row after row, of images that lie column after column.
    template <class T>
    void transpose(std::vector<T>& elements) const {
        const std::size_t columns = extents_[1], rows = extents_[2];
        std::vector<T> image(rows * columns);
        for (std::size_t at = 0; at < elements.size(); at += image.size()) {
            for (std::size_t i = 0; i < image.size(); ++i)
                image[i] = elements[at + i % columns * rows + i / columns];
            std::copy(image.begin(), image.end(), elements.begin() + static_cast<std::ptrdiff_t>(at));
        }
    }

    // All elements of samples of `size`, each made a T by `convert(bytes, position)`.
    template <class T, class Convert>
    std::vector<T> read_all(std::size_t size, Convert convert) {
        return read_elements<T>(source_, std::uint64_t{count()} * size, idx_width(type_), convert);
    }

  private:
    void read_header(std::uint8_t* four) {
        if (source_.read(four, 4) != 4)
            fail(source_.position(), "the rest of the IDX header", "the end of the file");
    }

    ByteSource source_;
    IdxType type_{};
    std::vector<std::size_t> extents_;
};

template <class T, class Convert>
std::vector<T> read_idx_images(IdxFile& file, std::size_t size, bool transposed, Convert convert) {
    std::vector<T> images = file.read_all<T>(size, convert);
    if (transposed) file.transpose(images);
    return images;
}

inline DatasetInputs read_idx_inputs(IdxFile& file, std::size_t size, bool transposed) {
    if (file.type() == IdxType::u8)
        return read_idx_images<std::uint8_t>(file, size, transposed,
                                             [](const std::uint8_t* from, std::uint64_t) { return *from; });
    return read_idx_images<float>(
        file, size, transposed, [&](const std::uint8_t* bytes, std::uint64_t position) {
            const double number = idx_number(file.type(), bytes);
            if (!(std::abs(number) <= double(std::numeric_limits<float>::max())))
                file.fail(position, "a finite number that a float can hold", number_text(number));
            return static_cast<float>(number);
        });
}

inline std::vector<std::uint32_t> read_idx_labels(const std::string& path, const IdxFile& images,
                                                  std::size_t classes, const IdxOptions& options) {
    IdxFile file(path);
    const std::size_t row = file.require_label_extents(options.label_rows);
    file.require_count(images.count(),
                       counted(images.count(), "label") + " as there are images in " + images.path());
    const std::uint64_t start = options.label_rows ? 12 : 8;
    std::vector<std::uint32_t> labels =
        file.read_all<std::uint32_t>(row, [&](const std::uint8_t* bytes, std::uint64_t position) {
            const std::uint64_t index = (position - start) / idx_width(file.type());
            if (index % row != 0) return std::uint32_t{0};
            const double label = idx_number(file.type(), bytes), place = label - options.first_class;
            if (place >= 0 && place < static_cast<double>(classes) && place == std::floor(place))
                return static_cast<std::uint32_t>(place);
            const std::uint64_t first = options.first_class;
            file.fail(position,
                      "a class of " + std::to_string(first) + " to " + std::to_string(first + classes - 1) +
                          " as label " + std::to_string(index / row),
                      number_text(label));
        });
    for (std::size_t i = 0; i < images.count(); ++i) labels[i] = labels[i * row];
    labels.resize(images.count());
    return labels;
}

template <class Net>
DatasetInputs read_idx_inputs(IdxFile& file, const IdxOptions& options) {
    constexpr auto extents = input_extents<Net>();
    file.require_sample_shape(extents, options.transposed);
    return read_idx_inputs(file, Net::input_size, options.transposed);
}

}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

/// Reads images and their labels from two IDX files, MNIST's format, each plain or gzip, with or without .gz
/// behind its name: `read_idx<Digits>("train-images-idx3-ubyte", "train-labels-idx1-ubyte")`.
///
/// Shapes: images of `Net::input_size` values, of which the file may divide or join axes (28 x 28 for
/// Input<784> as for Input<28, 28, 1>), but not contradict the input's; a label from 0 to `Net::output_size`
/// - 1 each (with one output, 0 or 1). EMNIST and QMNIST are read with IdxOptions:
/// `read_idx<Letters>(images, labels, {.transposed = true, .first_class = 1})`.
/// Bytes stay bytes and count as b / 255; other element types become floats, unscaled.
/// Cost: the 60,000 digits of MNIST take a fifth of a second from gzip. Links zlib.
/// PyTorch: `torchvision.datasets.MNIST`. Keras: `keras.datasets.mnist.load_data()`.
/// What goes wrong: a file that is cut short, too long, damaged, of another size or count, or that holds NaN
/// or a label beyond the classes: `FileError`.
template <class Net>
Dataset<Net> read_idx(const std::string& images, const std::string& labels, const IdxOptions& options = {}) {
    detail::IdxFile file(images);
    constexpr auto extents = detail::input_extents<Net>();
    file.require_sample_shape(extents, options.transposed);
    std::vector<std::uint32_t> classes =
        detail::read_idx_labels(labels, file, Dataset<Net>::class_count, options);
    return Dataset<Net>(detail::read_idx_inputs<Net>(file, options), std::move(classes));
}

/// Reads images alone, each its own target, as for an autoencoder:
/// `read_idx<Net>("train-images-idx3-ubyte")`. Goes wrong as above, and when the network has more or fewer
/// outputs than inputs: a sentence.
template <class Net>
    requires(Net::input_size == Net::output_size)
Dataset<Net> read_idx(const std::string& images, const IdxOptions& options = {}) {
    detail::IdxFile file(images);
    return Dataset<Net>(detail::read_idx_inputs<Net>(file, options), InputsAsTargets{});
}

template <class Net>
    requires(Net::input_size != Net::output_size)
decltype(error::sentence(detail::own_targets_mistake<Net::input_size, Net::output_size>())) read_idx(
    const std::string& images, const IdxOptions& options = {});
template <detail::NoArgument...>
error::the_network_goes_in_angle_brackets_before_the_path read_idx(...);
template <detail::NoArgument...>
error::the_network_goes_in_angle_brackets_before_the_path read_idx(detail::Anything, const IdxOptions&);
template <detail::NoArgument...>
error::the_network_goes_in_angle_brackets_before_the_path read_idx(detail::Anything, detail::Anything,
                                                                   const IdxOptions&);

}  // namespace CTNN_CODE
}  // namespace ctnn
