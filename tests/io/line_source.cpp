#include <ctnn/io/line_source.hpp>

#include <data/message_of.hpp>

#include <data/scratch_file.hpp>
#include <testing.hpp>

namespace {

using Lines = std::vector<std::string>;

Lines lines_of(std::string_view content) {
    const ScratchFile file(content);
    ctnn::detail::LineSource source(file.path(), 200'001);
    Lines lines;
    while (source.next()) {
        lines.emplace_back(source.line());
        CHECK(source.number() == lines.size());
    }
    CHECK_FALSE(source.next());
    return lines;
}

}  // namespace

TEST_CASE("line_source: lines end in LF, CR LF, CR or with the file", "[io]") {
    CHECK(lines_of("").empty());
    CHECK(lines_of("\n") == Lines{""});
    CHECK(lines_of("a") == Lines{"a"});
    CHECK(lines_of("a\nb\n") == Lines{"a", "b"});
    CHECK(lines_of("a\r\nb\r\n\r\nc") == Lines{"a", "b", "", "c"});
    CHECK(lines_of("a\rb\r\r\rc") == Lines{"a", "b", "", "", "c"});
    CHECK(lines_of("a\rb\n\rc\r\n\r") == Lines{"a", "b", "", "c", ""});
    CHECK(lines_of("\r") == Lines{""});
    CHECK(lines_of("\r\r") == Lines{"", ""});
    CHECK(lines_of("\r\r\n") == Lines{""});
    CHECK(lines_of("a\r\r\nb\r\r\n") == Lines{"a", "b"});
}

TEST_CASE("line_source: a byte order mark is no part of the first line", "[io]") {
    CHECK(lines_of("\xEF\xBB\xBF"
                   "a\n\xEF\xBB\xBF") == Lines{"a", "\xEF\xBB\xBF"});
}

TEST_CASE("line_source: two bytes a character, or no text, is an error with its line", "[io]") {
    using namespace std::string_view_literals;
    const auto found = [](const std::string& where) {
        return where +
               ": expected text in UTF-8, found zero bytes, as of UTF-16 or of a file that is no text";
    };
    for (const std::string_view content : {"\xFF\xFE\x31\0\n\0"sv, "\xFE\xFF\0\x31\0\n"sv, "PK\3\4\0\0"sv}) {
        const ScratchFile file(content);
        CHECK(message_of<ctnn::FileError>([&] { ctnn::detail::LineSource(file.path(), 1000).next(); }) ==
              found(file.path() + ": line 1"));
    }
    const ScratchFile file("a\nb\0\n"sv);
    CHECK(message_of<ctnn::FileError>([&] {
              ctnn::detail::LineSource source(file.path(), 1000);
              while (source.next()) continue;
          }) == found(file.path() + ": line 2"));
}

TEST_CASE("line_source: lines may be longer than any buffer, and end where it ends", "[io]") {
    for (const std::size_t length : {131070u, 131071u, 131072u, 131073u, 200'000u}) {
        const std::string longest(length, 'x');
        CHECK(lines_of(longest + "\ny\n") == Lines{longest, "y"});
        CHECK(lines_of(longest + "\r\ny") == Lines{longest, "y"});
        CHECK(lines_of(longest + "\r\r\ny") == Lines{longest, "y"});
        CHECK(lines_of(longest + "\ry\r") == Lines{longest, "y"});
        CHECK(lines_of(longest + "\r") == Lines{longest});
        CHECK(lines_of(gzipped(longest)) == Lines{longest});
    }
}

TEST_CASE("line_source: a line that is too long is an error with its number, before it is whole", "[io]") {
    CHECK(lines_of(std::string(200'001, 'x')).size() == 1);
    const ScratchFile file("y\n" + std::string(200'001, 'x') + "\n");
    CHECK(message_of<ctnn::FileError>([&] {
              ctnn::detail::LineSource source(file.path(), 200'000);
              while (source.next()) source.line() += "changed";
          }) == file.path() + ": line 2: expected a line of at most 200000 bytes, found a longer one");
}

TEST_CASE("line_source: much from very little is an error with its line", "[io]") {
    std::string content(std::size_t{66} << 20, '0');
    for (std::size_t i = 99; i < content.size(); i += 100) content[i] = '\n';
    const ScratchFile packed(gzipped(content)), plain(content);
    const auto read = [](const std::string& path) {
        return message_of<ctnn::FileError>([&] {
            ctnn::detail::LineSource source(path, 1000);
            while (source.next()) continue;
        });
    };
    CHECK_THAT(
        read(packed.path()),
        Catch::StartsWith(packed.path() + ": line 67") &&
            Catch::EndsWith(": expected gzip data that grows to at most 200 times its size, found more "
                            "(where it is right, unpack it first)"));
    CHECK(read(plain.path()) == "nothing was thrown");
}
