#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <ctnn/core/code.hpp>
#include <ctnn/data/data_error.hpp>
#include <ctnn/data/file_error.hpp>
#include <ctnn/io/file_bytes.hpp>

// A zip file, as .npz is one, and where its entries lie. The list at its end is what counts: the headers
// before the entries need not know their sizes. Source: PKWARE, APPNOTE.TXT 6.3: 4.3.7 to 4.3.16, 4.5.3.

namespace ctnn::detail::inline CTNN_CODE {

struct ZipEntry {
    std::string name;
    bool deflated = false;
    std::uint32_t checksum = 0;  // CRC-32 of its content
    std::uint64_t first = 0, packed = 0, size = 0;
};

class ZipFile {
  public:
    explicit ZipFile(const std::string& path) {
        FileBytes file(path);
        path_ = file.path();
        bytes_.resize(as_size(file.size()));
        file.read(0, reinterpret_cast<char*>(bytes_.data()), bytes_.size());
        read_list();
    }

    const std::string& path() const noexcept { return path_; }
    const std::vector<ZipEntry>& entries() const noexcept { return entries_; }
    const std::uint8_t* data() const noexcept { return bytes_.data(); }

    const ZipEntry* find(std::string_view name) const noexcept {
        const auto at = std::find_if(entries_.begin(), entries_.end(),
                                     [&](const ZipEntry& entry) { return entry.name == name; });
        return at == entries_.end() ? nullptr : &*at;
    }

  private:
    static constexpr std::uint64_t list_end = 0x06054b50, big_list_end = 0x06064b50,
                                   big_list_place = 0x07064b50, listed = 0x02014b50, local = 0x04034b50;
    static constexpr std::uint64_t none = 0xFFFFFFFF;  // a number that stands elsewhere, in 64 bits

    [[noreturn, gnu::cold]] void fail(std::uint64_t at, const std::string& expected,
                                      const std::string& found) const {
        throw FileError(path_, "byte " + std::to_string(at), expected, found);
    }

    // The number of `width` bytes at `at`, which is an error where the file does not reach so far.
    std::uint64_t number(std::uint64_t at, std::size_t width) const {
        require_bytes(at, width);
        std::uint64_t value = 0;
        for (const std::uint8_t* byte = bytes_.data() + at + width; width > 0; --width)
            value = value << 8 | *--byte;
        return value;
    }
    void require_bytes(std::uint64_t at, std::uint64_t count) const {
        if (at > bytes_.size() || count > bytes_.size() - at)
            fail(bytes_.size(), counted(count, "byte") + " at " + std::to_string(at), "the end of the file");
    }
    bool marked(std::uint64_t at, std::uint64_t mark) const {
        return at <= bytes_.size() && bytes_.size() - at >= 4 && number(at, 4) == mark;
    }

    // Where the list ends: behind it there is nothing but a comment.
    std::uint64_t end_of_list() const {
        constexpr std::uint64_t size = 22, longest_comment = 0xFFFF;
        for (std::uint64_t back = size;
             back <= std::min<std::uint64_t>(bytes_.size(), size + longest_comment); ++back)
            if (const std::uint64_t at = bytes_.size() - back;
                marked(at, list_end) && number(at + 20, 2) == back - size)
                return at;
        fail(0, "a zip file (.npz is one), with the list of its entries at the end", "none");
    }

    void read_list() {
        std::uint64_t at = end_of_list(), count = number(at + 10, 2), place = number(at + 16, 4);
        if (at >= 20 && marked(at - 20, big_list_place)) {
            at = number(at - 20 + 8, 8);
            if (!marked(at, big_list_end)) fail(at, "the end of the list of entries", "other bytes");
            count = number(at + 32, 8);
            place = number(at + 48, 8);
        }
        for (std::uint64_t i = 0; i < count; ++i) {  // each takes bytes of the file, so that they end
            if (!marked(place, listed))
                fail(place, "entry " + std::to_string(i) + " of the list", "other bytes");
            place = read_entry(place);
        }
        std::vector<std::string_view> names;
        for (const ZipEntry& entry : entries_) names.push_back(entry.name);
        std::sort(names.begin(), names.end());
        if (const auto twice = std::adjacent_find(names.begin(), names.end()); twice != names.end())
            fail(place, "each name once in the list", '"' + std::string(*twice) + "\" again");
    }

    // Reads what the list says of an entry, and returns where the next one begins.
    std::uint64_t read_entry(std::uint64_t at) {
        const std::uint64_t flags = number(at + 8, 2), method = number(at + 10, 2), name = number(at + 28, 2),
                            extra = number(at + 30, 2), comment = number(at + 32, 2);
        ZipEntry entry;
        entry.checksum = static_cast<std::uint32_t>(number(at + 16, 4));
        entry.packed = number(at + 20, 4);
        entry.size = number(at + 24, 4);
        std::uint64_t header = number(at + 42, 4);
        require_bytes(at + 46, name + extra + comment);
        entry.name.assign(bytes_.begin() + static_cast<std::ptrdiff_t>(at + 46),
                          bytes_.begin() + static_cast<std::ptrdiff_t>(at + 46 + name));
        read_big_numbers(at + 46 + name, extra, entry, header);
        const std::string what = '"' + entry.name + '"';
        if ((flags & 1) != 0) fail(at + 8, what + " in the clear", "encryption");
        if (method != 0 && method != 8)
            fail(at + 10, what + " stored or deflated", "method " + std::to_string(method));
        entry.deflated = method == 8;
        if (!marked(header, local)) fail(header, "the header of " + what, "other bytes");
        entry.first = header + 30 + number(header + 26, 2) + number(header + 28, 2);
        require_bytes(entry.first, entry.packed);
        if (!entry.deflated && entry.packed != entry.size)
            fail(at + 20, what + " as long as it is packed", counted(entry.size, "byte"));
        entries_.push_back(std::move(entry));
        return at + 46 + name + extra + comment;
    }

    // Of 64 bits each, in this order, where the list has no room for them.
    void read_big_numbers(std::uint64_t at, std::uint64_t length, ZipEntry& entry,
                          std::uint64_t& header) const {
        const std::uint64_t end = at + length;
        while (end - at >= 4) {
            const std::uint64_t tag = number(at, 2), size = number(at + 2, 2);
            at += 4;
            if (size > end - at) fail(at, "an extra field within its entry", std::to_string(size) + " bytes");
            if (tag == 1) {
                std::uint64_t next = at;
                for (std::uint64_t* const value : {&entry.size, &entry.packed, &header}) {
                    if (*value != none) continue;
                    if (at + size - next < 8) fail(next, "a size in 64 bits", "the end of the field");
                    *value = number(next, 8);
                    next += 8;
                }
            }
            at += size;
        }
    }

    std::string path_;
    std::vector<std::uint8_t> bytes_;
    std::vector<ZipEntry> entries_;
};

}  // namespace ctnn::detail::inline CTNN_CODE
