#include "formats/flatbuffer.hpp"

namespace ctnn_tool {

FlatTable::FlatTable(FlatBytes bytes, std::size_t begin) : bytes_(bytes), begin_(begin) {
    const auto back = static_cast<std::int64_t>(bytes.number<std::int32_t>(begin));
    const std::int64_t fields = static_cast<std::int64_t>(begin) - back;
    if (fields < 0) throw Refusal("it is no TFLite file: a table without fields");
    fields_ = static_cast<std::size_t>(fields);
    fields_size_ = bytes.number<std::uint16_t>(fields_);
}

std::size_t FlatTable::place(unsigned field) const {
    const std::size_t entry =
        4 + 2 * std::size_t{field};  // behind the sizes of these entries and of the table
    if (entry + 2 > fields_size_) return 0;
    const std::size_t offset = bytes_.number<std::uint16_t>(fields_ + entry);
    return offset == 0 ? 0 : begin_ + offset;
}

std::optional<FlatTable> FlatTable::table(unsigned field) const {
    const std::size_t at = place(field);
    if (at == 0) return std::nullopt;
    return FlatTable(bytes_, bytes_.target(at));
}

FlatVector FlatTable::vector(unsigned field) const {
    const std::size_t at = place(field);
    return at == 0 ? FlatVector(bytes_) : FlatVector(bytes_, bytes_.target(at));
}

FlatVector::FlatVector(FlatBytes bytes, std::size_t begin)
    : bytes_(bytes), begin_(begin + 4), size_(bytes.number<std::uint32_t>(begin)) {
    bytes.at(begin_, size_);  // an element has a byte at least
}

}  // namespace ctnn_tool
