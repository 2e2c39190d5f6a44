#include <ctnn/data/write_file.hpp>
#include <data/scratch_file.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <testing.hpp>
#include <thread>
#include <vector>

using namespace ctnn;
namespace fs = std::filesystem;

namespace {

std::string content(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
}

}  // namespace

TEST_CASE("write_file: replaces a file, and leaves nothing beside it", "[data]") {
    const ScratchFile file("before");
    detail::write_file(file.path(), std::string("a\0b\r\n", 5));
    REQUIRE(content(file.path()) == std::string("a\0b\r\n", 5));
    REQUIRE_FALSE(fs::exists(file.path() + ".part"));
}

TEST_CASE("write_file: a file that cannot be written is a FileError with the facts", "[data]") {
    const ScratchFile file("before");
    REQUIRE_THROWS_WITH(detail::write_file(file.path() + "/x.hpp", "text"),
                        file.path() +
                            "/x.hpp: writing: expected a file that can be written, found "
                            "Not a directory");
    REQUIRE_THROWS_WITH(detail::write_file("/nowhere/x.hpp", "text"),
                        Catch::EndsWith("found No such file or directory"));
    REQUIRE_THROWS_WITH(detail::write_file("", "text"), Catch::Contains(": writing: expected"));
    REQUIRE_THROWS_WITH(detail::write_file("/dev/null", "text"),
                        Catch::EndsWith("found something that is no file"));
    const std::string folder = fs::temp_directory_path().string();
    REQUIRE_THROWS_WITH(detail::write_file(folder, "text"), Catch::EndsWith("found a folder"));
    REQUIRE_FALSE(fs::exists(folder + ".part"));
}

TEST_CASE("write_file: what cannot be finished leaves the old file as it was, and no draft", "[data]") {
    const ScratchFile file("before");
    const std::string full(252, 'x');  // a name that leaves no room for that of a draft
    REQUIRE_THROWS_WITH(detail::write_file((fs::temp_directory_path() / full).string(), "text"),
                        Catch::EndsWith("found File name too long"));
    fs::permissions(file.path(), fs::perms::owner_read);
    REQUIRE_THROWS_WITH(detail::write_file(file.path(), "after"), Catch::EndsWith("found a read-only file"));
    REQUIRE(content(file.path()) == "before");
    REQUIRE_FALSE(fs::exists(file.path() + ".part"));
}

TEST_CASE("write_file: another's file, folder or link of the draft's name is left alone", "[data]") {
    const ScratchFile file("before"), precious("precious");
    const std::string draft = file.path() + ".part";
    fs::create_symlink(precious.path(), draft);
    fs::create_directory(draft + "1");
    std::ofstream(draft + "2") << "mine";
    detail::write_file(file.path(), "after");
    REQUIRE(content(file.path()) == "after");
    REQUIRE(content(precious.path()) == "precious");
    REQUIRE(fs::is_symlink(draft));
    REQUIRE(content(draft + "2") == "mine");
    REQUIRE_FALSE(fs::exists(draft + "3"));
    for (const char* end : {"", "1", "2"}) fs::remove(draft + end);
}

TEST_CASE("write_file: a link is followed", "[data]") {
    const ScratchFile target("before"), link("");
    fs::remove(link.path());
    fs::create_symlink(fs::path(target.path()).filename(), link.path());  // relative to its folder
    detail::write_file(link.path(), "after");
    REQUIRE(fs::is_symlink(link.path()));
    REQUIRE((content(target.path()) == "after" && !fs::is_symlink(target.path())));

    fs::remove(link.path());
    fs::create_symlink(target.path() + ".nowhere", link.path());
    REQUIRE_THROWS_WITH(detail::write_file(link.path(), "text"),
                        Catch::EndsWith("found No such file or directory"));
    REQUIRE(fs::is_symlink(link.path()));
}

TEST_CASE("write_file: permissions are kept", "[data]") {
    const ScratchFile file("before");
    const auto secret = fs::perms::owner_read | fs::perms::owner_write;
    fs::permissions(file.path(), secret);
    detail::write_file(file.path(), "after");
    REQUIRE(content(file.path()) == "after");
    REQUIRE(fs::status(file.path()).permissions() == secret);
}

TEST_CASE("write_file: a path with a zero character in it is no path", "[data]") {
    const ScratchFile file("before");
    REQUIRE_THROWS_WITH(detail::write_file(file.path() + '\0' + ".hpp", "after"),
                        file.path() +
                            ": writing: expected a file that can be written, found a path with a "
                            "zero character");
    REQUIRE(content(file.path()) == "before");
}

TEST_CASE("write_file: of many who write at once each writes whole, and one wins", "[data]") {
    const ScratchFile file("before");
    const auto text = [](int writer) { return std::string(100'000, static_cast<char>('a' + writer)); };
    std::vector<std::thread> writers;
    for (int writer = 0; writer < 4; ++writer)
        writers.emplace_back([&, writer] {
            for (int turn = 0; turn < 20; ++turn) detail::write_file(file.path(), text(writer));
        });
    for (std::thread& writer : writers) writer.join();
    const std::string left = content(file.path());
    REQUIRE(left == text(left.at(0) - 'a'));
    REQUIRE_FALSE(fs::exists(file.path() + ".part"));
}
