#include <ctnn/io/idx.hpp>

#include <algorithm>
#include <bit>
#include <ctnn/core/shape.hpp>
#include <data/message_of.hpp>
#include <limits>

#include <data/scratch_file.hpp>
#include <testing.hpp>

namespace {

struct Net {
    static constexpr std::size_t input_size = 6, output_size = 3;
};
struct Auto {
    static constexpr std::size_t input_size = 6, output_size = 6;
};
template <std::size_t... Extents>
struct Image {
    using input = ctnn::Shape<Extents...>;
    static constexpr std::size_t input_size = input::size, output_size = input_size == 4 ? 4 : 3;
};
struct Mnist {
    static constexpr std::size_t input_size = 784, output_size = 10;
};

std::string big_endian(std::uint64_t bits, int bytes) {
    std::string text;
    for (int i = bytes - 1; i >= 0; --i) text += static_cast<char>(bits >> (8 * i) & 0xFF);
    return text;
}

std::string idx(int type, const std::vector<std::uint32_t>& extents, const std::string& elements) {
    std::string text = {0, 0, static_cast<char>(type), static_cast<char>(extents.size())};
    for (const std::uint32_t extent : extents) text += big_endian(extent, 4);
    return text + elements;
}

// Two images of 2 x 3 bytes, and their labels.
const std::string images =
    idx(8, {2, 2, 3}, std::string("\x00\x33\xFF\x01\x02\x03\x04\x05\x06\x07\x08\x09", 12));
const std::string labels = idx(8, {2}, std::string("\x02\x00", 2));

ctnn::Dataset<Net> read(const std::string& image_content, const std::string& label_content) {
    return ctnn::read_idx<Net>(ScratchFile(image_content).path(), ScratchFile(label_content).path());
}

// What the error says; the files are called IMAGES and LABELS there.
std::string error_of(const std::string& image_content, const std::string& label_content = labels) {
    const ScratchFile image_file(image_content), label_file(label_content);
    std::string message =
        message_of<ctnn::FileError>([&] { ctnn::read_idx<Net>(image_file.path(), label_file.path()); });
    for (const auto& [path, name] :
         {std::pair(image_file.path(), "IMAGES"), std::pair(label_file.path(), "LABELS")}) {
        if (const auto at = message.find(path); at != message.npos) message.replace(at, path.size(), name);
    }
    return message;
}

}  // namespace

TEST_CASE("idx: bytes stay bytes", "[io]") {
    for (const bool packed : {false, true}) {
        const auto dataset = read(packed ? gzipped(images) : images, packed ? gzipped(labels) : labels);
        CHECK(dataset.size() == 2);
        CHECK(dataset.has_bytes());
        CHECK(dataset.has_classes());
        CHECK(dataset.input(0)[1] == 0x33 * (1 / 255.0f));
        CHECK(dataset.input(0)[2] == 1);
        CHECK(dataset.bytes()[11] == 9);
        CHECK(dataset.class_of(0) == 2);
        CHECK(dataset.class_of(1) == 0);
    }
}

TEST_CASE("idx: images alone are their own targets", "[io]") {
    const auto dataset = ctnn::read_idx<Auto>(ScratchFile(images).path());
    CHECK((dataset.size() == 2 && dataset.has_bytes() && dataset.has_own_targets()));
    CHECK(dataset.target(0)[1] == 0x33 * (1 / 255.0f));
    CHECK_THROWS_AS(ctnn::read_idx<Auto>(ScratchFile(labels).path()), ctnn::FileError);
}

TEST_CASE("idx: the extents of an image may be written in any way", "[io]") {
    const std::string pixels(12, '\1');
    CHECK(read(idx(8, {2, 6}, pixels), labels).size() == 2);
    CHECK(read(idx(8, {2, 3, 2, 1}, pixels), labels).size() == 2);
    CHECK(read(idx(8, {2, 1, 1, 1, 6}, pixels), labels).size() == 2);
}

TEST_CASE("idx: axes that contradict those of the input are refused with both", "[io]") {
    const auto error = [](auto net, const std::vector<std::uint32_t>& extents) {
        const ScratchFile image_file(idx(8, extents, std::string(24, '\1'))), label_file(labels);
        const std::string message = message_of<ctnn::FileError>(
            [&] { ctnn::read_idx<decltype(net)>(image_file.path(), label_file.path()); });
        return message.substr(std::min(message.size(), image_file.path().size() + 2));
    };
    CHECK(error(Image<2, 2, 3>{}, {2, 3, 2, 2}) == "byte 8: expected samples of 2 x 2 x 3, found 3 x 2 x 2");
    CHECK(error(Image<4, 3>{}, {2, 3, 4}) == "byte 8: expected samples of 4 x 3, found 3 x 4");
    const auto reads = [](auto net, const std::vector<std::uint32_t>& extents) {
        const ScratchFile image_file(idx(8, extents, std::string(24, '\1'))), label_file(labels);
        return ctnn::read_idx<decltype(net)>(image_file.path(), label_file.path()).size() == 2;
    };
    CHECK(reads(Image<2, 2, 3>{}, {2, 2, 2, 3}));
    CHECK(reads(Image<2, 2, 3>{}, {2, 12}));
    CHECK(reads(Image<2, 2, 3>{}, {2, 2, 6}));
    CHECK(reads(Image<12>{}, {2, 3, 2, 2}));
    CHECK(reads(Image<3, 4, 1>{}, {2, 3, 4}));
}

TEST_CASE("idx: EMNIST, images that lie column after column and labels from 1", "[io]") {
    const ctnn::IdxOptions emnist{.transposed = true, .first_class = 1};
    const ScratchFile image_file(idx(8, {2, 3, 2}, "adbecfgjhkil")), label_file(idx(8, {2}, "\3\1"));
    const auto dataset = ctnn::read_idx<Image<2, 3>>(image_file.path(), label_file.path(), emnist);
    CHECK(std::string(dataset.bytes().begin(), dataset.bytes().end()) == "abcdefghijkl");
    CHECK((dataset.class_of(0) == 2 && dataset.class_of(1) == 0));
    const ScratchFile floats(idx(0x0B, {1, 2, 2}, std::string("\0\1\0\2\0\3\0\4", 8)));
    const auto own = ctnn::read_idx<Image<2, 2>>(floats.path(), {.transposed = true});
    CHECK(own.input(0) == std::array<float, 4>{1, 3, 2, 4});

    const auto error = [&](const std::string& image_content, const std::string& label_content) {
        image_file.write(image_content);
        label_file.write(label_content);
        const std::string message = message_of<ctnn::FileError>(
            [&] { ctnn::read_idx<Image<2, 3>>(image_file.path(), label_file.path(), emnist); });
        return message.substr(std::min(message.size(), message.find(": ") + 2));
    };
    CHECK(error(idx(8, {2, 3, 2}, "adbecfgjhkil"), idx(8, {2}, std::string("\1\0", 2))) ==
          "byte 9: expected a class of 1 to 3 as label 1, found 0");
    CHECK(error(idx(8, {2, 2, 3}, "adbecfgjhkil"), labels) ==
          "byte 8: expected samples of 2 x 3, found 3 x 2");
    CHECK(error(idx(8, {2, 6}, "adbecfgjhkil"), labels) ==
          "byte 3: expected 3 extents, images of rows and columns to transpose, found 2");
}

TEST_CASE("idx: QMNIST, labels in rows of numbers", "[io]") {
    const auto row = [](std::uint32_t label) {
        std::string text = big_endian(label, 4);
        for (int i = 1; i < 8; ++i) text += big_endian(1000 + label, 4);
        return text;
    };
    const ctnn::IdxOptions qmnist{.label_rows = true};
    const ScratchFile image_file(images), label_file(idx(0x0C, {2, 8}, row(2) + row(1)));
    const auto dataset = ctnn::read_idx<Net>(image_file.path(), label_file.path(), qmnist);
    CHECK((dataset.size() == 2 && dataset.class_of(0) == 2 && dataset.class_of(1) == 1));

    const auto error = [&](const std::string& content) {
        label_file.write(content);
        const std::string message = message_of<ctnn::FileError>(
            [&] { ctnn::read_idx<Net>(image_file.path(), label_file.path(), qmnist); });
        return message.substr(std::min(message.size(), message.find(": ") + 2));
    };
    CHECK(error(idx(0x0C, {2, 8}, row(2) + row(7))) ==
          "byte 44: expected a class of 0 to 2 as label 1, found 7");
    CHECK(error(labels) == "byte 3: expected 2 extents, labels and the numbers of each, found 1");
    CHECK(error(idx(8, {2, 0xFFFFFFFF}, "")) ==
          "byte 8: expected at most 1024 numbers a label, found 4294967295");
    CHECK(error(idx(0x0C, {2, 8}, row(2))) == "byte 44: expected 76 bytes, found the end of the file");
}

TEST_CASE("idx: much from very little is an error", "[io]") {
    const std::uint32_t count = 12'000'000;
    const ScratchFile file(gzipped(idx(8, {count, 6}, std::string(std::size_t{count} * 6, '\0'))));
    CHECK_THAT(
        message_of<ctnn::FileError>([&] {
            ctnn::detail::IdxFile idx_file(file.path());
            ctnn::detail::read_idx_inputs(idx_file, 6, false);
        }),
        Catch::Contains(": byte 671") && Catch::Contains("expected gzip data that grows to at most 200"));
}

TEST_CASE("idx: the other types of elements become floats", "[io]") {
    const auto first = [](int type, const std::string& element) {
        std::string elements;
        for (int i = 0; i < 6; ++i) elements += element;
        const auto dataset = read(idx(type, {1, 6}, elements), idx(8, {1}, std::string(1, '\1')));
        CHECK_FALSE(dataset.has_bytes());
        CHECK(dataset.input(0)[0] == dataset.input(0)[5]);
        return dataset.input(0)[0];
    };
    CHECK(first(0x09, big_endian(0xFE, 1)) == -2);
    CHECK(first(0x0B, big_endian(0xFF00, 2)) == -256);
    CHECK(first(0x0C, big_endian(0x80000000, 4)) == -2147483648.0f);
    CHECK(first(0x0C, big_endian(0x01020304, 4)) == 16909060.0f);
    CHECK(first(0x0D, big_endian(std::bit_cast<std::uint32_t>(-1.25f), 4)) == -1.25f);
    CHECK(first(0x0E, big_endian(std::bit_cast<std::uint64_t>(0.1), 8)) == 0.1f);
}

TEST_CASE("idx: labels may be of any type that holds whole numbers", "[io]") {
    const auto dataset = read(images, idx(0x0C, {2}, big_endian(1, 4) + big_endian(2, 4)));
    CHECK(dataset.class_of(0) == 1);
    CHECK(dataset.class_of(1) == 2);
}

TEST_CASE("idx: a file larger than any buffer", "[io]") {
    std::string elements;
    const std::uint32_t count = 40'000;
    for (std::uint32_t i = 0; i < count * 6; ++i) elements += static_cast<char>(i % 251);
    const auto dataset =
        read(gzipped(idx(8, {count, 6}, elements)), idx(8, {count}, std::string(count, '\1')));
    REQUIRE(dataset.size() == count);
    for (std::size_t i = 0; i < count * 6; i += 997) CHECK(dataset.bytes()[i] == i % 251);
    const auto wide =
        read(idx(0x0B, {count / 2, 6}, elements), idx(8, {count / 2}, std::string(count / 2, '\1')));
    CHECK(wide.input(16'000)[1] == static_cast<float>((96'001 * 2 % 251) * 256 + (96'001 * 2 + 1) % 251 -
                                                      ((96'001 * 2 % 251) > 127 ? 65536 : 0)));
}

TEST_CASE("idx: a file that ends early, wherever it ends", "[io]") {
    for (std::size_t size = 0; size < images.size(); ++size) {
        CHECK(error_of(images.substr(0, size)) ==
              "IMAGES: byte " + std::to_string(size) + ": expected " +
                  (size < 16 ? "the rest of the IDX header" : "28 bytes") + ", found the end of the file");
    }
    for (std::size_t size = 0; size < labels.size(); ++size) {
        CHECK(error_of(images, labels.substr(0, size)) ==
              "LABELS: byte " + std::to_string(size) + ": expected " +
                  (size < 8 ? "the rest of the IDX header" : "10 bytes") + ", found the end of the file");
    }
    const std::string floats = idx(0x0E, {1, 6}, std::string(48, '\0'));
    CHECK(error_of(floats.substr(0, 30), idx(8, {1}, std::string(1, '\0'))) ==
          "IMAGES: byte 30: expected 60 bytes, found the end of the file");
}

TEST_CASE("idx: a gzip file that ends early or is damaged", "[io]") {
    const std::string packed = gzipped(images);
    for (std::size_t size = 2; size < packed.size(); ++size) {
        CHECK_THAT(error_of(packed.substr(0, size)),
                   Catch::StartsWith("IMAGES: byte ") &&
                       Catch::EndsWith("expected intact gzip data, found \"unexpected end of file\""));
    }
    std::string damaged = gzipped(labels);
    damaged[damaged.size() - 8] ^= 1;
    CHECK(error_of(images, damaged) ==
          "LABELS: byte 10: expected intact gzip data, found \"incorrect data check\"");
}

TEST_CASE("idx: a file that is too long", "[io]") {
    CHECK(error_of(images + '\0') == "IMAGES: byte 28: expected the end of the file, found more bytes");
    CHECK(error_of(gzipped(images + "x")) ==
          "IMAGES: byte 28: expected the end of the file, found more bytes");
    CHECK(error_of(images, labels + '\0') ==
          "LABELS: byte 10: expected the end of the file, found more bytes");
}

TEST_CASE("idx: a file that is something else", "[io]") {
    CHECK(error_of("\x89PNG\r\n\x1a\n") ==
          "IMAGES: byte 0: expected IDX data, which starts with two bytes of 0, found 137, 80");
    CHECK(error_of(std::string("\0\1\x08\1", 4)) ==
          "IMAGES: byte 0: expected IDX data, which starts with two bytes of 0, found 0, 1");
    for (const int type : {0, 7, 10, 15, 255}) {
        CHECK(error_of(idx(type, {2, 6}, "")) ==
              "IMAGES: byte 2: expected an element type, one of 8, 9, 11, 12, 13, 14, found " +
                  std::to_string(type));
    }
    CHECK(error_of(idx(8, {}, "")) == "IMAGES: byte 3: expected at least 1 extent, found 0");
    CHECK(message_of<ctnn::FileError>([] { ctnn::read_idx<Net>("absent", "absent"); }) ==
          "absent: byte 0: expected a readable file, found \"No such file or directory\"");
}

TEST_CASE("idx: images and labels changed for each other", "[io]") {
    CHECK(error_of(labels, images) == "IMAGES: byte 8: expected samples of 6 values, found 1");
    CHECK(error_of(images, images) == "LABELS: byte 3: expected 1 extent, the number of labels, found 3");
}

TEST_CASE("idx: images of another size than the network's input", "[io]") {
    CHECK(error_of(idx(8, {2, 2, 4}, std::string(16, '\0'))) ==
          "IMAGES: byte 8: expected samples of 6 values, found 2 x 4");
    CHECK(error_of(idx(8, {1, 0, 3}, "")) == "IMAGES: byte 8: expected an extent of at least 1, found 0");
    CHECK(error_of(idx(8, {0, 2, 3}, "")) == "IMAGES: byte 4: expected an extent of at least 1, found 0");
    // Extents whose product is 6 modulo 2^64.
    CHECK(error_of(idx(8, {2, 0x80000000, 0x80000000, 4, 6}, "")) ==
          "IMAGES: byte 8: expected samples of 6 values, found 2147483648 x 2147483648 x 4 x 6");
}

TEST_CASE("idx: counts that do not fit together", "[io]") {
    CHECK(error_of(images, idx(8, {3}, std::string(3, '\0'))) ==
          "LABELS: byte 4: expected 2 labels as there are images in IMAGES, found 3");
}

TEST_CASE("idx: a count that the file cannot hold takes no memory", "[io]") {
    const std::uint32_t huge = 0xFFFFFFFF;
    for (const int type : {0x08, 0x0E}) {
        const std::string expected =
            std::to_string(16 + std::uint64_t{huge} * 6 * (type == 0x0E ? 8 : 1)) + " bytes";
        CHECK(error_of(idx(type, {huge, 2, 3}, std::string(100, '\0')),
                       idx(8, {huge}, std::string(huge % 7, '\0'))) ==
              "LABELS: byte " + std::to_string(8 + huge % 7) +
                  ": expected 4294967303 bytes, found the end of the file");
        const ScratchFile file(idx(type, {huge, 2, 3}, std::string(100, '\0')));
        CHECK(message_of<ctnn::FileError>([&] {
                  ctnn::detail::IdxFile idx_file(file.path());
                  ctnn::detail::read_idx_inputs(idx_file, 6, false);
              }) == file.path() + ": byte 116: expected " + expected + ", found the end of the file");
    }
}

TEST_CASE("idx: a label beyond the classes", "[io]") {
    CHECK(error_of(images, idx(8, {2}, std::string("\x01\x03", 2))) ==
          "LABELS: byte 9: expected a class of 0 to 2 as label 1, found 3");
    CHECK(error_of(images, idx(9, {2}, std::string("\xFF\x01", 2))) ==
          "LABELS: byte 8: expected a class of 0 to 2 as label 0, found -1");
    CHECK(error_of(images, idx(0x0C, {2}, big_endian(0, 4) + big_endian(70000, 4))) ==
          "LABELS: byte 12: expected a class of 0 to 2 as label 1, found 70000");
}

TEST_CASE("idx: numbers that are not finite as floats", "[io]") {
    const std::string one_label = idx(8, {1}, std::string(1, '\0'));
    const float nan = std::numeric_limits<float>::quiet_NaN();
    CHECK(
        error_of(idx(0x0D, {1, 6}, std::string(20, '\0') + big_endian(std::bit_cast<std::uint32_t>(nan), 4)),
                 one_label) == "IMAGES: byte 32: expected a finite number that a float can hold, found nan");
    CHECK(error_of(
              idx(0x0E, {1, 6}, big_endian(std::bit_cast<std::uint64_t>(1e300), 8) + std::string(40, '\0')),
              one_label) == "IMAGES: byte 12: expected a finite number that a float can hold, found 1e+300");
}

#ifdef CTNN_MNIST_DIR
TEST_CASE("idx: MNIST", "[io]") {
    const std::string folder = CTNN_MNIST_DIR;
    const std::string images_path = folder + "/train-images-idx3-ubyte.gz",
                      labels_path = folder + "/train-labels-idx1-ubyte.gz";
    if (folder.empty() || !std::filesystem::exists(images_path) || !std::filesystem::exists(labels_path)) {
        WARN("skipped: no MNIST in the folder CTNN_MNIST_DIR = \"" << folder << '"');
        return;
    }
    const auto mnist = ctnn::read_idx<Mnist>(images_path, labels_path);
    CHECK(mnist.size() == 60'000);
    CHECK(mnist.has_bytes());
    CHECK(mnist.bytes().size() == 47'040'000);
    std::array<int, 10> counts{};
    for (const auto digit : mnist.classes()) ++counts[digit];
    CHECK(counts == std::array<int, 10>{5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949});
    CHECK(mnist.class_of(0) == 5);
    std::uint64_t sum = 0;
    for (const std::uint8_t grey : mnist.bytes()) sum += grey;
    CHECK(static_cast<double>(sum) / 47'040'000 / 255 == Approx(0.1307).margin(1e-4));
}
#endif
