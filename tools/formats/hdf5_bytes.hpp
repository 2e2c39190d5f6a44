#pragma once

#include <cstddef>
#include <cstdint>
#include <ctnn/io/stored_number.hpp>
#include <string>
#include <string_view>

#include "model/tensor.hpp"

namespace ctnn_tool {

/// The bytes of an HDF5 file, of which none behind the end are read, nor more in all than four times the
/// file: so that parts that lie on each other neither take long nor become much.
class Hdf5Bytes {
  public:
    explicit Hdf5Bytes(std::string bytes);

    std::size_t size() const { return bytes_.size(); }
    /// A number of so many bytes, little-endian.
    std::uint64_t number(std::uint64_t at, std::size_t width);
    /// So many bytes.
    std::string_view piece(std::uint64_t at, std::uint64_t size);
    /// Up to a zero.
    std::string_view name(std::uint64_t at);
    /// Throws a Refusal unless these four letters stand there.
    void require_signature(std::uint64_t at, std::string_view signature);

  private:
    std::string bytes_;
    std::uint64_t left_;
};

/// What an array or attribute has, as its datatype and dataspace say.
struct Hdf5Type {
    enum class Kind { number, text, text_elsewhere, other };
    Kind kind = Kind::other;
    ctnn::StoredAs number = ctnn::StoredAs::own;  ///< none of ours
    std::size_t size = 0;                         ///< bytes of an element
};

Hdf5Type hdf5_type(Hdf5Bytes& bytes, std::size_t at);
/// Extents; none of a single value, one of 0 where it says that there is none.
Shape hdf5_shape(Hdf5Bytes& bytes, std::size_t at);

}  // namespace ctnn_tool
