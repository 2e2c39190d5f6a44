#include "formats/hdf5_bytes.hpp"

#include <array>
#include <cstring>
#include <utility>

#include "model/refusal.hpp"

namespace ctnn_tool {

Hdf5Bytes::Hdf5Bytes(std::string bytes)
    : bytes_(std::move(bytes)), left_(std::uint64_t{4} * bytes_.size() + 4096) {}

std::string_view Hdf5Bytes::piece(std::uint64_t at, std::uint64_t size) {
    if (at > bytes_.size() || size > bytes_.size() - at)
        throw Refusal("byte " + std::to_string(at),
                      "its " + std::to_string(size) +
                          " bytes lie behind the end of the HDF5 file, which has " +
                          std::to_string(bytes_.size()));
    if (size > left_) throw Refusal("its parts lie on each other");
    left_ -= size;
    return std::string_view(bytes_).substr(static_cast<std::size_t>(at), static_cast<std::size_t>(size));
}

std::uint64_t Hdf5Bytes::number(std::uint64_t at, std::size_t width) {
    std::array<char, 8> all{};
    const std::string_view own = piece(at, width);
    std::memcpy(all.data(), own.data(), own.size());
    return ctnn::detail::little_endian<std::uint64_t>(all.data());
}

std::string_view Hdf5Bytes::name(std::uint64_t at) {
    const std::size_t end =
        at < bytes_.size() ? bytes_.find('\0', static_cast<std::size_t>(at)) : bytes_.npos;
    if (end == bytes_.npos) throw Refusal("byte " + std::to_string(at), "a name does not end");
    return piece(at, end - at);
}

void Hdf5Bytes::require_signature(std::uint64_t at, std::string_view signature) {
    if (piece(at, signature.size()) != signature)
        throw Refusal("byte " + std::to_string(at), "there is no " + std::string(signature) + " of HDF5");
}

namespace {

/// Where exponent and mantissa of the numbers that there are lie, and what the exponent is reckoned from.
struct FloatFormat {
    ctnn::StoredAs number;
    std::size_t size;
    std::array<std::uint8_t, 12> properties;
};
constexpr std::array<FloatFormat, 4> float_formats{
    {{ctnn::StoredAs::f32, 4, {0, 0, 32, 0, 23, 8, 0, 23, 127, 0, 0, 0}},
     {ctnn::StoredAs::f64, 8, {0, 0, 64, 0, 52, 11, 0, 52, 255, 3, 0, 0}},
     {ctnn::StoredAs::f16, 2, {0, 0, 16, 0, 10, 5, 0, 10, 15, 0, 0, 0}},
     {ctnn::StoredAs::bf16, 2, {0, 0, 16, 0, 7, 8, 0, 7, 127, 0, 0, 0}}}};

}  // namespace

Hdf5Type hdf5_type(Hdf5Bytes& bytes, std::size_t at) {
    const std::uint64_t kind = bytes.number(at, 1) & 15, flags = bytes.number(at + 1, 3);
    Hdf5Type type;
    type.size = static_cast<std::size_t>(bytes.number(at + 4, 4));
    if (kind == 1 && (flags & 0x41) == 0) {  // little-endian
        for (const FloatFormat& format : float_formats)
            if (format.size == type.size &&
                std::memcmp(bytes.piece(at + 8, 12).data(), format.properties.data(), 12) == 0)
                type.kind = Hdf5Type::Kind::number, type.number = format.number;
    } else if (kind == 3) {
        type.kind = Hdf5Type::Kind::text;
    } else if (kind == 9 && (flags & 15) == 1) {
        type.kind = Hdf5Type::Kind::text_elsewhere;
    }
    return type;
}

Shape hdf5_shape(Hdf5Bytes& bytes, std::size_t at) {
    const std::uint64_t version = bytes.number(at, 1), rank = bytes.number(at + 1, 1);
    if (version != 1 && version != 2)
        throw Refusal("byte " + std::to_string(at), "a dataspace of version " + std::to_string(version));
    if (version == 2 && bytes.number(at + 3, 1) == 2) return {0};
    Shape shape;
    for (std::size_t axis = 0; axis < rank; ++axis)
        shape.push_back(static_cast<std::size_t>(bytes.number(at + (version == 1 ? 8 : 4) + 8 * axis, 8)));
    return shape;
}

}  // namespace ctnn_tool
