#include <catch2/catch.hpp>
#include <ctnn/io/write_file.hpp>
#include <filesystem>
#include <fstream>
#include <io/scratch_file.hpp>
#include <iterator>
#include <string>

using namespace ctnn;
namespace fs = std::filesystem;

namespace {

std::string content(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
}

}  // namespace

TEST_CASE("write_file: replaces a file, and leaves nothing beside it", "[io]") {
    const ScratchFile file("before");
    detail::write_file(file.path(), std::string("a\0b\r\n", 5));
    REQUIRE(content(file.path()) == std::string("a\0b\r\n", 5));
    REQUIRE_FALSE(fs::exists(file.path() + ".part"));
}

TEST_CASE("write_file: a file that cannot be written is a FileError with the facts", "[io]") {
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

TEST_CASE("write_file: what cannot be finished leaves the old file as it was", "[io]") {
    const ScratchFile file("before");
    fs::create_directory(file.path() + ".part");  // where the draft would be
    REQUIRE_THROWS_AS(detail::write_file(file.path(), "after"), FileError);
    fs::remove(file.path() + ".part");
    REQUIRE(content(file.path()) == "before");
}
