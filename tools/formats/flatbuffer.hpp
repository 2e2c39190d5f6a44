#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <type_traits>

#include "model/refusal.hpp"

// FlatBuffers' binary format, as far as a TFLite file has it: tables whose fields are found through a table
// of offsets, vectors and texts. It looks at bytes and copies none. Source: FlatBuffers' "Internals".

namespace ctnn_tool {

/// The bytes of a whole file, whose numbers stand least byte first, wherever they stand.
class FlatBytes {
  public:
    explicit FlatBytes(std::string_view bytes) : bytes_(bytes) {}

    std::size_t size() const { return bytes_.size(); }
    std::string_view at(std::size_t begin, std::size_t count) const {
        if (begin > bytes_.size() || count > bytes_.size() - begin)
            throw Refusal("it is no TFLite file, or ends too early");
        return bytes_.substr(begin, count);
    }
    template <class T>
    T number(std::size_t begin) const {
        const std::string_view own = at(begin, sizeof(T));
        std::uint64_t bits = 0;
        for (std::size_t i = sizeof(T); i-- > 0;) bits = bits << 8 | static_cast<unsigned char>(own[i]);
        if constexpr (std::is_same_v<T, float>)
            return std::bit_cast<float>(static_cast<std::uint32_t>(bits));
        else
            return static_cast<T>(bits);
    }
    /// Where the offset that stands here leads: ahead, always.
    std::size_t target(std::size_t begin) const {
        const std::size_t ahead = number<std::uint32_t>(begin);
        if (ahead > size()) throw Refusal("it is no TFLite file, or ends too early");
        return begin + ahead;
    }

  private:
    std::string_view bytes_;
};

/// Numbers, texts or tables one behind the other.
class FlatVector;

/// A table: its fields by their place in the schema. One that is left out has the schema's default.
class FlatTable {
  public:
    FlatTable(FlatBytes bytes, std::size_t begin);

    template <class T>
    T number(unsigned field, T otherwise) const {
        const std::size_t at = place(field);
        return at == 0 ? otherwise : bytes_.number<T>(at);
    }
    std::optional<FlatTable> table(unsigned field) const;
    /// Of no elements where it is left out.
    FlatVector vector(unsigned field) const;

  private:
    /// 0: it is left out.
    std::size_t place(unsigned field) const;

    FlatBytes bytes_;
    std::size_t begin_, fields_ = 0, fields_size_ = 0;
};

class FlatVector {
  public:
    explicit FlatVector(FlatBytes bytes) : bytes_(bytes) {}
    FlatVector(FlatBytes bytes, std::size_t begin);

    std::size_t size() const { return size_; }
    template <class T>
    T number(std::size_t index) const {
        return bytes_.number<T>(element(index, sizeof(T)));
    }
    FlatTable table(std::size_t index) const { return {bytes_, bytes_.target(element(index, 4))}; }
    /// Of a text, or of a vector of bytes.
    std::string_view bytes() const { return bytes_.at(begin_, size_); }

  private:
    std::size_t element(std::size_t index, std::size_t width) const {
        if (index >= size_) throw Refusal("it is no TFLite file: an index beyond what it counts");
        return begin_ + index * width;
    }

    FlatBytes bytes_;
    std::size_t begin_ = 0, size_ = 0;
};

}  // namespace ctnn_tool
