#include <sys/stat.h>

#include <cerrno>
#include <cstdio>
#include <ctnn/data/file_system.hpp>
#include <data/scratch_file.hpp>
#include <filesystem>
#include <string>
#include <testing.hpp>

using namespace ctnn;
namespace fs = std::filesystem;

TEST_CASE("file_system: what is at a path", "[data]") {
    const ScratchFile file("text");
    const auto status = detail::status_of(file.path());
    CHECK((status.exists && status.regular && !status.read_only));
    fs::permissions(file.path(), fs::perms::owner_read);
    CHECK(detail::status_of(file.path()).read_only);
    CHECK_FALSE(detail::status_of(file.path() + ".absent").exists);
}

TEST_CASE("file_system: what is no file has a name", "[data]") {
    const auto kind = [](const std::string& path) {
        const auto status = detail::status_of(path);
        CHECK((status.exists && !status.regular));
        return std::string(status.kind);
    };
    CHECK(kind(fs::temp_directory_path().string()) == "a folder");
    CHECK(kind("/dev/null") == "a device");
    const ScratchFile pipe("");
    fs::remove(pipe.path());
    REQUIRE(::mkfifo(pipe.path().c_str(), 0600) == 0);
    CHECK(kind(pipe.path()) == "a pipe");
}

TEST_CASE("file_system: links lead somewhere, or nowhere", "[data]") {
    const ScratchFile file("text");
    const std::string link = file.path() + ".link";
    fs::create_symlink(file.path(), link);
    CHECK(detail::behind_links(link) == fs::canonical(file.path()).string());
    CHECK(detail::behind_links(file.path()) == file.path());
    CHECK(detail::behind_links("absent") == "absent");
    fs::remove(link);
    fs::create_symlink(file.path() + ".absent", link);
    CHECK(detail::behind_links(link).empty());
    CHECK(errno == ENOENT);
    fs::remove(link);
}

TEST_CASE("file_system: a new file is none that is there", "[data]") {
    const ScratchFile file("text");
    CHECK(detail::new_file(file.path(), {}) == nullptr);
    CHECK(errno == EEXIST);
    CHECK(file.content() == "text");
    const std::string other = file.path() + ".new";
    std::FILE* const made = detail::new_file(other, {});
    REQUIRE(made != nullptr);
    CHECK((std::fputs("new", made) >= 0 && detail::reaches_the_disk(made) && std::fclose(made) == 0));
    CHECK((detail::renamed(other, file.path()) && file.content() == "new"));
    CHECK_FALSE(detail::renamed(other, file.path()));
    CHECK(detail::reason() == "No such file or directory");
}
