#include <ctnn/io/plain_source.hpp>

#include <array>
#include <data/scratch_file.hpp>

#include <testing.hpp>

TEST_CASE("plain_source: a file from its start, whatever was read of it before", "[io]") {
    const ScratchFile text("abcde");
    ctnn::detail::FileBytes file(text.path());
    std::array<char, 4> some{};
    file.read(2, some.data(), 2);
    ctnn::detail::PlainSource source(file);
    CHECK(source.read(some.data(), 4) == 4);
    CHECK(some == std::array{'a', 'b', 'c', 'd'});
    CHECK(source.place() == "byte 4");
    CHECK_FALSE(source.at_end());
    CHECK(source.at_end());
    CHECK(source.read(some.data(), 4) == 0);
    CHECK_FALSE(source.bloated());
}
