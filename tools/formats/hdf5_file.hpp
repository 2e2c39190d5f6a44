#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "formats/hdf5_bytes.hpp"
#include "model/tensor.hpp"

namespace ctnn_tool {

/// Groups, arrays and attributes of an HDF5 file as h5py writes it unless told otherwise: groups as tables of
/// symbols, arrays in one piece. What is packed, in chunks, in another file or behind a link is refused.
/// Source: The HDF Group, HDF5 File Format Specification Version 3.0, II to IV.
class Hdf5File {
  public:
    /// Throws a Refusal, as do all of its functions where the file contradicts itself or is another kind.
    explicit Hdf5File(std::string bytes);

    /// Whether the bytes are of HDF5.
    static bool is_one(std::string_view bytes) { return bytes.starts_with("\x89HDF\r\n\x1A\n"); }

    /// Of a path as "model_weights/dense".
    bool has(const std::string& path) { return object(path).has_value(); }
    /// An attribute that is one text; nothing where there is none of that name.
    std::optional<std::string> text(const std::string& path, std::string_view attribute);
    /// One that is a row of texts.
    std::optional<std::vector<std::string>> texts(const std::string& path, std::string_view attribute);
    /// An array of float numbers of 16, 32 or 64 bits.
    Tensor tensor(const std::string& path);

  private:
    using Address = std::uint64_t;
    struct Message {
        std::uint16_t type = 0;
        std::size_t at = 0, size = 0;
    };
    using Links = std::map<std::string, Address, std::less<>>;

    std::optional<Address> object(std::string_view path);
    Address required(const std::string& path);
    std::vector<Message> messages(Address header);
    const Links& links(Address group);
    void add_links(Address node, std::size_t heap, std::size_t level, Links& to);
    struct AttributePlaces;
    AttributePlaces places_of(const Message& attribute);
    std::vector<std::string> texts_of(const Message& attribute, const AttributePlaces& places,
                                      const std::string& name);
    std::optional<std::vector<std::string>> attribute(const std::string& path, std::string_view name);
    std::string_view heap_object(std::size_t reference);

    Hdf5Bytes bytes_;
    Address root_ = 0;
    std::map<Address, Links> groups_{};
};

}  // namespace ctnn_tool
