#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <ctnn/core/anything.hpp>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/files.hpp>
#include <ctnn/core/error/values.hpp>
#include <ctnn/core/number.hpp>
#include <ctnn/data/data_error.hpp>
#include <ctnn/data/file_error.hpp>
#include <ctnn/io/elements.hpp>
#include <ctnn/io/npy.hpp>
#include <ctnn/io/npy_header.hpp>
#include <ctnn/io/read_safetensors.hpp>
#include <ctnn/io/safetensors_header.hpp>
#include <ctnn/io/stored_number.hpp>
#include <ctnn/io/zip_file.hpp>
#include <ctnn/io/zip_source.hpp>
#include <ctnn/network/parameters.hpp>

namespace ctnn {

namespace detail::inline CTNN_CODE {

/// The arrays of an .npz file as a SafetensorsFile's tensors, whatever the order of their bytes and axes is.
class NpzTensors {
  public:
    explicit NpzTensors(const std::string& path) : zip_(path) {
        constexpr std::string_view ending = ".npy";
        for (const ZipEntry& entry : zip_.entries()) {
            std::string name = entry.name;
            if (name.ends_with(ending)) name.resize(name.size() - ending.size());
            ZipSource source(zip_, entry);
            const NpyHeader header = read_npy_header(source);
            // Where its values lie is nobody's to know: `begin` says which entry it is.
            tensors_.push_back({std::move(name),
                                &type_of(header.type),
                                {header.extents.begin(), header.extents.end()},
                                std::uint64_t{tensors_.size()},
                                0});
        }
    }
    NpzTensors(const NpzTensors&) = delete;  // tensors are known by where they are
    NpzTensors& operator=(const NpzTensors&) = delete;

    const std::vector<StoredTensor>& tensors() const noexcept { return tensors_; }

    /// Calls visit(bytes, 0, count) once, for all numbers, as F64, row by row.
    template <class Visitor>
    void each_piece(const StoredTensor& tensor, Visitor&& visit) {
        ZipSource source(zip_, zip_.entries()[as_size(tensor.begin)]);
        const NpyHeader header = read_npy_header(source);
        const std::size_t total = as_size(values_of(header.extents));  // the shape is that of a part by now
        std::vector<double> values = read_elements<double>(
            source, total, header.type.width,
            [&](const std::uint8_t* at, std::uint64_t) { return npy_number(header.type, at); });
        if (header.column_major) values = row_major(values, header.extents);
        std::vector<char> bytes(values.size() * sizeof(double));
        for (std::size_t i = 0; i < values.size(); ++i)
            number_to(bytes.data() + i * sizeof(double), values[i], StoredAs::f64);
        visit(static_cast<const char*>(bytes.data()), std::size_t{0}, values.size());
    }

    [[noreturn, gnu::cold]] void fail(const std::string& sentence) const {
        throw FileError(zip_.path(), sentence);
    }

  private:
    /// All numbers with a fraction are read as F64.
    static const StoredType& type_of(const NpyType& type) {
        if (type.kind == 'f') return stored_type(StoredAs::f64);
        const std::string name =
            type.kind == 'b' ? "BOOL" : (type.kind == 'i' ? "I" : "U") + std::to_string(8 * type.width);
        return *stored_type(name);
    }

    ZipFile zip_;
    std::vector<StoredTensor> tensors_{};
};

}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

/// Reads the parameters of another library's model from an .npz file, by the names and layouts of
/// read_safetensors:
///
///     torch: numpy.savez("model.npz", **{name: t.numpy() for name, t in model.state_dict().items()})
///     read_npz("model.npz", parameters, {.prefix = "model.", .names = {"encoder", "head"}})
///
/// Arrays are of float16, float32 or float64, of either byte order, in C's or Fortran's order, stored or
/// deflated. The file is held in memory while it is read. With `.layout = from_keras` arrays lie as here, and
/// are called as here or as Keras calls them: "layers.0.weight" or "dense/kernel". Goes wrong, and throws
/// FileError, as read_safetensors does, and for a file that is no zip; the parameters then stay as they were.
template <class Net, Number T>
[[gnu::cold]] void read_npz(const std::string& path, Parameters<Net, T>& parameters,
                            const ReadOptions& options = {}) {
    detail::NpzTensors file(path);
    detail::read_parameters(file, parameters, options);
}

template <class Net, class T>
error::nothing_can_be_assigned_to_parameters_that_are_const<const T> read_npz(const std::string&,
                                                                              const Parameters<Net, T>&,
                                                                              const ReadOptions& = {});
template <int = 0, class Net>
    requires detail::is_network<Net>
error::a_Network_holds_no_values_so_give_its_Parameters_not_a<Net> read_npz(const std::string&, const Net&,
                                                                            const ReadOptions& = {});
template <detail::NoArgument...>
error::the_path_of_a_file_goes_before_the_parameters read_npz(detail::AnyParameters, const std::string&,
                                                              const ReadOptions& = {});
template <class Net>
    requires detail::is_network<Net>
error::the_Parameters_to_fill_go_after_the_path_as_in_load_path_parameters_of<Net> read_npz(...);

}  // namespace CTNN_CODE
}  // namespace ctnn
