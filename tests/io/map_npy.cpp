#include <ctnn/io/map_npy.hpp>

#include <ctnn/core/shape.hpp>
#include <ctnn/data/split.hpp>
#include <ctnn/io/npy.hpp>
#include <data/message_of.hpp>
#include <reference/npy.hpp>

#include <data/scratch_file.hpp>
#include <testing.hpp>

namespace {

template <std::size_t Outputs, std::size_t... Extents>
struct Net {
    using input = ctnn::Shape<Extents...>;
    static constexpr std::size_t input_size = input::size, output_size = Outputs;
};
using Classes = Net<3, 2, 3>;
using Auto = Net<6, 6>;
/// Two steps of three classes.
struct Steps {
    using input = ctnn::Shape<6>;
    using output = ctnn::Shape<2, 3>;
    static constexpr std::size_t input_size = 6, output_size = 6;
};

template <class Of>
void check_equal(const ctnn::Dataset<Of>& mapped, const ctnn::Dataset<Of>& read) {
    REQUIRE(mapped.size() == read.size());
    CHECK(mapped.has_classes() == read.has_classes());
    for (std::size_t i = 0; i < read.size(); ++i) {
        CHECK(mapped.input(i) == read.input(i));
        CHECK(mapped.template input<double>(i) == read.template input<double>(i));
        CHECK(mapped.target(i) == read.target(i));
        CHECK(mapped.class_of(i) == read.class_of(i));
    }
}

template <class Of>
void check_as_read(const std::string& inputs, const std::string& targets) {
    const ScratchFile x(inputs), y(targets);
    const auto mapped = ctnn::map_npy<Of>(x.path(), y.path()), read = ctnn::read_npy<Of>(x.path(), y.path());
    check_equal(mapped, read);
    CHECK(mapped.floats().empty());
    CHECK(mapped.bytes().empty());
    const auto some = ctnn::split(mapped, 0.5, 3), of_read = ctnn::split(read, 0.5, 3);
    check_equal(some.train, of_read.train);
    check_equal(some.test, of_read.test);
}

template <class Of = Classes>
std::string error_of(const std::string& inputs, const std::string& targets = golden::labels) {
    const ScratchFile x(inputs), y(targets);
    std::string message = message_of<ctnn::FileError>([&] { ctnn::map_npy<Of>(x.path(), y.path()); });
    for (const auto& [path, name] : {std::pair(x.path(), "INPUTS"), std::pair(y.path(), "TARGETS")})
        if (const auto at = message.find(path); at != message.npos) message.replace(at, path.size(), name);
    return message;
}

std::string with_shape(const std::string& shape, const std::string& content,
                       const std::string& type = "|u1") {
    std::string header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + "}\n";
    return std::string("\x93NUMPY\x01\x00", 8) + char(header.size()) + '\0' + header + content;
}

}  // namespace

TEST_CASE("map_npy: the samples that read_npy reads", "[io]") {
    check_as_read<Classes>(golden::floats, golden::labels);
    check_as_read<Classes>(golden::bytes, golden::labels);
    check_as_read<Classes>(golden::truth, golden::one_hot);
    check_as_read<Classes>(golden::halves_of_version_2, golden::labels);
    check_as_read<Net<3, 6>>(golden::rows_of_version_3, golden::labels);
    check_as_read<Net<1, 6>>(golden::bytes, golden::labels);
    check_as_read<Steps>(golden::floats, with_shape("(2, 2)", std::string("\2\0\1\1", 4)));
    check_as_read<Steps>(golden::floats, golden::bytes);
    // Where the elements begin at an odd byte.
    check_as_read<Net<3, 1>>(with_shape("(2, 1) ", std::string("\0\0\x80\x3F\0\0\0\x40", 8), "<f4"),
                             golden::labels);
    const ScratchFile x(golden::floats);
    check_equal(ctnn::map_npy<Auto>(x.path()), ctnn::read_npy<Auto>(x.path()));
}

TEST_CASE("map_npy: a file that is gone, or of a name that another has taken", "[io]") {
    const ScratchFile x(golden::floats), y(golden::one_hot);
    const auto read = ctnn::read_npy<Classes>(x.path(), y.path()),
               mapped = ctnn::map_npy<Classes>(x.path(), y.path());
    std::filesystem::remove(x.path());
    std::filesystem::remove(y.path());
    x.write("another");
    check_equal(mapped, read);
    CHECK_THROWS_AS(ctnn::map_npy<Classes>(x.path(), y.path()), ctnn::FileError);
}

TEST_CASE("map_npy: what is refused, in a sentence each", "[io]") {
    CHECK(error_of(golden::big_endian_columns) ==
          "INPUTS: fortran_order: expected False (numpy.ascontiguousarray), found True");
    CHECK(error_of(gzipped(golden::floats)) ==
          "INPUTS: byte 0: expected bytes as they are, to be mapped, found gzip data, which is to be "
          "unpacked before");
    CHECK(error_of<Net<3, 7>>(golden::floats) == "INPUTS: shape: expected samples of 7 values, found 2 x 3");
    CHECK(error_of<Net<2, 6>>(golden::floats) == "TARGETS: byte 128: expected a class of 0 to 1, found 2");
    CHECK(error_of<Net<4, 6>>(golden::floats, golden::one_hot) ==
          "TARGETS: shape: expected a class or 4 values for each sample, found 3");
    CHECK(error_of(golden::floats, with_shape("(3,)", "\1\1\1")) ==
          "TARGETS: shape: expected targets of 2 samples, as there are inputs, found 3");
    CHECK(error_of(golden::floats + "!") ==
          "INPUTS: byte 176: expected the end of the file, found more bytes");
    CHECK(error_of(golden::floats, golden::one_hot + "!").ends_with("found more bytes"));
    CHECK(error_of(with_shape("(281474976710656, 2, 3)", "123")) ==
          "INPUTS: byte 88: expected 1688849860264021 bytes, found the end of the file");
    for (std::size_t size = 0; size < golden::floats.size(); ++size)
        CHECK(error_of(golden::floats.substr(0, size)).starts_with("INPUTS: byte "));
}

TEST_CASE("map_npy: what is seen when a sample is taken", "[io]") {
    const ScratchFile x(with_shape("(2,)", std::string("\0\0\x80\x3F\0\0\xC0\x7F", 8), "<f4")),
        y(golden::labels), places(with_shape("(2, 2)", std::string("\2\0\1\3", 4))), six(golden::floats);
    const auto data = ctnn::map_npy<Net<3, 1>>(x.path(), y.path());
    CHECK(data.input(0)[0] == 1);
    CHECK_THAT(message_of<ctnn::FileError>([&] { data.input(1); }),
               Catch::EndsWith("byte 70: expected a finite number that a float can hold, found nan"));
    const auto steps = ctnn::map_npy<Steps>(six.path(), places.path());
    CHECK(steps.class_of(1, 0) == 1);
    CHECK_THAT(message_of<ctnn::FileError>([&] { steps.target(1); }),
               Catch::EndsWith("expected a class of 0 to 2, found 3"));
}
