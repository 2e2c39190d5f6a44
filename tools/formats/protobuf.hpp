#pragma once

#include <cstdint>
#include <string_view>

namespace ctnn_tool {

/// A field of a message in Protocol Buffers' wire format.
struct ProtobufField {
    unsigned number = 0;
    std::uint64_t value = 0;   ///< of a varint, or the bits of a fixed number
    std::string_view bytes{};  ///< of a text, an array or a message in it
    bool has_bytes = false;
};

/// Goes through a message. It looks at bytes and copies none.
class Protobuf {
  public:
    explicit Protobuf(std::string_view message) : rest_(message) {}

    /// False at its end. Throws a Refusal at what is no field.
    bool next(ProtobufField& field);
    /// A number at the beginning of packed ones.
    std::uint64_t varint();
    bool at_end() const { return rest_.empty(); }

  private:
    std::string_view taken(std::uint64_t count);
    std::uint64_t fixed(std::size_t width);

    std::string_view rest_;
};

}  // namespace ctnn_tool
