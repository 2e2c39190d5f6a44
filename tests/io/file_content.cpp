#include <ctnn/io/file_content.hpp>

#include <data/message_of.hpp>
#include <data/scratch_file.hpp>
#include <string>
#include <testing.hpp>

using namespace ctnn;
using detail::FileContent;

TEST_CASE("file_content: all bytes of a file", "[io]") {
    const ScratchFile empty(""), some(std::string("a\0b\r\n\xFF", 6));
    REQUIRE(FileContent(empty.path()).bytes().empty());
    REQUIRE(FileContent(some.path()).bytes() == std::string("a\0b\r\n\xFF", 6));
    const std::string large(3'000'001, 'x');
    const ScratchFile file(large);
    REQUIRE(FileContent(file.path()).bytes() == large);
    REQUIRE(FileContent(file.path()).path() == file.path());
}

TEST_CASE("file_content: what is no file is a FileError with the facts", "[io]") {
    const auto refusal = [](const std::string& path) {
        return message_of<FileError>([&] { FileContent{path}; });
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
