#include <ctnn/io/npz.hpp>

#include <ctnn/core/shape.hpp>
#include <data/message_of.hpp>
#include <reference/npy.hpp>

#include <data/scratch_file.hpp>
#include <testing.hpp>

namespace {

struct Classes {
    using input = ctnn::Shape<2, 3>;
    static constexpr std::size_t input_size = 6, output_size = 3;
};

}  // namespace

TEST_CASE("npz: stored and deflated, by the names of its arrays", "[io]") {
    for (const std::string& content : {golden::stored, golden::deflated}) {
        const ScratchFile file(content);
        const auto data = ctnn::read_npz<Classes>(file.path());
        CHECK(data.size() == 2);
        CHECK(data.bytes()[11] == 11);
        CHECK(data.classes()[0] == 2);
        CHECK(message_of<ctnn::FileError>([&] {
                  ctnn::read_npz<Classes>(file.path(), {.targets = "labels"});
              }) == file.path() + ": entries: expected \"labels.npy\", found \"x.npy\", \"y.npy\"");
        CHECK(message_of<ctnn::FileError>([&] { ctnn::read_npz<Classes>(file.path(), {.inputs = "y"}); }) ==
              file.path() + "/y.npy: shape: expected samples of 6 values, found 1");
    }
}

TEST_CASE("npz: a file with any of its bytes changed is read as it was, or refused", "[io]") {
    for (const std::string& content : {golden::stored, golden::deflated})
        for (std::size_t at = 0; at < content.size(); ++at)
            for (const int change : {1, 0x80, 0xFF}) {
                std::string changed = content;
                changed[at] = char(changed[at] ^ change);
                const ScratchFile file(changed);
                try {
                    const auto data = ctnn::read_npz<Classes>(file.path());
                    if (data.bytes()[11] != 11 || data.classes()[0] != 2) FAIL("byte " << at);
                } catch (const ctnn::FileError&) {
                }
            }
    SUCCEED();
}

TEST_CASE("npz: cut short at any byte it is refused", "[io]") {
    for (std::size_t size = 0; size < golden::deflated.size(); ++size) {
        const ScratchFile file(golden::deflated.substr(0, size));
        const auto message = message_of<ctnn::FileError>([&] { ctnn::read_npz<Classes>(file.path()); });
        if (!message.starts_with(file.path())) FAIL(size << ": " << message);
    }
    SUCCEED();
}
