#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <ctnn/core/anything.hpp>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/files.hpp>
#include <ctnn/core/error/sentence.hpp>
#include <ctnn/data/dataset.hpp>
#include <ctnn/data/file_error.hpp>
#include <ctnn/io/idx.hpp>
#include <ctnn/io/npy_number.hpp>
#include <ctnn/io/row_file.hpp>

namespace ctnn {

namespace detail::inline CTNN_CODE {

/// The same elements in NumPy's words.
constexpr NpyType npy_type(IdxType type) noexcept {
    const char kind = type == IdxType::u8 ? 'u' : type == IdxType::f32 || type == IdxType::f64 ? 'f' : 'i';
    return {kind, idx_width(type), true};
}

/// The images of a file that is mapped, whose header has been read.
template <class Net>
DatasetInputs mapped_images(std::shared_ptr<const RowFile> file, const IdxFile& header,
                            const IdxOptions& options) {
    if (options.transposed)
        throw FileError(header.path(), "IdxOptions::transposed", "false, rows as they are wanted",
                        "true, for which there is read_idx");
    constexpr auto extents = input_extents<Net>();
    header.require_sample_shape(extents, false);
    const RowsAt rows{std::move(file), header.position(), header.count(), Net::input_size,
                      npy_type(header.type())};
    return DistantRows(std::make_shared<const FileValues>(rows, header.type() == IdxType::u8));
}

}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

/// A data set whose images stay in their IDX file, MNIST's format, unpacked:
/// `map_idx<Digits>("train-images-idx3-ubyte", "train-labels-idx1-ubyte")`. The labels are read.
///
/// Shapes, types, options and samples are those of `read_idx`, and what is mapped behaves as with `map_npy`
/// (io/map_npy.hpp). Links zlib, as labels may be gzip. Goes wrong, and throws FileError: with what
/// `read_idx` refuses, images that are gzip, and `IdxOptions::transposed`.
template <class Net>
Dataset<Net> map_idx(const std::string& images, const std::string& labels, const IdxOptions& options = {}) {
    auto file = std::make_shared<const detail::RowFile>(images);
    const detail::IdxFile header(images);
    DatasetInputs inputs = detail::mapped_images<Net>(std::move(file), header, options);
    std::vector<std::uint32_t> classes =
        detail::read_idx_labels(labels, header, Dataset<Net>::class_count, options);
    return Dataset<Net>(std::move(inputs), DatasetTargets(std::move(classes)));
}

/// Images alone, each its own target, as for an autoencoder. Goes wrong as above, and when the network has
/// more or fewer outputs than inputs: a sentence.
template <class Net>
    requires(Net::input_size == Net::output_size)
Dataset<Net> map_idx(const std::string& images, const IdxOptions& options = {}) {
    auto file = std::make_shared<const detail::RowFile>(images);
    const detail::IdxFile header(images);
    return Dataset<Net>(detail::mapped_images<Net>(std::move(file), header, options),
                        DatasetTargets(InputsAsTargets{}));
}

template <class Net>
    requires(Net::input_size != Net::output_size)
decltype(error::sentence(detail::own_targets_mistake<Net::input_size, Net::output_size>())) map_idx(
    const std::string& images, const IdxOptions& options = {});
template <detail::NoArgument...>
error::the_network_goes_in_angle_brackets_before_the_path map_idx(...);
template <detail::NoArgument...>
error::the_network_goes_in_angle_brackets_before_the_path map_idx(detail::Anything, const IdxOptions&);
template <detail::NoArgument...>
error::the_network_goes_in_angle_brackets_before_the_path map_idx(detail::Anything, detail::Anything,
                                                                  const IdxOptions&);

}  // namespace CTNN_CODE
}  // namespace ctnn
