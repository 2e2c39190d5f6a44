#include <sys/stat.h>

#include <ctnn/io/byte_source.hpp>

#include <data/message_of.hpp>

#include <data/scratch_file.hpp>
#include <testing.hpp>

namespace {

std::string content_of(const std::string& path, std::size_t chunk = 1000) {
    ctnn::detail::ByteSource source(path);
    std::string content, buffer(chunk, '\0');
    while (const std::size_t got = source.read(buffer.data(), chunk)) content.append(buffer, 0, got);
    CHECK(source.at_end());
    CHECK(source.position() == content.size());
    return content;
}

std::string error_of(const std::string& path) {
    return message_of<ctnn::FileError>([&] { content_of(path, 100'000); });
}

std::string some_content() {
    std::string content;
    for (int i = 0; i < 5000; ++i) content += std::to_string(i * i % 977) + ' ';
    return content;
}

}  // namespace

TEST_CASE("byte_source: plain and gzip files give the same bytes, whatever their names", "[io]") {
    const std::string content = some_content();
    CHECK(content_of(ScratchFile(content, ".gz").path()) == content);
    CHECK(content_of(ScratchFile(gzipped(content), ".txt").path()) == content);
    CHECK(content_of(ScratchFile(gzipped(content)).path(), 1) == content);
    CHECK(content_of(ScratchFile(gzipped("one") + gzipped("two")).path()) == "onetwo");
    CHECK(content_of(ScratchFile("").path()).empty());
    CHECK(content_of(ScratchFile(gzipped("")).path()).empty());
    CHECK(content_of(ScratchFile("\x1f").path()) == "\x1f");
}

TEST_CASE("byte_source: a gzip file that ends early is an error, wherever it ends", "[io]") {
    const std::string packed = gzipped("one two three four five six seven eight nine ten");
    for (std::size_t size = 2; size < packed.size(); ++size) {
        const ScratchFile file(packed.substr(0, size));
        INFO("cut to " << size << " of " << packed.size());
        CHECK_THAT(error_of(file.path()),
                   Catch::StartsWith(file.path() + ": byte ") &&
                       Catch::EndsWith("expected intact gzip data, found \"unexpected end of file\""));
    }
}

TEST_CASE("byte_source: a gzip file that is damaged is an error", "[io]") {
    std::string packed = gzipped(some_content());
    packed[packed.size() - 6] ^= 1;  // the checksum
    const ScratchFile checksum(packed);
    CHECK(error_of(checksum.path()) ==
          checksum.path() + ": byte 0: expected intact gzip data, found \"incorrect data check\"");
    packed = gzipped(some_content());
    packed[packed.size() / 2] ^= 0x55;
    const ScratchFile middle(packed);
    CHECK_THAT(error_of(middle.path()), Catch::Contains("expected intact gzip data"));
}

TEST_CASE("byte_source: what cannot be opened or read is an error", "[io]") {
    const std::string folder = std::filesystem::temp_directory_path().string();
    CHECK(error_of(folder + "/ctnn_absent") ==
          folder + "/ctnn_absent: byte 0: expected a readable file, found \"No such file or directory\"");
    CHECK(error_of("") == ": byte 0: expected a readable file, found \"No such file or directory\"");
    CHECK(error_of(folder) == folder + ": byte 0: expected a readable file, found a folder");
}

TEST_CASE("byte_source: a pipe is not waited for, a device not read", "[io]") {
    const ScratchFile pipe("");
    std::filesystem::remove(pipe.path());
    REQUIRE(::mkfifo(pipe.path().c_str(), 0600) == 0);
    CHECK(error_of(pipe.path()) == pipe.path() + ": byte 0: expected a readable file, found a pipe");
    CHECK(error_of("/dev/zero") == "/dev/zero: byte 0: expected a readable file, found a device");
    CHECK(error_of(pipe.path() + '\0' + "x") ==
          pipe.path() + ": byte 0: expected a readable file, found a path with a zero character");
}

TEST_CASE("byte_source: a name without .gz finds the file with it, and a file of just that name first",
          "[io]") {
    const ScratchFile packed(gzipped("packed"), ".txt.gz");
    const std::string name = packed.path().substr(0, packed.path().size() - 3);
    ctnn::detail::ByteSource source(name);
    CHECK(source.path() == packed.path());
    char first = 0;
    CHECK((source.read(&first, 1) == 1 && first == 'p'));

    std::ofstream(name) << "plain";
    ctnn::detail::ByteSource plain(name);
    CHECK((plain.path() == name && plain.read(&first, 1) == 1 && plain.read(&first, 1) == 1 && first == 'l'));
    std::filesystem::remove(name);
    CHECK(message_of<ctnn::FileError>([&] { ctnn::detail::ByteSource(name + ".absent"); }) ==
          name + ".absent: byte 0: expected a readable file, found \"No such file or directory\"");
}
