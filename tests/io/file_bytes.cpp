#include <ctnn/io/file_bytes.hpp>

#include <data/message_of.hpp>
#include <data/scratch_file.hpp>
#include <string>
#include <testing.hpp>

using namespace ctnn;
using detail::FileBytes;

namespace {

std::string bytes_of(FileBytes& file, std::uint64_t first, std::size_t count) {
    std::string bytes(count, ' ');
    file.read(first, bytes.data(), count);
    return bytes;
}

}  // namespace

TEST_CASE("file_bytes: any bytes of a file, in any order", "[io]") {
    const ScratchFile empty(""), some(std::string("a\0b\r\n\xFF", 6));
    REQUIRE(FileBytes(empty.path()).size() == 0);
    FileBytes file(some.path());
    REQUIRE((file.size() == 6 && file.path() == some.path()));
    REQUIRE(bytes_of(file, 0, 6) == std::string("a\0b\r\n\xFF", 6));
    REQUIRE(bytes_of(file, 2, 2) == "b\r");
    REQUIRE(bytes_of(file, 4, 2) == "\n\xFF");
    REQUIRE(bytes_of(file, 0, 1) == "a");
    REQUIRE(bytes_of(file, 6, 0).empty());
    std::string next(6, ' ');
    REQUIRE((bytes_of(file, 1, 1)[0] == '\0' && file.read_next(next.data(), 2) == 2 && next[0] == 'b'));
    REQUIRE(
        (file.read_next(next.data(), 6) == 2 && next[1] == '\xFF' && file.read_next(next.data(), 6) == 0));
    REQUIRE((FileBytes(some.path()).read_next(next.data(), 6) == 6 && next[0] == 'a'));
}

TEST_CASE("file_bytes: a file that becomes shorter while it is read", "[io]") {
    const ScratchFile some("abcdef");
    FileBytes file(some.path());
    some.write("abc");
    REQUIRE(bytes_of(file, 0, 3) == "abc");
    REQUIRE_THROWS_WITH(bytes_of(file, 2, 4),
                        some.path() + ": byte 3: expected a readable file, found one that became shorter");
}

TEST_CASE("file_bytes: what is no file is a FileError with the facts", "[io]") {
    const auto refusal = [](const std::string& path) {
        return message_of<FileError>([&] { FileBytes{path}; });
    };
    REQUIRE(refusal("/nowhere/x") ==
            "/nowhere/x: byte 0: expected a readable file, found \"No such file or directory\"");
    REQUIRE(refusal("") == ": byte 0: expected a readable file, found \"No such file or directory\"");
    REQUIRE(refusal("/") == "/: byte 0: expected a readable file, found a folder");
    REQUIRE(refusal(std::string("a\0b", 3)) ==
            "a: byte 0: expected a readable file, found a path with a zero character");
#ifndef _WIN32
    REQUIRE(refusal("/dev/zero") == "/dev/zero: byte 0: expected a readable file, found a device");
#endif
}
