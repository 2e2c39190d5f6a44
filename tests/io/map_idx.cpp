#include <ctnn/io/map_idx.hpp>

#include <data/message_of.hpp>
#include <data/scratch_file.hpp>
#include <string>
#include <vector>

#include <testing.hpp>

namespace {

struct Net {
    static constexpr std::size_t input_size = 6, output_size = 3;
};
struct Auto {
    static constexpr std::size_t input_size = 6, output_size = 6;
};

std::string idx(char type, const std::vector<char>& extents, const std::string& elements) {
    std::string text = {0, 0, type, static_cast<char>(extents.size())};
    for (const char extent : extents) text += {0, 0, 0, extent};
    return text + elements;
}
const std::string images = idx(8, {2, 2, 3}, "abcdefghijkl"), labels = idx(8, {2}, "\2\1");

std::string error_of(const std::string& of_images, const std::string& of_labels = labels,
                     const ctnn::IdxOptions& options = {}) {
    const ScratchFile x(of_images), y(of_labels);
    return message_of<ctnn::FileError>([&] { ctnn::map_idx<Net>(x.path(), y.path(), options); });
}

template <class Of>
void check_equal(const ctnn::Dataset<Of>& mapped, const ctnn::Dataset<Of>& read) {
    REQUIRE(mapped.size() == read.size());
    for (std::size_t i = 0; i < read.size(); ++i) {
        CHECK(mapped.input(i) == read.input(i));
        CHECK(mapped.template input<double>(i) == read.template input<double>(i));
        CHECK(mapped.target(i) == read.target(i));
        CHECK(mapped.class_of(i) == read.class_of(i));
    }
}

}  // namespace

TEST_CASE("map_idx: the samples that read_idx reads", "[io]") {
    const std::string shorts(24, '\5'), doubles = std::string("\x40\0\0\0\0\0\0\0", 8);
    std::string ones;
    for (int i = 0; i < 12; ++i) ones += doubles;
    for (const std::string& some :
         {images, idx(9, {2, 6}, std::string(12, '\xFE')), idx(11, {2, 6}, shorts),
          idx(12, {2, 6}, shorts + shorts), idx(13, {2, 6}, shorts + shorts), idx(14, {2, 6}, ones)}) {
        const ScratchFile x(some), y(gzipped(labels));
        check_equal(ctnn::map_idx<Net>(x.path(), y.path()), ctnn::read_idx<Net>(x.path(), y.path()));
        check_equal(ctnn::map_idx<Auto>(x.path()), ctnn::read_idx<Auto>(x.path()));
    }
}

TEST_CASE("map_idx: what is refused", "[io]") {
    CHECK_THAT(error_of(images + "!"),
               Catch::EndsWith("byte 28: expected the end of the file, found more bytes"));
    CHECK_THAT(error_of(images.substr(0, 27)),
               Catch::EndsWith("byte 27: expected 28 bytes, found the end of the file"));
    CHECK_THAT(error_of(gzipped(images)), Catch::Contains("found gzip data"));
    CHECK_THAT(error_of(images, labels, {.transposed = true}),
               Catch::Contains("for which there is read_idx"));
    CHECK_THAT(error_of(idx(8, {2, 7}, std::string(14, 'a'))), Catch::Contains("samples of 6 values"));
    CHECK_THAT(error_of(images, idx(8, {2}, "\2\3")), Catch::Contains("expected a class of 0 to 2"));
    CHECK_THAT(error_of(images, idx(8, {3}, "\2\1\1")), Catch::Contains("expected 2 labels"));
}
