#include <ctnn/io/zip_file.hpp>

#include <data/message_of.hpp>
#include <reference/npy.hpp>

#include <data/scratch_file.hpp>
#include <testing.hpp>

using ctnn::detail::ZipFile;

namespace {

std::string little_endian(std::uint64_t number, int bytes) {
    std::string text;
    for (int i = 0; i < bytes; ++i) text += char(number >> (8 * i) & 0xFF);
    return text;
}

std::string header(const std::string& name, std::uint64_t size) {
    return "PK\x03\x04" +
           std::string(22, '\0').replace(14, 8, little_endian(size, 4) + little_endian(size, 4)) +
           little_endian(name.size(), 2) + little_endian(0, 2) + name;
}

struct Listed {
    std::string name;
    std::uint64_t at = 0, size = 0, method = 0, flags = 0;
    std::string extra = {};
};

/// What the list says, and its end behind it.
std::string list(const std::string& before, const std::vector<Listed>& entries,
                 const std::string& comment = "") {
    std::string text = before;
    for (const Listed& entry : entries)
        text += "PK\x01\x02" + std::string(4, '\0') + little_endian(entry.flags, 2) +
                little_endian(entry.method, 2) + std::string(8, '\0') + little_endian(entry.size, 4) +
                little_endian(entry.size, 4) + little_endian(entry.name.size(), 2) +
                little_endian(entry.extra.size(), 2) + std::string(10, '\0') + little_endian(entry.at, 4) +
                entry.name + entry.extra;
    return text + "PK\x05\x06" + std::string(4, '\0') + little_endian(entries.size(), 2) +
           little_endian(entries.size(), 2) + little_endian(text.size() - before.size(), 4) +
           little_endian(before.size(), 4) + little_endian(comment.size(), 2) + comment;
}

std::string error_of(const std::string& content) {
    const ScratchFile file(content);
    std::string message = message_of<ctnn::FileError>([&] { ZipFile{file.path()}; });
    if (const auto at = message.find(file.path()); at != message.npos)
        message.replace(at, file.path().size(), "FILE");
    return message;
}

const std::string two = header("a", 3) + "abc" + header("b", 0);

}  // namespace

TEST_CASE("zip_file: entries lie where the list says, with a comment behind it too", "[io]") {
    for (const char* comment : {"", "made by hand", "PK\x05\x06"}) {
        const ScratchFile file(list(two, {{"a", 0, 3}, {"b", 34, 0}}, comment));
        const ZipFile zip(file.path());
        REQUIRE(zip.entries().size() == 2);
        const auto* const a = zip.find("a");
        REQUIRE(a != nullptr);
        CHECK(std::string(reinterpret_cast<const char*>(zip.data() + a->first), a->size) == "abc");
        CHECK(zip.find("c") == nullptr);
    }
}

TEST_CASE("zip_file: numbers of 64 bits, where the list has no room for them", "[io]") {
    const std::uint64_t none = 0xFFFFFFFF;
    const std::string sizes = little_endian(1, 2) + little_endian(24, 2) + little_endian(3, 8) +
                              little_endian(3, 8) + little_endian(0, 8);
    const ScratchFile file(
        list(two, {{"a", none, none, 0, 0, little_endian(9, 2) + little_endian(0, 2) + sizes}}));
    CHECK(ZipFile(file.path()).find("a")->size == 3);
    CHECK(error_of(list(two, {{"a", none, none, 0, 0, sizes.substr(0, 20)}})) ==
          "FILE: byte 116: expected an extra field within its entry, found 24 bytes");
    CHECK(error_of(list(two, {{"a", none, none, 0, 0, little_endian(1, 2) + little_endian(0, 2)}})) ==
          "FILE: byte 116: expected a size in 64 bits, found the end of the field");
}

TEST_CASE("zip_file: what is no zip file, or lies about itself", "[io]") {
    CHECK(error_of("") ==
          "FILE: byte 0: expected a zip file (.npz is one), with the list of its entries at the end, found "
          "none");
    CHECK(error_of(list(two, {{"a", 0, 3, 12}})) ==
          "FILE: byte 75: expected \"a\" stored or deflated, found method 12");
    CHECK(error_of(list(two, {{"a", 0, 3, 0, 1}})) ==
          "FILE: byte 73: expected \"a\" in the clear, found encryption");
    CHECK(error_of(list(two, {{"a", 1, 3}})) ==
          "FILE: byte 1: expected the header of \"a\", found other bytes");
    CHECK(error_of(list(two, {{"a", 0, 4000}})) ==
          "FILE: byte 134: expected 4000 bytes at 31, found the end of the file");
    CHECK(error_of(list(two, {{"a", 0, 3}, {"b", 34, 0}, {"a", 0, 3}})) ==
          "FILE: byte 206: expected each name once in the list, found \"a\" again");
    CHECK(error_of(list(two, {{"a", 0xFFFFFFF0, 3}})).find("expected the header of \"a\"") !=
          std::string::npos);
}
