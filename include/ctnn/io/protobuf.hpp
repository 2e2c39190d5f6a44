#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include <ctnn/core/code.hpp>
#include <ctnn/io/stored_number.hpp>

// The wire format of Protocol Buffers, as far as writing needs it. Source: protobuf.dev, Encoding.

namespace ctnn::detail::inline CTNN_CODE {

/// A message, field by field in the order of the calls. Serializers write them by rising numbers, and so do
/// we: then the bytes are theirs.
class ProtobufMessage {
  public:
    const std::string& bytes() const noexcept { return bytes_; }

    /// A whole number, of which negative ones are those of 64 bits: `int32`, `int64`, `enum`.
    ProtobufMessage& integer(unsigned field, std::int64_t value) {
        key(field, 0);
        varint(static_cast<std::uint64_t>(value));
        return *this;
    }

    ProtobufMessage& real(unsigned field, float value) {
        key(field, 5);
        char bits[4];
        put_little_endian(__builtin_bit_cast(std::uint32_t, value), bits);
        bytes_.append(bits, sizeof bits);
        return *this;
    }

    /// A double.
    ProtobufMessage& real64(unsigned field, double value) {
        key(field, 1);
        bytes_ += bytes_of(value);
        return *this;
    }
    /// Doubles in one field.
    ProtobufMessage& reals64(unsigned field, std::span<const double> values) {
        std::string packed;
        for (const double value : values) packed += bytes_of(value);
        return text(field, packed);
    }

    /// A string, bytes, or another message's bytes.
    ProtobufMessage& text(unsigned field, std::string_view value) {
        key(field, 2);
        varint(value.size());
        bytes_ += value;
        return *this;
    }
    ProtobufMessage& message(unsigned field, const ProtobufMessage& value) {
        return text(field, value.bytes());
    }

  private:
    static std::string bytes_of(double value) {
        std::string bytes(8, '\0');
        put_little_endian(__builtin_bit_cast(std::uint64_t, value), bytes.data());
        return bytes;
    }
    void key(unsigned field, unsigned wire_type) { varint(std::uint64_t{field} << 3 | wire_type); }

    /// Seven bits at a time, the lowest first; all bytes but the last have the eighth.
    void varint(std::uint64_t value) {
        for (; value >= 0x80; value >>= 7) bytes_ += static_cast<char>((value & 0x7F) | 0x80);
        bytes_ += static_cast<char>(value);
    }

    std::string bytes_;
};

}  // namespace ctnn::detail::inline CTNN_CODE
