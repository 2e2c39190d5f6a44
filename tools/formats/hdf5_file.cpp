#include "formats/hdf5_file.hpp"

#include <ctnn/core/sizes.hpp>
#include <ctnn/io/safetensors_header.hpp>
#include <utility>

#include "model/refusal.hpp"

namespace ctnn_tool {
namespace {

using ctnn::detail::in_quotes;

// Kinds of messages, of which an object's header consists.
constexpr std::uint16_t dataspace = 1, link_info = 2, datatype = 3, external_files = 7, layout = 8,
                        filters = 11, attributes = 12, continuation = 16, symbol_table = 17;

constexpr std::uint64_t nowhere = ~std::uint64_t{0};
constexpr std::size_t most_depth = 16;

std::size_t on_eights(std::size_t size) { return (size + 7) / 8 * 8; }

}  // namespace

Hdf5File::Hdf5File(std::string bytes) : bytes_(std::move(bytes)) {
    const std::uint64_t version = bytes_.number(8, 1);
    if (version > 1)
        throw Refusal("its HDF5 is of a newer layout (superblock " + std::to_string(version) +
                      ") than h5py writes unless libver says so: not translated");
    if (bytes_.number(13, 1) != 8 || bytes_.number(14, 1) != 8)
        throw Refusal("its HDF5 has addresses of other than 8 bytes: not translated");
    const std::size_t places = version == 0 ? 24 : 28;
    if (bytes_.number(places, 8) != 0) throw Refusal("its HDF5 does not begin at byte 0: not translated");
    root_ = bytes_.number(places + 40, 8);
}

std::vector<Hdf5File::Message> Hdf5File::messages(Address header) {
    if (bytes_.number(header, 1) != 1)
        throw Refusal("byte " + std::to_string(header),
                      "an object's header of HDF5 is of another version than 1: not translated");
    std::vector<std::pair<Address, std::uint64_t>> blocks{{header + 16, bytes_.number(header + 8, 4)}};
    std::vector<Message> found;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        auto [at, left] = blocks[i];
        while (left >= 8) {
            const auto type = static_cast<std::uint16_t>(bytes_.number(at, 2));
            const std::uint64_t size = bytes_.number(at + 2, 2), flags = bytes_.number(at + 4, 1);
            if (size > left - 8)
                throw Refusal("byte " + std::to_string(at), "a message is longer than its header");
            bytes_.piece(at + 8, size);
            const auto content = static_cast<std::size_t>(at + 8);
            if (type == continuation && size >= 16)
                blocks.emplace_back(bytes_.number(content, 8), bytes_.number(content + 8, 8));
            else if ((flags & 2) == 0)  // else it lies elsewhere
                found.push_back({type, content, static_cast<std::size_t>(size)});
            at += 8 + size, left -= 8 + size;
        }
    }
    return found;
}

void Hdf5File::add_links(Address node, std::size_t heap, std::size_t level, Links& to) {
    if (level > most_depth) throw Refusal("a group's tree is too deep");
    if (bytes_.piece(node, 4) == "TREE") {
        const std::uint64_t count = bytes_.number(node + 6, 2);
        for (std::uint64_t i = 0; i < count; ++i)
            add_links(bytes_.number(node + 32 + 16 * i, 8), heap, level + 1, to);
        return;
    }
    bytes_.require_signature(node, "SNOD");
    const std::uint64_t count = bytes_.number(node + 6, 2);
    for (std::uint64_t i = 0; i < count; ++i) {
        const std::uint64_t entry = node + 8 + 40 * i, header = bytes_.number(entry + 8, 8);
        const std::string name(bytes_.name(heap + bytes_.number(entry, 8)));
        if (header != nowhere) to.emplace(name, header);  // else a link to another place
    }
}

const Hdf5File::Links& Hdf5File::links(Address group) {
    const auto known = groups_.find(group);
    if (known != groups_.end()) return known->second;
    Links found;
    for (const Message& message : messages(group)) {
        if (message.type == link_info)
            throw Refusal("a group is of HDF5's newer layout (track_order or libver): not translated");
        if (message.type != symbol_table || message.size < 16) continue;
        const Address heap = bytes_.number(message.at + 8, 8);
        bytes_.require_signature(heap, "HEAP");
        const std::uint64_t names_at = bytes_.number(heap + 24, 8);
        if (names_at > bytes_.size()) throw Refusal("a group's names lie behind the end of the HDF5 file");
        add_links(bytes_.number(message.at, 8), static_cast<std::size_t>(names_at), 0, found);
    }
    return groups_.emplace(group, std::move(found)).first->second;
}

std::optional<Hdf5File::Address> Hdf5File::object(std::string_view path) {
    Address at = root_;
    while (!path.empty()) {
        const std::size_t slash = path.find('/');
        const std::string_view name = path.substr(0, slash);
        path.remove_prefix(slash == path.npos ? path.size() : slash + 1);
        if (name.empty()) continue;
        const Links& in = links(at);
        const auto found = in.find(name);
        if (found == in.end()) return std::nullopt;
        at = found->second;
    }
    return at;
}

Hdf5File::Address Hdf5File::required(const std::string& path) {
    if (const auto found = object(path)) return *found;
    throw Refusal("there is no " + in_quotes(path));
}

std::string_view Hdf5File::heap_object(std::size_t reference) {
    const std::uint64_t length = bytes_.number(reference, 4), index = bytes_.number(reference + 12, 4);
    Address at = bytes_.number(reference + 4, 8);
    if (length == 0) return {};
    bytes_.require_signature(at, "GCOL");
    const std::uint64_t size = bytes_.number(at + 8, 8);
    if (size > bytes_.size()) throw Refusal("byte " + std::to_string(at), "a heap is larger than the file");
    for (const Address end = at + size; (at += 16) < end;) {
        const std::uint64_t bytes = bytes_.number(at + 8, 8);
        if (bytes_.number(at, 2) == index && bytes >= length) return bytes_.piece(at + 16, length);
        if (bytes > bytes_.size() || bytes_.number(at, 2) == 0) break;
        at += (bytes + 7) / 8 * 8;
    }
    throw Refusal("a text is not where the HDF5 file says");
}

/// Where the parts of an attribute's message lie.
struct Hdf5File::AttributePlaces {
    std::size_t name = 0, name_length = 0, type = 0, space = 0, values = 0;
    bool type_is_elsewhere = false;
};

Hdf5File::AttributePlaces Hdf5File::places_of(const Message& attribute) {
    const std::uint64_t version = bytes_.number(attribute.at, 1);
    const auto length = [&](std::size_t at) {
        return static_cast<std::size_t>(bytes_.number(attribute.at + at, 2));
    };
    const auto placed = [&](std::size_t size) { return version == 1 ? on_eights(size) : size; };
    AttributePlaces places;
    places.name_length = length(2);
    places.name = attribute.at + (version == 3 ? 9 : 8);
    places.type = places.name + placed(places.name_length);
    places.space = places.type + placed(length(4));
    places.values = places.space + placed(length(6));
    places.type_is_elsewhere = version > 1 && bytes_.number(attribute.at + 1, 1) != 0;
    return places;
}

std::vector<std::string> Hdf5File::texts_of(const Message& attribute, const AttributePlaces& places,
                                            const std::string& name) {
    if (places.type_is_elsewhere) throw Refusal(name + " has a type that lies elsewhere: not translated");
    const std::size_t count = size_of(hdf5_shape(bytes_, places.space));
    std::vector<std::string> values;
    if (count == 0) return values;
    const Hdf5Type type = hdf5_type(bytes_, places.type);
    const bool elsewhere = type.kind == Hdf5Type::Kind::text_elsewhere;
    if ((type.kind != Hdf5Type::Kind::text && !elsewhere) || type.size == 0 || (elsewhere && type.size != 16))
        throw Refusal(name + " is no text");
    const std::size_t end = attribute.at + attribute.size;
    if (places.values > end || ctnn::detail::size_product(count, type.size) > end - places.values)
        throw Refusal(name + " is longer than its message");
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t at = places.values + i * type.size;
        const std::string_view text = elsewhere ? heap_object(at) : bytes_.piece(at, type.size);
        values.emplace_back(text.substr(0, text.find('\0')));
    }
    return values;
}

std::optional<std::vector<std::string>> Hdf5File::attribute(const std::string& path, std::string_view name) {
    for (const Message& message : messages(required(path))) {
        if (message.type != attributes) continue;
        const AttributePlaces places = places_of(message);
        const std::string_view own = bytes_.piece(places.name, places.name_length);
        if (own.substr(0, own.find('\0')) == name)
            return texts_of(message, places, in_quotes(std::string(name)));
    }
    return std::nullopt;
}

std::optional<std::string> Hdf5File::text(const std::string& path, std::string_view name) {
    const auto values = attribute(path, name);
    if (!values) return std::nullopt;
    if (values->size() != 1) throw Refusal(in_quotes(name) + " is not one text");
    return values->front();
}

std::optional<std::vector<std::string>> Hdf5File::texts(const std::string& path, std::string_view name) {
    return attribute(path, name);
}

Tensor Hdf5File::tensor(const std::string& path) {
    Hdf5Type type;
    Tensor made;
    std::uint64_t at = nowhere, stored = 0;
    for (const Message& message : messages(required(path))) {
        if (message.type == datatype) type = hdf5_type(bytes_, message.at);
        if (message.type == dataspace) made.shape = hdf5_shape(bytes_, message.at);
        if (message.type == external_files || message.type == filters)
            throw Refusal(in_quotes(path) + " is compressed or in another file: not translated");
        if (message.type != layout) continue;
        const std::uint64_t version = bytes_.number(message.at, 1), kind = bytes_.number(message.at + 1, 1);
        if (version != 3 || kind > 1)
            throw Refusal(in_quotes(path) + " does not lie in one piece: not translated");
        at = kind == 0 ? message.at + 4 : bytes_.number(message.at + 2, 8);
        stored = bytes_.number(message.at + (kind == 0 ? 2 : 10), kind == 0 ? 2 : 8);
    }
    if (type.kind != Hdf5Type::Kind::number)
        throw Refusal(in_quotes(path) +
                      " has no numbers of 16, 32 or 64 bits with a fraction, little-endian");
    const std::size_t count = size_of(made.shape);
    if (count == 0) return made;
    const std::size_t size = ctnn::detail::size_product(count, type.size);
    if (at == nowhere || stored != size)
        throw Refusal(in_quotes(path) + " is " + text_of(made.shape) + ", but there are " +
                      std::to_string(stored) + " bytes of it");
    const std::string_view bytes = bytes_.piece(at, size);
    made.values.reserve(count);
    for (std::size_t i = 0; i < count; ++i)
        made.values.push_back(ctnn::detail::number_from<double>(bytes.data() + i * type.size, type.number));
    return made;
}

}  // namespace ctnn_tool
