#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <ctnn/core/code.hpp>
#include <ctnn/data/data_error.hpp>
#include <ctnn/data/file_error.hpp>
#include <ctnn/io/axes.hpp>
#include <ctnn/io/file_bytes.hpp>
#include <ctnn/io/json_text.hpp>
#include <ctnn/io/stored_number.hpp>

// What a safetensors file holds: eight bytes with the header's size, the header, which is JSON, and the
// tensors' values, end to end.

namespace ctnn::detail::inline CTNN_CODE {

/// A name of a file as a sentence may have it: short, and without signs that move the cursor.
[[gnu::cold]] inline std::string in_quotes(std::string_view name) {
    constexpr std::size_t most = 120;
    std::size_t length = name.size() <= most ? name.size() : most;
    if (length < name.size())
        while (length > 0 && (name[length] & 0xC0) == 0x80) --length;  // no character of UTF-8 is cut
    std::string text = "\"";
    for (const char sign : name.substr(0, length))
        text += static_cast<unsigned char>(sign) < 0x20 || sign == 0x7F ? '?' : sign;
    return text + (length < name.size() ? "...\"" : "\"");
}

/// Pointers to all values, in an order. All of one type, because sorting each kind of values is a good part
/// of what it takes to compile a program that reads a file.
template <class X>
std::vector<const void*> sorted(const std::vector<X>& values, bool (*before)(const void*, const void*)) {
    std::vector<const void*> pointers;
    for (const X& value : values) pointers.push_back(&value);
    std::sort(pointers.begin(), pointers.end(), before);
    return pointers;
}

struct StoredTensor {
    std::string name{};
    const StoredType* type = nullptr;
    std::vector<std::uint64_t> shape{};
    std::uint64_t begin = 0, end = 0;  // in the values
};

/// What a file says of itself.
struct StoredText {
    std::string key{}, text{};
};

/// A file whose header is right: every tensor lies within the values, and these hold nothing else.
class SafetensorsFile {
  public:
    explicit SafetensorsFile(const std::string& path) : bytes_(path) { read(); }
    SafetensorsFile(const SafetensorsFile&) = delete;  // it points into itself
    SafetensorsFile& operator=(const SafetensorsFile&) = delete;

    const std::string& path() const noexcept { return bytes_.path(); }
    const FileBytes& bytes() const noexcept { return bytes_; }
    /// The byte that the values begin at.
    std::uint64_t values_at() const noexcept { return values_at_; }
    const std::vector<StoredTensor>& tensors() const noexcept { return tensors_; }
    /// Calls visit(bytes, first, count) for the values of a tensor whose type has whole bytes, from number
    /// `first` on, a piece at a time: so a large file takes no memory of its own size.
    template <class Visitor>
    void each_piece(const StoredTensor& tensor, Visitor&& visit) {
        const std::size_t width = tensor.type->bits / 8;
        const auto total = as_size((tensor.end - tensor.begin) / width);
        if (piece_.empty()) piece_.resize(piece_bytes);
        for (std::size_t first = 0; first < total;) {
            const std::size_t count = std::min(total - first, piece_bytes / width);
            read_at(tensor, first, piece_.data(), count);
            visit(static_cast<const char*>(piece_.data()), first, count);
            first += count;
        }
    }
    /// The bytes of `count` numbers, from number `first` on.
    void read_at(const StoredTensor& tensor, std::size_t first, char* to, std::size_t count) {
        const std::size_t width = tensor.type->bits / 8;
        bytes_.read(values_at_ + tensor.begin + first * width, to, count * width);
    }

    const StoredTensor* find(std::string_view name) const noexcept {
        std::size_t first = 0, end = by_name_.size();
        while (first < end) {
            const std::size_t middle = first + (end - first) / 2;
            if (tensor_at(middle).name < name)
                first = middle + 1;
            else
                end = middle;
        }
        return first < by_name_.size() && tensor_at(first).name == name ? &tensor_at(first) : nullptr;
    }

    /// Null if the file does not say that.
    const std::string* about(std::string_view key) const noexcept {
        for (const StoredText& one : about_)
            if (one.key == key) return &one.text;
        return nullptr;
    }

    [[noreturn, gnu::cold]] void fail(const std::string& sentence) const {
        throw FileError(path(), sentence);
    }

  private:
    static constexpr std::size_t size_bytes = 8, most_extents = 64, piece_bytes = std::size_t{1} << 16;
    static constexpr std::uint64_t most_header = 100'000'000;

    const StoredTensor& tensor_at(std::size_t place) const noexcept {
        return *static_cast<const StoredTensor*>(by_name_[place]);
    }

    void read() {
        const std::uint64_t all = bytes_.size();
        const auto fail_at = [&](std::size_t at, const std::string& expected, const std::string& found) {
            throw FileError(path(), "byte " + std::to_string(at), expected, found);
        };
        if (all < size_bytes)
            fail_at(0, "the eight bytes of a safetensors header's size", counted(as_size(all), "byte"));
        char size_text[size_bytes];
        bytes_.read(0, size_text, size_bytes);
        const auto size = little_endian<std::uint64_t>(size_text);
        if (size > most_header)
            fail_at(0, "a header of at most " + std::to_string(most_header) + " bytes", std::to_string(size));
        if (size > all - size_bytes)
            fail_at(0, "a header within the " + std::to_string(all) + " bytes of the file",
                    "one of " + std::to_string(size));
        std::string header(as_size(size), ' ');
        bytes_.read(size_bytes, header.data(), header.size());
        if (!header.starts_with('{')) fail_at(size_bytes, "'{'", header.empty() ? "nothing" : "another sign");
        values_at_ = size_bytes + size;
        values_size_ = all - values_at_;
        JsonText json(header, path(), size_bytes);
        read_header(json);
        if (header.find_first_not_of(' ', json.position()) != header.npos)
            json.fail("nothing but blanks behind the header", "more");
        check_names();
        check_places();
    }

    void read_header(JsonText& json) {
        json.expect('{');
        if (json.next_is('}')) return;
        bool has_about = false;
        do {
            std::string name = json.string();
            json.expect(':');
            if (name != "__metadata__") {
                tensors_.push_back(read_tensor(json, std::move(name)));
            } else {
                if (std::exchange(has_about, true)) json.fail("one __metadata__", "a second one");
                read_about(json);
            }
        } while (json.another('}'));
    }

    void read_about(JsonText& json) {
        json.expect('{');
        if (json.next_is('}')) return;
        do {
            std::string key = json.string();
            json.expect(':');
            std::string text = json.string();
            about_.push_back({std::move(key), std::move(text)});
        } while (json.another('}'));
        const auto key_of = [](const void* one) -> const std::string& {
            return static_cast<const StoredText*>(one)->key;
        };
        const auto keys = sorted(about_, [](const void* a, const void* b) {
            return static_cast<const StoredText*>(a)->key < static_cast<const StoredText*>(b)->key;
        });
        for (std::size_t i = 1; i < keys.size(); ++i)
            if (key_of(keys[i - 1]) == key_of(keys[i]))
                json.fail("each name once", in_quotes(key_of(keys[i])) + " twice");
    }

    StoredTensor read_tensor(JsonText& json, std::string name) {
        StoredTensor tensor{std::move(name)};
        bool has_type = false, has_shape = false, has_place = false;
        const auto once = [&](bool& has, const std::string& key) {
            if (std::exchange(has, true)) json.fail("each name once", in_quotes(key) + " twice");
        };
        json.expect('{');
        do {
            const std::string key = json.string();
            json.expect(':');
            if (key == "dtype") {
                once(has_type, key);
                const std::string type = json.string();
                tensor.type = stored_type(type);
                if (!tensor.type) json.fail("a type of safetensors, as \"F32\"", in_quotes(type));
            } else if (key == "shape") {
                once(has_shape, key);
                read_shape(json, tensor);
            } else if (key == "data_offsets") {
                once(has_place, key);
                json.expect('[');
                tensor.begin = json.number();
                json.expect(',');
                tensor.end = json.number();
                json.expect(']');
            } else {
                json.fail("\"dtype\", \"shape\" or \"data_offsets\"", in_quotes(key));
            }
        } while (json.another('}'));
        if (!has_type || !has_shape || !has_place)
            json.fail("a tensor with dtype, shape and data_offsets", in_quotes(tensor.name) + " without " +
                                                                         (!has_type    ? "dtype"
                                                                          : !has_shape ? "shape"
                                                                                       : "data_offsets"));
        return tensor;
    }

    static void read_shape(JsonText& json, StoredTensor& tensor) {
        json.expect('[');
        if (json.next_is(']')) return;
        do {
            if (tensor.shape.size() == most_extents)
                json.fail("at most " + std::to_string(most_extents) + " extents", "more");
            tensor.shape.push_back(json.number());
        } while (json.another(']'));
    }

    void check_names() {
        by_name_ = sorted(tensors_, [](const void* a, const void* b) {
            return static_cast<const StoredTensor*>(a)->name < static_cast<const StoredTensor*>(b)->name;
        });
        for (std::size_t i = 1; i < by_name_.size(); ++i)
            if (tensor_at(i - 1).name == tensor_at(i).name)
                fail("there are two tensors " + in_quotes(tensor_at(i).name));
    }

    /// The bytes that its shape and type come to.
    std::uint64_t bytes_of(const StoredTensor& tensor) const {
        std::uint64_t bits = tensor.type->bits;
        for (const std::uint64_t extent : tensor.shape)
            if (__builtin_mul_overflow(bits, extent, &bits))
                fail(in_quotes(tensor.name) + " is " + extents_text(tensor.shape) +
                     ", which is larger than any file");
        if (bits % 8 != 0) fail(in_quotes(tensor.name) + " does not end with a whole byte");
        return bits / 8;
    }

    void check_places() const {
        const auto in_order = sorted(tensors_, [](const void* first, const void* second) {
            const auto &a = *static_cast<const StoredTensor*>(first),
                       &b = *static_cast<const StoredTensor*>(second);
            return a.begin != b.begin ? a.begin < b.begin : a.end < b.end;
        });
        std::uint64_t end = 0;
        for (const void* const place : in_order) {
            const auto* const tensor = static_cast<const StoredTensor*>(place);
            const auto wrong = [&](const std::string& what) {
                fail(in_quotes(tensor->name) + " lies at bytes " + std::to_string(tensor->begin) + " to " +
                     std::to_string(tensor->end) + " of the values, " + what);
            };
            if (tensor->end < tensor->begin) wrong("which ends before it begins");
            if (tensor->end > values_size_) wrong("but there are only " + std::to_string(values_size_));
            if (const std::uint64_t bytes = bytes_of(*tensor); tensor->end - tensor->begin != bytes)
                wrong("but " + extents_text(tensor->shape) + " of " + std::string(tensor->type->name) +
                      " take " + std::to_string(bytes));
            if (tensor->begin < end) wrong("where another tensor lies");
            if (tensor->begin > end) wrong("but the one before it ends at " + std::to_string(end));
            end = tensor->end;
        }
        if (end != values_size_)
            fail(std::to_string(values_size_ - end) + " bytes at the end belong to no tensor");
    }

    FileBytes bytes_;
    std::uint64_t values_at_ = 0, values_size_ = 0;
    std::vector<char> piece_{};
    std::vector<StoredTensor> tensors_{};
    std::vector<const void*> by_name_{};
    std::vector<StoredText> about_{};
};

}  // namespace ctnn::detail::inline CTNN_CODE
