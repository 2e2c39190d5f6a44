#include <ctnn/io/file_map.hpp>

#include <data/scratch_file.hpp>
#include <string_view>
#include <utility>

#include <testing.hpp>

TEST_CASE("file_map: a file's bytes, or nothing", "[io]") {
    const ScratchFile text("abcde"), empty("");
    ctnn::detail::FileMap map{ctnn::detail::FileBytes(text.path())}, other;
    CHECK(other.bytes() == nullptr);
    CHECK(ctnn::detail::FileMap(ctnn::detail::FileBytes(empty.path())).bytes() == nullptr);
#if !defined(_WIN32) && !defined(__wasi__)
    other = std::move(map);
    CHECK(std::string_view(other.bytes(), 5) == "abcde");
    const ctnn::detail::FileMap moved(std::move(other));
    CHECK(std::string_view(moved.bytes(), 5) == "abcde");
#endif
}
