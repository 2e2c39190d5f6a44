#include <ctnn/io/npy.hpp>

#include <algorithm>
#include <ctnn/core/shape.hpp>
#include <data/message_of.hpp>
#include <functional>
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

template <class Of = Classes>
ctnn::Dataset<Of> read(const std::string& inputs, const std::string& targets) {
    return ctnn::read_npy<Of>(ScratchFile(inputs).path(), ScratchFile(targets).path());
}

/// What is wrong, with INPUTS and TARGETS for the files' names.
template <class Of = Classes>
std::string error_of(const std::string& inputs, const std::string& targets = golden::labels) {
    const ScratchFile first(inputs), second(targets);
    std::string message =
        message_of<ctnn::FileError>([&] { ctnn::read_npy<Of>(first.path(), second.path()); });
    for (const auto& [path, name] : {std::pair(first.path(), "INPUTS"), std::pair(second.path(), "TARGETS")})
        if (const auto at = message.find(path); at != message.npos) message.replace(at, path.size(), name);
    return message;
}

template <class Of>
bool are_quarters(const ctnn::Dataset<Of>& data) {
    const auto floats = data.floats();
    bool right = floats.size() == 12;
    for (std::size_t i = 0; i < floats.size(); ++i) right = right && floats[i] == float(i) / 4 - 1;
    return right;
}

/// A file of version 1 whose dictionary ends so.
std::string with_shape(const std::string& shape, const std::string& content,
                       const std::string& type = "|u1") {
    std::string header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + "}\n";
    return std::string("\x93NUMPY\x01\x00", 8) + char(header.size()) + '\0' + header + content;
}

}  // namespace

TEST_CASE("npy: arrays as NumPy writes them, of every type, order and version", "[io]") {
    CHECK(are_quarters(read(golden::floats, golden::labels)));
    CHECK(are_quarters(read(golden::big_endian_columns, golden::labels)));
    CHECK(are_quarters(read(golden::halves_of_version_2, golden::labels)));
    CHECK(are_quarters(read<Net<3, 6>>(golden::rows_of_version_3, golden::labels)));
    CHECK(are_quarters(read<Net<3, 2, 3, 1>>(gzipped(golden::floats), golden::labels)));
    const auto bytes = read(golden::bytes, golden::labels);
    CHECK(bytes.has_bytes());
    CHECK(bytes.bytes()[7] == 7);
    const auto truth = read(golden::truth, golden::labels);
    CHECK(truth.floats()[6] == 0);
    CHECK(truth.floats()[7] == 1);
}

TEST_CASE("npy: targets are classes or values, by their shape", "[io]") {
    const auto classes = read(golden::bytes, golden::labels);
    CHECK(classes.has_classes());
    CHECK(std::equal(classes.classes().begin(), classes.classes().end(), std::vector{2u, 0u}.begin()));
    CHECK(read(golden::bytes, with_shape("(2, 1)", "\x01\x02")).class_of(1) == 2);
    const auto hot = read(golden::bytes, golden::one_hot);
    CHECK_FALSE(hot.has_classes());
    CHECK(hot.class_of(0) == 2);
    CHECK(read<Net<1, 6>>(golden::bytes, golden::labels).target(0)[0] == 2);
    CHECK(ctnn::read_npy<Auto>(ScratchFile(golden::floats).path()).has_own_targets());
}

TEST_CASE("npy: what does not fit the network, in a sentence each", "[io]") {
    CHECK(error_of<Net<3, 3, 2>>(golden::floats) == "INPUTS: shape: expected samples of 3 x 2, found 2 x 3");
    CHECK(error_of<Net<3, 7>>(golden::floats) == "INPUTS: shape: expected samples of 7 values, found 2 x 3");
    CHECK(error_of<Net<2, 6>>(golden::floats) == "TARGETS: byte 128: expected a class of 0 to 1, found 2");
    CHECK(error_of<Net<4, 6>>(golden::floats, golden::one_hot) ==
          "TARGETS: shape: expected a class or 4 values for each sample, found 3");
    CHECK(error_of(golden::floats, with_shape("(3,)", "\1\1\1")) ==
          "TARGETS: shape: expected targets of 2 samples, as there are inputs, found 3");
    CHECK(error_of(with_shape("()", "\1")) ==
          "INPUTS: shape: expected one or more samples, found a single number");
    CHECK(error_of(with_shape("(0, 6)", "")) == "INPUTS: shape: expected at least 1 sample, found 0");
    CHECK(error_of(with_shape("(2, 0)", "")) ==
          "INPUTS: shape: expected samples of one or more values, found 0");
    CHECK(error_of(golden::floats, with_shape("(2,)", "\1\xFF", "|i1")) ==
          "TARGETS: byte 67: expected a class of 0 to 2, found -1");
    CHECK(error_of<Net<3, 1>>(with_shape("(1,)", std::string("\0\0\xC0\x7F", 4), "<f4")) ==
          "INPUTS: byte 66: expected a finite number that a float can hold, found nan");
    CHECK(error_of(golden::objects).find("found \"|O\" (Python objects, which only Python reads)") !=
          std::string::npos);
    CHECK(error_of(golden::records).find("expected numbers of one type, found records of several") !=
          std::string::npos);
}

TEST_CASE("npy: what is no array, or not all of one", "[io]") {
    CHECK(error_of("1, 2, 3") ==
          "INPUTS: byte 7: expected the rest of the header of a NumPy array, found the end of the file");
    CHECK(error_of("1, 2, 3, 4, 5") ==
          "INPUTS: byte 0: expected a NumPy array, which starts with \\x93NUMPY, found other bytes");
    CHECK(error_of(golden::floats + "!") ==
          "INPUTS: byte 176: expected the end of the file, found more bytes");
    for (std::size_t size = 0; size < golden::floats.size(); ++size) {
        CAPTURE(size);
        CHECK(error_of(golden::floats.substr(0, size)).starts_with("INPUTS: byte "));
    }
}

TEST_CASE("npy: a shape that wraps, or that the file cannot hold, takes no memory", "[io]") {
    CHECK(error_of(with_shape("(281474976710656, 281474976710656, 2, 3)", "")) ==
          "INPUTS: shape: expected samples that memory can hold, found 281474976710656 x 281474976710656 x 2 "
          "x 3");
    CHECK(error_of(with_shape("(281474976710656, 2, 3)", "123")) ==
          "INPUTS: byte 88: expected 1688849860264021 bytes, found the end of the file");
    CHECK(error_of(with_shape("(18446744073709551617, 2, 3)", ""))
              .find("expected an extent that memory could hold, found \"") != std::string::npos);
    // 2^32 x 2^32 x 6 is 0 modulo 2^64.
    CHECK(error_of(with_shape("(1, 4294967296, 4294967296, 6)", ""))
              .starts_with("INPUTS: shape: expected samples of"));
}
