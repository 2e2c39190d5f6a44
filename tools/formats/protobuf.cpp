#include "formats/protobuf.hpp"

#include "model/refusal.hpp"

namespace ctnn_tool {

std::string_view Protobuf::taken(std::uint64_t count) {
    if (count > rest_.size()) throw Refusal("it is no ONNX file, or ends too early");
    const std::string_view piece = rest_.substr(0, static_cast<std::size_t>(count));
    rest_.remove_prefix(piece.size());
    return piece;
}

std::uint64_t Protobuf::varint() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
        const auto byte = static_cast<unsigned char>(taken(1)[0]);
        value |= std::uint64_t{byte & 0x7Fu} << shift;
        if (byte < 0x80) return value;
    }
    throw Refusal("it is no ONNX file: a number of more than 64 bits");
}

std::uint64_t Protobuf::fixed(std::size_t width) {
    std::uint64_t value = 0;
    const std::string_view piece = taken(width);
    for (std::size_t i = width; i-- > 0;) value = value << 8 | static_cast<unsigned char>(piece[i]);
    return value;
}

bool Protobuf::next(ProtobufField& field) {
    if (rest_.empty()) return false;
    const std::uint64_t key = varint();
    field = {.number = static_cast<unsigned>(key >> 3 & 0x1FFFFFFF)};
    switch (key & 7) {
        case 0:
            field.value = varint();
            return true;
        case 1:
            field.value = fixed(8);
            return true;
        case 2:
            field.bytes = taken(varint());
            field.has_bytes = true;
            return true;
        case 5:
            field.value = fixed(4);
            return true;
        default:
            throw Refusal("it is no ONNX file: a field of no known type");
    }
}

}  // namespace ctnn_tool
