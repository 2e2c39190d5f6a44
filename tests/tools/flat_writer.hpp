#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <utility>
#include <vector>

// Writes FlatBuffers: tables before what they point to, as offsets lead ahead.

namespace flat {

struct Node;
using Pointer = std::shared_ptr<const Node>;

/// A field of a table, or an element of a vector: bytes in place, or what an offset leads to.
struct Field {
    std::string bytes{};
    Pointer node{};

    bool is_there() const { return node || !bytes.empty(); }
};

struct Node {
    bool is_table = false;
    std::vector<Field> fields{};  ///< of a table by their number, or elements of a vector
    std::string bytes{};          ///< of a vector of numbers, as it lies there
    std::size_t count = 0;
};

template <class T>
std::string bytes_of(T number) {
    std::string bytes(sizeof number, '\0');
    std::memcpy(bytes.data(), &number, sizeof number);
    return bytes;
}
template <class T>
Field number(T value) {
    return {bytes_of(value), nullptr};
}
inline Field table(std::vector<Field> fields) {
    return {{}, std::make_shared<const Node>(Node{true, std::move(fields), {}, 0})};
}
inline Field tables(std::vector<Field> elements) {
    return {{}, std::make_shared<const Node>(Node{false, std::move(elements), {}, 0})};
}
template <class T>
Field numbers(const std::vector<T>& values) {
    std::string bytes;
    for (const T value : values) bytes += bytes_of(value);
    return {{}, std::make_shared<const Node>(Node{false, {}, bytes, values.size()})};
}
inline Field text(const std::string& words) {
    return {{}, std::make_shared<const Node>(Node{false, {}, words, words.size()})};
}

class Writer {
  public:
    /// A whole file.
    static std::string file(const Field& root, const std::string& identifier) {
        Writer writer;
        writer.out_ = bytes_of(std::uint32_t{0}) + identifier;
        writer.point(0, writer.add(*root.node));
        return writer.out_;
    }

  private:
    void point(std::size_t from, std::size_t to) {
        const std::string offset = bytes_of(static_cast<std::uint32_t>(to - from));
        out_.replace(from, 4, offset);
    }
    void align() { out_.resize((out_.size() + 3) / 4 * 4, '\0'); }

    std::size_t add(const Node& node) {
        align();
        return node.is_table ? add_table(node) : add_vector(node);
    }

    std::size_t add_vector(const Node& node) {
        const std::size_t begin = out_.size();
        const std::size_t count = node.fields.empty() ? node.count : node.fields.size();
        out_ += bytes_of(static_cast<std::uint32_t>(count)) + node.bytes;
        out_.resize(out_.size() + 4 * node.fields.size());
        for (std::size_t i = 0; i < node.fields.size(); ++i)
            point(begin + 4 + 4 * i, add(*node.fields[i].node));
        return begin;
    }

    /// Its fields' offsets, the table behind them, and what it points to.
    std::size_t add_table(const Node& node) {
        const std::size_t entries = out_.size(), begin = entries + (4 + 2 * node.fields.size() + 3) / 4 * 4;
        std::string offsets, own(4, '\0');
        std::vector<std::pair<std::size_t, const Node*>> ahead;
        for (const Field& field : node.fields) {
            offsets += bytes_of(static_cast<std::uint16_t>(field.is_there() ? own.size() : 0));
            if (field.node) ahead.emplace_back(begin + own.size(), field.node.get());
            own += field.node ? std::string(4, '\0') : field.bytes;
        }
        out_ += bytes_of(static_cast<std::uint16_t>(4 + offsets.size())) +
                bytes_of(static_cast<std::uint16_t>(own.size())) + offsets;
        align();
        own.replace(0, 4, bytes_of(static_cast<std::int32_t>(begin - entries)));
        out_ += own;
        for (const auto& [at, child] : ahead) point(at, add(*child));
        return begin;
    }

    std::string out_{};
};

}  // namespace flat
