#include <cstddef>
#include <cstdint>
#include <ctnn/core/shape.hpp>
#include <ctnn/io/cifar.hpp>
#include <string>
#include <testing.hpp>
#include <vector>

#include <data/message_of.hpp>
#include <data/scratch_file.hpp>

using ctnn::CifarLabels;
using ctnn::read_cifar;

namespace {

template <class Input, std::size_t Outputs>
struct Takes {
    using input = Input;
    static constexpr std::size_t input_size = input::size, output_size = Outputs;
};
using Net = Takes<ctnn::Shape<32, 32, 3>, 10>;
using Flat = Takes<ctnn::Shape<3072>, 100>;

static_assert(ctnn::detail::TakesCifar<Net> && ctnn::detail::TakesCifar<Flat>);
static_assert(!ctnn::detail::TakesCifar<Takes<ctnn::Shape<3, 32, 32>, 10>>);
static_assert(!ctnn::detail::TakesCifar<Takes<ctnn::Shape<32, 32>, 10>>);

// Labels, then an image whose pixel i has the colours i, i + 1 and i + 2, modulo `base`.
std::string image(const std::string& labels, std::size_t base) {
    std::string text = labels;
    for (std::size_t color = 0; color < 3; ++color)
        for (std::size_t pixel = 0; pixel < 1024; ++pixel)
            text += static_cast<char>(static_cast<std::uint8_t>((pixel + color) % base));
    return text;
}

// What the error says after the name of the file.
std::string error_of(const std::string& content, CifarLabels labels = CifarLabels::ten) {
    const ScratchFile file(content, ".bin");
    const std::string message = message_of<ctnn::FileError>([&] { read_cifar<Net>({file.path()}, labels); });
    const std::size_t at = message.find(".bin: ");
    return at == message.npos ? message : message.substr(at + 6);
}

}  // namespace

TEST_CASE("cifar: the colours of a pixel come together, the files one after the other", "[io]") {
    const ScratchFile first(image("\7", 251) + image("\1", 7)), second(gzipped(image("\2", 13)));
    const auto dataset = read_cifar<Net>({first.path(), second.path()});
    REQUIRE((dataset.size() == 3 && dataset.has_bytes()));
    CHECK((dataset.class_of(0) == 7 && dataset.class_of(1) == 1 && dataset.class_of(2) == 2));
    for (const std::size_t pixel : {0u, 1u, 31u, 32u, 1000u, 1023u})
        for (std::size_t color = 0; color < 3; ++color) {
            CHECK(dataset.bytes()[3 * pixel + color] == (pixel + color) % 251);
            CHECK(dataset.bytes()[2 * 3072 + 3 * pixel + color] == (pixel + color) % 13);
        }
}

TEST_CASE("cifar: CIFAR-100 has two labels, of which one is wanted", "[io]") {
    const ScratchFile file(image("\x03\x63", 251) + image("\x13\x04", 251));
    const auto fine = read_cifar<Flat>({file.path()}, CifarLabels::fine);
    CHECK((fine.class_of(0) == 99 && fine.class_of(1) == 4));
    const auto coarse = read_cifar<Flat>({file.path()}, CifarLabels::coarse);
    CHECK((coarse.class_of(0) == 3 && coarse.class_of(1) == 19 && coarse.bytes()[3072] == 0));
}

TEST_CASE("cifar: files that are something else", "[io]") {
    CHECK(error_of("") == "byte 0: expected 3073 bytes, found the end of the file");
    CHECK(error_of("", CifarLabels::fine) == "byte 0: expected 3074 bytes, found the end of the file");
    const std::string whole = image("\1", 251);
    for (const std::size_t size : {1u, 3072u})
        CHECK(error_of(whole + whole.substr(0, size)) ==
              "byte " + std::to_string(3073 + size) + ": expected 6146 bytes, found the end of the file");
    CHECK(error_of(whole + image("\x0A", 251)) == "byte 3073: expected a class of 0 to 9, found 10");
    CHECK(error_of(image("\1\x0A", 251), CifarLabels::fine) ==
          "byte 1: expected a class of 0 to 9, found 10");
    CHECK(message_of<ctnn::FileError>([] { read_cifar<Net>({"absent.bin"}); }) ==
          "absent.bin: byte 0: expected a readable file, found \"No such file or directory\"");
    CHECK(message_of<ctnn::FileError>([] { read_cifar<Net>({}); }) ==
          "CIFAR: files: expected at least 1, found 0");
    CHECK(message_of<ctnn::FileError>([] { read_cifar<Net>({"/dev/zero"}); }) ==
          "/dev/zero: byte 0: expected a readable file, found a device");
}
