#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <utility>

#include <ctnn/core/anything.hpp>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/files.hpp>
#include <ctnn/core/error/sentence.hpp>
#include <ctnn/data/dataset.hpp>
#include <ctnn/io/npy_array.hpp>
#include <ctnn/io/plain_source.hpp>
#include <ctnn/io/row_file.hpp>

namespace ctnn {

namespace detail::inline CTNN_CODE {

/// A NumPy array in a file that is mapped.
class MappedNpy {
  public:
    explicit MappedNpy(const std::string& path)
        : file_(std::make_shared<RowFile>(path)), source_(file_->bytes()), array_(source_) {
        array_.require_row_major();
    }

    NpyArray<PlainSource>& array() noexcept { return array_; }

    DistantRows values(std::size_t width, bool fractions) const {
        return DistantRows(std::make_shared<const FileValues>(rows(width), fractions));
    }
    DistantRows classes(std::size_t places, std::size_t count) const {
        return DistantRows(std::make_shared<const FileClasses>(rows(places), count));
    }

  private:
    RowsAt rows(std::size_t width) const {
        return {file_, source_.position(), array_.samples(), width, array_.type()};
    }

    std::shared_ptr<RowFile> file_;
    PlainSource source_;
    NpyArray<PlainSource> array_;
};

template <class Net>
DatasetInputs mapped_inputs(MappedNpy& file) {
    require_npy_inputs<Net>(file.array());
    return file.values(Net::input_size, file.array().bytes());
}

/// Where there is one class for each sample it is held: that takes little, and is looked at once.
template <class Net>
DatasetTargets mapped_targets(MappedNpy&& file, std::size_t samples) {
    constexpr std::size_t places = Dataset<Net>::places, classes = Dataset<Net>::class_count;
    if (!npy_targets_are_classes<Net>(file.array(), samples)) return file.values(Net::output_size, false);
    if constexpr (places == 1) return file.array().read_classes(classes);
    return file.classes(places, classes);
}

}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

/// A data set that stays in its files, two NumPy arrays: of more samples than memory holds, too.
///
///     const auto data = map_npy<Net>("x.npy", "y.npy");
///     const auto [train, test] = split(data, 0.2, 42);  // these too
///     trainer.fit(train, {.epochs = 5, .validation = &test});
///
/// Shapes and types are those of `read_npy`, and so are the samples, bit for bit, whatever is done with them.
/// Nothing is read before it is wanted; then pages come in as the system decides, and leave when it needs the
/// memory. Of a subset there are 8 bytes for each sample. Where there is one class for each sample, classes
/// are read at once, and what makes new samples of all, as `scaled_targets`, holds what it makes.
/// On Windows, under WASI, and where there are too few addresses, each sample is read when it is wanted:
/// slower, with the same result. A file that is removed or replaced meanwhile stays for whoever mapped it;
/// one that is cut short is not to be relied on: the system ends a program that reads what is gone.
/// NumPy: `np.load(file, mmap_mode="r")`. Links no zlib.
/// Goes wrong, and throws FileError: with what `read_npy` refuses, files in Fortran's order, and gzip. NaN,
/// infinity and classes that there are not are seen when a sample is taken, which `fit` says, and leaves what
/// was trained before that epoch.
template <class Net>
Dataset<Net> map_npy(const std::string& inputs, const std::string& targets) {
    detail::MappedNpy file(inputs);
    DatasetInputs values = detail::mapped_inputs<Net>(file);
    return Dataset<Net>(std::move(values),
                        detail::mapped_targets<Net>(detail::MappedNpy(targets), file.array().samples()));
}

/// Inputs alone, each its own target, as for an autoencoder. Goes wrong as above, and when the network has
/// more or fewer outputs than inputs: a sentence.
template <class Net>
    requires(Net::input_size == Net::output_size)
Dataset<Net> map_npy(const std::string& inputs) {
    detail::MappedNpy file(inputs);
    return Dataset<Net>(detail::mapped_inputs<Net>(file), DatasetTargets(InputsAsTargets{}));
}

template <class Net>
    requires(Net::input_size != Net::output_size)
decltype(error::sentence(detail::own_targets_mistake<Net::input_size, Net::output_size>())) map_npy(
    const std::string& inputs);
template <detail::NoArgument...>
error::the_network_goes_in_angle_brackets_before_the_path map_npy(...);

}  // namespace CTNN_CODE
}  // namespace ctnn
