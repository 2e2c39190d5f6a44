#pragma once

#include <zlib.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <ctnn/core/anything.hpp>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/files.hpp>
#include <ctnn/core/error/values.hpp>
#include <ctnn/core/number.hpp>
#include <ctnn/data/file_error.hpp>
#include <ctnn/data/write_file.hpp>
#include <ctnn/io/stored_number.hpp>
#include <ctnn/io/tensors_to_write.hpp>
#include <ctnn/io/write_safetensors.hpp>
#include <ctnn/network/parameters.hpp>

namespace ctnn {

namespace detail::inline CTNN_CODE {

/// What an .npy file begins with, up to a multiple of 64 bytes. Source: numpy.lib.format, version 1.0.
inline std::string npy_header_of(const TensorToWrite& tensor) {
    std::string text =
        "{'descr': '<f" + std::to_string(tensor.type->bits / 8) + "', 'fortran_order': False, 'shape': (";
    for (const std::size_t extent : tensor.extents) text += std::to_string(extent) + ", ";
    if (tensor.extents.size() > 1) text.resize(text.size() - 2);
    if (tensor.extents.size() == 1) text.pop_back();
    text += "), }";
    constexpr std::size_t alignment = 64, before = 10;
    text.append(alignment - 1 - (before + text.size()) % alignment, ' ');
    text += '\n';
    std::string start("\x93NUMPY\1\0\0\0", before);
    put_little_endian(static_cast<std::uint16_t>(text.size()), start.data() + 8);
    return start + text;
}

/// A zip file of entries as they are. Source: PKWARE, APPNOTE.TXT 6.3: 4.3.7, 4.3.12, 4.3.16.
class ZipText {
  public:
    explicit ZipText(std::string path) : path_(std::move(path)) {}

    void add(std::string_view name, std::string_view content) {
        if (name.size() > 0xFFFF)
            throw FileError(path_, "WriteOptions has a name of more than 64 KB: nothing was written");
        const auto checksum = static_cast<std::uint32_t>(
            crc32_z(0, reinterpret_cast<const Bytef*>(content.data()), content.size()));
        const std::uint64_t at = text_.size();
        std::string common;
        put<std::uint16_t>(common, 20), put<std::uint16_t>(common, utf_8), put<std::uint16_t>(common, 0);
        put<std::uint16_t>(common, 0), put<std::uint16_t>(common, first_of_1980);
        put(common, checksum), put(common, checked(content.size())), put(common, checked(content.size()));
        put<std::uint16_t>(common, name.size()), put<std::uint16_t>(common, 0);
        put<std::uint32_t>(text_, 0x04034b50);
        text_ += common;
        (text_ += name) += content;
        put<std::uint32_t>(list_, 0x02014b50), put<std::uint16_t>(list_, 20);
        (list_ += common).append(10, '\0');  // no comment, the first disk, nothing of its attributes
        put(list_, checked(at));
        list_ += name;
        ++count_;
    }

    std::string finished() {
        const std::uint32_t at = checked(text_.size());
        text_ += list_;
        put<std::uint32_t>(text_, 0x06054b50), put<std::uint32_t>(text_, 0);
        put<std::uint16_t>(text_, count_), put<std::uint16_t>(text_, count_);
        put(text_, checked(list_.size())), put(text_, at), put<std::uint16_t>(text_, 0);
        return std::move(text_);
    }

  private:
    static constexpr std::uint16_t utf_8 = 0x0800, first_of_1980 = 0x0021;

    template <class Number>
    static void put(std::string& to, std::size_t number) {
        char bytes[sizeof(Number)];
        put_little_endian(static_cast<Number>(number), bytes);
        to.append(bytes, sizeof bytes);
    }
    static void put(std::string& to, std::uint32_t number) { put<std::uint32_t>(to, number); }
    std::uint32_t checked(std::uint64_t number) const {
        if (number < 0xFFFFFFFF) return static_cast<std::uint32_t>(number);
        throw FileError(path_, "an .npz file of 4 GB and more is not written: nothing was written");
    }

    std::string path_, text_{}, list_{};
    std::size_t count_ = 0;
};

}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

/// Writes parameters to an .npz file, by the names and in the layout of another library as write_safetensors:
/// `numpy.load("model.npz")["0.weight"]`; read_npz with the same options reads them back, bit for bit.
///
/// Goes wrong, and throws FileError, as write_safetensors does, and for `StoredAs::bf16`, which NumPy has
/// not, and 4 GB or more.
template <class Net, Number T>
[[gnu::cold]] void write_npz(const std::string& path, const Parameters<Net, T>& parameters,
                             const WriteOptions& options = {}) {
    using namespace detail;
    if (options.numbers == StoredAs::bf16)
        throw FileError(path, "NumPy has no numbers of BF16: nothing was written");
    const ForeignTensors<T> all = foreign_tensors(path, parameters, options);
    ZipText zip(path);
    for (std::size_t i = 0; i < all.tensors.size(); ++i) {
        std::string content = npy_header_of(all.tensors[i]);
        append_values(content, path, all.tensors[i], all.values[i].data());
        zip.add(all.tensors[i].name + ".npy", content);
    }
    write_file(path, zip.finished());
}

template <class Net>
    requires detail::is_network<Net>
error::a_Network_holds_no_values_so_give_its_Parameters_not_a<Net> write_npz(const std::string&, const Net&,
                                                                             const WriteOptions& = {});
template <detail::NoArgument...>
error::the_path_of_a_file_goes_before_the_parameters write_npz(detail::AnyParameters, const std::string&,
                                                               const WriteOptions& = {});

}  // namespace CTNN_CODE
}  // namespace ctnn
