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

const std::string no_error = "nothing was thrown";  // as message_of has it

std::string error_of(const std::string& path) {
    return message_of<ctnn::FileError>([&] { content_of(path, 100'000); });
}

std::string some_content() {
    std::string content;
    for (int i = 0; i < 5000; ++i) content += std::to_string(i * i % 977) + ' ';
    return content;
}

// As gzip itself packs a file.
std::string with_a_name(std::string packed) {
    packed[3] = 8;
    return packed.insert(10, std::string("name\0", 5));
}

}  // namespace

TEST_CASE("byte_source: plain and gzip files give the same bytes, whatever their names", "[io]") {
    const std::string content = some_content();
    CHECK(content_of(ScratchFile(content, ".gz").path()) == content);
    CHECK(content_of(ScratchFile(gzipped(content), ".txt").path()) == content);
    CHECK(content_of(ScratchFile(gzipped(content)).path(), 1) == content);
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

TEST_CASE("byte_source: members of a gzip file are read one after the other", "[io]") {
    const std::string two = gzipped("one") + with_a_name(gzipped("two"));
    CHECK(content_of(ScratchFile(two).path()) == "onetwo");
    CHECK(content_of(ScratchFile(two).path(), 1) == "onetwo");
    std::string many;  // whose headers and ends lie across the pieces in which a file is read
    const std::string one = gzipped("x");
    for (int i = 0; i < 20'000; ++i) many += one;
    CHECK(content_of(ScratchFile(many).path()) == std::string(20'000, 'x'));
    for (std::size_t size = 0; size < two.size(); ++size) {
        const ScratchFile file(two.substr(0, size));
        INFO("cut to " << size << " of " << two.size());
        if (size < 2 || size == gzipped("one").size())
            CHECK(error_of(file.path()) == no_error);
        else
            CHECK_THAT(error_of(file.path()), Catch::EndsWith("found \"unexpected end of file\""));
    }
}

TEST_CASE("byte_source: whatever befalls a second member, nothing is missing without a word", "[io]") {
    const std::string first = gzipped("one"), two = first + with_a_name(gzipped("two"));
    for (std::size_t bit = 8 * first.size(); bit < 8 * two.size(); ++bit) {
        std::string damaged = two;
        damaged[bit / 8] = static_cast<char>(damaged[bit / 8] ^ 1 << bit % 8);
        const ScratchFile file(damaged);
        const std::string error = error_of(file.path());
        INFO("bit " << bit % 8 << " of byte " << bit / 8 << ": " << error);
        if (error == no_error)
            CHECK(content_of(file.path()) == "onetwo");
        else
            CHECK_THAT(error, Catch::StartsWith(file.path() + ": byte ") && Catch::Contains("gzip data"));
    }
}

TEST_CASE("byte_source: zeros behind gzip data fill up a block, other bytes are an error", "[io]") {
    const std::string one = gzipped("one"), two = gzipped("two");
    for (const std::size_t zeros : {1u, 511u, 300'000u}) {
        const std::string padded = one + std::string(zeros, '\0');
        CHECK(content_of(ScratchFile(padded).path()) == "one");
        CHECK(content_of(ScratchFile(padded + two).path()) == "onetwo");
        const ScratchFile odd(padded + "x");
        CHECK(error_of(odd.path()) ==
              odd.path() + ": byte 3: expected the end of the gzip data, or more of it, found other bytes");
    }
    CHECK_THAT(error_of(ScratchFile(one + "\x1F\x8C" + two).path()),
               Catch::Contains("incorrect header check"));
}

TEST_CASE("byte_source: a gzip file that is damaged is an error", "[io]") {
    const std::string content = some_content(), end = ": byte " + std::to_string(content.size()) +
                                                      ": expected intact gzip data, found ";
    std::string packed = gzipped(content);
    packed[packed.size() - 6] ^= 1;  // the checksum
    const ScratchFile checksum(packed + gzipped("more"));
    CHECK(error_of(checksum.path()) == checksum.path() + end + "\"incorrect data check\"");
    packed = gzipped(content);
    packed[packed.size() - 1] ^= 1;
    const ScratchFile length(packed + gzipped("more"));
    CHECK(error_of(length.path()) == length.path() + end + "\"incorrect length check\"");
    packed = gzipped(content);
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
