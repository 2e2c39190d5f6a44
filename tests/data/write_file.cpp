#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <ctnn/data/write_file.hpp>
#include <data/message_of.hpp>
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

/// How many files beside this one have a name that starts with its own.
std::size_t drafts_of(const std::string& path) {
    std::size_t count = 0;
    for (const auto& beside : fs::directory_iterator(fs::path(path).parent_path()))
        count += beside.path().string().starts_with(path + '.');
    return count;
}

/// While it lives, no file of this process grows beyond this many bytes: a full disk.
class FullDisk {
  public:
    explicit FullDisk(rlim_t bytes) : before_(std::signal(SIGXFSZ, SIG_IGN)) {
        REQUIRE(::getrlimit(RLIMIT_FSIZE, &old_) == 0);
        const rlimit small{bytes, old_.rlim_max};
        REQUIRE(::setrlimit(RLIMIT_FSIZE, &small) == 0);
    }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;
    ~FullDisk() {
        ::setrlimit(RLIMIT_FSIZE, &old_);
        std::signal(SIGXFSZ, before_);
    }

  private:
    void (*before_)(int);
    rlimit old_{};
};

/// What this program's fsync saw, and what it is to say. It stands in for the system's, whose work fdatasync
/// does.
struct Disk {
    int calls = 0, error = 0;
    std::size_t size = 0;  // of the file, in the end
    std::string beside{};  // what the path that is written to held then
    std::string path{};
};
Disk disk;

/// While it lives, this process is a user who may do little, if it is root.
class Nobody {
  public:
    Nobody() : root_(::geteuid() == 0) { REQUIRE((!root_ || ::seteuid(65534) == 0)); }
    Nobody(const Nobody&) = delete;
    Nobody& operator=(const Nobody&) = delete;
    ~Nobody() {
        if (root_ && ::seteuid(0) != 0) std::abort();
    }

  private:
    bool root_;
};

}  // namespace

extern "C" int fsync(int file) {
    struct stat now;
    if (::fstat(file, &now) != 0) return -1;
    ++disk.calls;
    disk.size = static_cast<std::size_t>(now.st_size);
    if (!disk.path.empty()) disk.beside = content(disk.path);
    errno = disk.error;
    return disk.error == 0 ? ::fdatasync(file) : -1;
}

TEST_CASE("write_file: the whole text is on the disk before it takes the old one's place", "[data]") {
    const ScratchFile file("before");
    disk = {.path = file.path()};
    detail::write_file(file.path(), "all that comes after");
    REQUIRE((disk.calls == 1 && disk.size == 20 && disk.beside == "before"));
    REQUIRE(content(file.path()) == "all that comes after");

    disk = {.error = EIO, .path = file.path()};
    REQUIRE_THROWS_WITH(detail::write_file(file.path(), "lost"), Catch::EndsWith("found Input/output error"));
    REQUIRE((disk.calls == 1 && drafts_of(file.path()) == 0));
    REQUIRE(content(file.path()) == "all that comes after");

    disk = {.error = EINVAL, .path = file.path()};  // a file system that has no such call
    detail::write_file(file.path(), "after");
    REQUIRE((disk.calls == 1 && content(file.path()) == "after"));
    disk = {};
}

TEST_CASE("write_file: replaces a file, and leaves nothing beside it", "[data]") {
    const ScratchFile file("before");
    detail::write_file(file.path(), std::string("a\0b\r\n", 5));
    REQUIRE(content(file.path()) == std::string("a\0b\r\n", 5));
    REQUIRE(drafts_of(file.path()) == 0);
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
    REQUIRE_THROWS_WITH(detail::write_file("/dev/null", "text"), Catch::EndsWith("found a device"));
    const std::string folder = fs::temp_directory_path().string();
    REQUIRE_THROWS_WITH(detail::write_file(folder, "text"), Catch::EndsWith("found a folder"));
}

TEST_CASE("write_file: a pipe is neither waited for nor replaced", "[data]") {
    const ScratchFile pipe("");
    fs::remove(pipe.path());
    REQUIRE(::mkfifo(pipe.path().c_str(), 0600) == 0);
    REQUIRE_THROWS_WITH(detail::write_file(pipe.path(), "text"), Catch::EndsWith("found a pipe"));
    REQUIRE(fs::is_fifo(pipe.path()));
}

TEST_CASE("write_file: what cannot be finished leaves the old file as it was, and no draft", "[data]") {
    const ScratchFile file("before");
    const std::string full(256, 'x');  // longer than a name may be
    REQUIRE_THROWS_WITH(detail::write_file((fs::temp_directory_path() / full).string(), "text"),
                        Catch::EndsWith("found File name too long"));
    fs::permissions(file.path(), fs::perms::owner_read);
    REQUIRE_THROWS_WITH(detail::write_file(file.path(), "after"), Catch::EndsWith("found a read-only file"));
    REQUIRE(content(file.path()) == "before");
    REQUIRE(drafts_of(file.path()) == 0);
}

TEST_CASE("write_file: a disk that is full leaves the old file as it was, and no draft", "[data]") {
    for (const std::size_t size : {5'000u, 5'000'000u}) {  // noticed as the text is flushed, or before
        const ScratchFile file("before");
        const std::string text(size, 'x');
        {
            const FullDisk full(4096);
            REQUIRE_THROWS_WITH(detail::write_file(file.path(), text),
                                Catch::EndsWith("found File too large"));
        }
        REQUIRE((content(file.path()) == "before" && drafts_of(file.path()) == 0));
        detail::write_file(file.path(), text);
        REQUIRE(content(file.path()) == text);
    }
}

TEST_CASE("write_file: a file that another user keeps from this one is not replaced", "[data]") {
    const ScratchFile marker("");
    const fs::path folder = marker.path() + ".d";
    fs::create_directory(folder);
    fs::permissions(folder, fs::perms::all);  // anyone may rename here
    const std::string path = (folder / "theirs").string();
    std::ofstream(path) << "before";
    fs::permissions(path, ::geteuid() == 0 ? fs::perms::owner_write : fs::perms::none);
    std::string found;
    {
        const Nobody nobody;
        found = message_of<FileError>([&] { detail::write_file(path, "after"); });
    }
    fs::permissions(path, fs::perms::owner_all);
    REQUIRE_THAT(found,
                 Catch::EndsWith(::geteuid() == 0 ? "found Permission denied" : "found a read-only file"));
    REQUIRE((content(path) == "before" && drafts_of(path) == 0));
    fs::remove_all(folder);
}

TEST_CASE("write_file: drafts that others left behind are neither in the way nor written to", "[data]") {
    const ScratchFile file("before"), precious("precious");
    const std::string draft = file.path() + ".part";
    const std::size_t many = 300;
    fs::create_symlink(precious.path(), draft);
    for (std::size_t i = 1; i < many; ++i) std::ofstream(draft + std::to_string(i)) << "mine";
    detail::write_file(file.path(), "after");
    REQUIRE(content(file.path()) == "after");
    REQUIRE((fs::is_symlink(draft) && content(precious.path()) == "precious"));
    REQUIRE((content(draft + "1") == "mine" && drafts_of(file.path()) == many));
    fs::remove(draft);
    for (std::size_t i = 1; i < many; ++i) fs::remove(draft + std::to_string(i));
}

TEST_CASE("write_file: a draft is a new file, of a name that no other draft has", "[data]") {
    const ScratchFile file("before");
    std::string names[2];
    for (std::string& name : names) {
        std::FILE* const draft = detail::open_draft(file.path(), {}, name);
        REQUIRE((draft && std::fclose(draft) == 0));
        REQUIRE(name.starts_with(file.path() + ".part"));
    }
    REQUIRE((names[0] != names[1] && drafts_of(file.path()) == 2));
    for (const std::string& name : names) fs::remove(name);
    REQUIRE_FALSE(detail::draws_of_its_own()() == detail::draws_of_its_own()());
}

TEST_CASE("write_file: a name may be as long as the system takes one", "[data]") {
    const ScratchFile file("");
    std::string longest = file.path();
    longest.append(255 - fs::path(longest).filename().string().size(), 'x');
    while (!std::ofstream(longest)) longest.pop_back();
    detail::write_file(longest, "after");
    REQUIRE(content(longest) == "after");
    REQUIRE(fs::remove(longest));
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
    REQUIRE(drafts_of(file.path()) == 0);
}
