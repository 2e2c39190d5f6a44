#pragma once

#include <cstddef>
#include <string>

#include <ctnn/core/code.hpp>
#include <ctnn/data/dataset.hpp>
#include <ctnn/data/file_error.hpp>
#include <ctnn/io/npy.hpp>
#include <ctnn/io/zip_file.hpp>
#include <ctnn/io/zip_source.hpp>

namespace ctnn {

inline namespace CTNN_CODE {

/// What the arrays in an .npz file are called: by default as `numpy.savez(file, x=..., y=...)` calls them.
struct NpzNames {
    std::string inputs = "x", targets = "y";  ///< without the .npy that they end in
};

}  // namespace CTNN_CODE

namespace detail::inline CTNN_CODE {

/// The entry of that name, which in the file ends in .npy.
inline const ZipEntry& npz_entry(const ZipFile& file, const std::string& name) {
    for (const std::string& spelt : {name + ".npy", name})
        if (const ZipEntry* const entry = file.find(spelt)) return *entry;
    std::string names;
    for (std::size_t i = 0; i < file.entries().size() && i < 8; ++i)
        names += (i == 0 ? "\"" : ", \"") + file.entries()[i].name + '"';
    throw FileError(file.path(), "entries", '"' + name + ".npy\"", names.empty() ? "none" : names);
}

}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

/// Reads both from one .npz file, of `numpy.savez` or `savez_compressed`; Keras's mnist.npz is read by
/// `read_npz<Net>("mnist.npz", {.inputs = "x_train", .targets = "y_train"})`. The file is held in memory
/// while it is read. Goes wrong as above, and for a file that is no zip or lacks an array: `FileError`.
template <class Net>
Dataset<Net> read_npz(const std::string& path, const NpzNames& names = {}) {
    const detail::ZipFile file(path);
    detail::ZipSource inputs(file, detail::npz_entry(file, names.inputs));
    detail::ZipSource targets(file, detail::npz_entry(file, names.targets));
    return detail::read_arrays<Net>(inputs, targets);
}

}  // namespace CTNN_CODE
}  // namespace ctnn
