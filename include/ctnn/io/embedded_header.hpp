#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include <ctnn/core/code.hpp>
#include <ctnn/core/part.hpp>
#include <ctnn/io/stored_number.hpp>

// The header of a safetensors file whose bytes the compiler has, read by the compiler. It allocates nothing
// and throws nothing: what is wrong is a call of a function that no constant expression can make, whose name
// is what the compiler then says. A program reads files by io/safetensors_header.hpp.

namespace ctnn {

namespace error {

void these_bytes_are_no_safetensors_file();
void these_bytes_end_before_the_values_of_the_file();
void this_file_holds_what_is_no_part_of_the_network();

/// Both counted from 0.
template <std::size_t Layer, std::size_t Part>
struct the_file_has_of_layer_and_part {
    static void nothing();
    static void two_tensors();
    static void numbers_of_another_type_than_F64_F32_F16_or_BF16();
    template <std::size_t... Extents>
    static void another_shape_than();
};

}  // namespace error

namespace detail::inline CTNN_CODE {

/// A tensor as its header has it. Its name is where it stands: at a byte, of a length.
struct EmbeddedTensor {
    std::size_t name = 0, length = 0;
    StoredAs number = StoredAs::own;  // none that parameters are made of
    std::size_t width = 1;            // of a number, in bytes
    std::array<std::uint64_t, Part::most_axes> extents{};
    std::size_t rank = 0;  // beyond most_axes, of no part
    std::uint64_t begin = 0, end = 0;
};

/// A call that compilers print with its arguments.
constexpr void is_right_at_byte(bool is_right, std::size_t) {
    if (!is_right) error::these_bytes_are_no_safetensors_file();
}

/// Reads the bytes of a header from left to right.
template <class Byte>
class EmbeddedHeader {
  public:
    constexpr EmbeddedHeader(const Byte* bytes, std::size_t size) noexcept : bytes_(bytes) {
        if (size < size_bytes) fail();
        std::size_t header = 0;
        for (std::size_t i = size_bytes; i-- > 0;) {
            if (header > size >> 8) fail();
            header = header << 8 | byte(i);
        }
        if (header > size - size_bytes) fail();
        values_ = size_bytes + header;
        at_ = size_bytes;
    }

    /// Where the values begin.
    constexpr std::size_t values() const noexcept { return values_; }

    /// Writes the tensors, in their order in the header, but no more than fit; returns how many there are.
    template <std::size_t Most>
    constexpr std::size_t read(std::array<EmbeddedTensor, Most>& tensors) {
        std::size_t count = 0;
        expect('{');
        if (is_next('}')) return count;
        do {
            const EmbeddedTensor named = name();
            expect(':');
            if (is(named, "__metadata__"))
                pass_over_strings();
            else if (const EmbeddedTensor read = tensor(named); count++ < Most)
                tensors[count - 1] = read;
        } while (is_another('}'));
        return count;
    }

    constexpr bool is(const EmbeddedTensor& tensor, std::string_view name) const noexcept {
        if (tensor.length != name.size()) return false;
        for (std::size_t i = 0; i < name.size(); ++i)
            if (static_cast<char>(byte(tensor.name + i)) != name[i]) return false;
        return true;
    }

  private:
    static constexpr std::size_t size_bytes = 8;

    constexpr unsigned char byte(std::size_t i) const noexcept {
        return static_cast<unsigned char>(bytes_[i]);
    }
    constexpr void fail() const noexcept { is_right_at_byte(false, at_); }

    /// The next sign that is no blank.
    constexpr char next() noexcept {
        while (at_ < values_ &&
               (byte(at_) == ' ' || byte(at_) == '\n' || byte(at_) == '\r' || byte(at_) == '\t'))
            ++at_;
        if (at_ >= values_) fail();
        return static_cast<char>(byte(at_));
    }
    constexpr void expect(char sign) noexcept {
        if (next() != sign) fail();
        ++at_;
    }
    constexpr bool is_next(char sign) noexcept {
        if (next() != sign) return false;
        ++at_;
        return true;
    }
    constexpr bool is_another(char end) noexcept {
        if (is_next(end)) return false;
        expect(',');
        return true;
    }

    /// A string as it stands; what escapes anything is no name of ours.
    constexpr EmbeddedTensor name() noexcept {
        expect('"');
        EmbeddedTensor named{.name = at_};
        while (at_ < values_ && byte(at_) != '"') at_ += byte(at_) == '\\' ? 2u : 1u;
        if (at_ >= values_) fail();
        named.length = at_++ - named.name;
        return named;
    }
    constexpr std::uint64_t number() noexcept {
        std::uint64_t value = 0;
        const std::size_t first = (next(), at_);
        for (; at_ < values_ && byte(at_) >= '0' && byte(at_) <= '9'; ++at_) {
            if (value > (~std::uint64_t{0} - 9) / 10) fail();
            value = value * 10 + (byte(at_) - '0');
        }
        if (at_ == first) fail();
        return value;
    }

    constexpr void pass_over_strings() {
        expect('{');
        if (is_next('}')) return;
        do {
            name();
            expect(':');
            name();
        } while (is_another('}'));
    }

    constexpr EmbeddedTensor tensor(EmbeddedTensor made) {
        expect('{');
        unsigned seen = 0;
        do {
            const EmbeddedTensor key = name();
            expect(':');
            if (is(key, "dtype")) {
                seen += 1;
                type(made);
            } else if (is(key, "shape")) {
                seen += 8;
                shape(made);
            } else if (is(key, "data_offsets")) {
                seen += 64;
                expect('[');
                made.begin = number();
                expect(',');
                made.end = number();
                expect(']');
            } else {
                fail();
            }
        } while (is_another('}'));
        if (seen != 1 + 8 + 64) fail();
        return made;
    }
    constexpr void type(EmbeddedTensor& made) {
        const EmbeddedTensor found = name();
        for (const StoredType& type : stored_types)
            if (is(found, type.name)) {
                made.number = type.number;
                made.width = type.bits / 8;
                return;
            }
        fail();
    }
    constexpr void shape(EmbeddedTensor& made) {
        expect('[');
        if (is_next(']')) return;
        do {
            const std::uint64_t extent = number();
            if (made.rank < made.extents.size()) made.extents[made.rank] = extent;
            ++made.rank;
        } while (is_another(']'));
    }

    const Byte* bytes_;
    std::size_t values_ = 0, at_ = 0;
};

}  // namespace detail::inline CTNN_CODE
}  // namespace ctnn
