#include <ctnn/io/elements.hpp>

#include <algorithm>
#include <cstring>
#include <data/message_of.hpp>
#include <string>
#include <vector>

#include <testing.hpp>

namespace {

/// Content that is there only as far as it is read.
class Zeros {
  public:
    explicit Zeros(std::uint64_t size) : left_(size) {}

    static constexpr const char *not_bloated = "data that grows less", *bloat = "more";
    std::string path() const { return "ZEROS"; }
    std::uint64_t position() const { return position_; }
    std::string place() const { return "byte " + std::to_string(position_); }
    bool bloated() const { return position_ > bloated_from; }
    bool at_end() const { return left_ == 0; }
    std::size_t read(void* to, std::size_t size) {
        const auto got = static_cast<std::size_t>(std::min<std::uint64_t>(size, left_));
        std::memset(to, 0, got);
        left_ -= got;
        position_ += got;
        return got;
    }

    std::uint64_t bloated_from = ~std::uint64_t{0};

  private:
    std::uint64_t left_, position_ = 0;
};

std::vector<int> read(Zeros source, std::uint64_t total) {
    return ctnn::detail::read_elements<int>(
        source, total, 4, [](const std::uint8_t* from, std::uint64_t at) { return int(at) + *from; });
}

}  // namespace

TEST_CASE("elements: each is told where it lies, over the ends of what is read at once", "[io]") {
    const auto elements = read(Zeros(400'000), 100'000);
    REQUIRE(elements.size() == 100'000);
    for (std::size_t i = 0; i < elements.size(); ++i)
        if (elements[i] != int(4 * i)) FAIL(i);
    CHECK(read(Zeros(0), 0).empty());
}

TEST_CASE("elements: too few bytes, too many, and a number that the file does not bear out", "[io]") {
    CHECK(message_of<ctnn::FileError>([] { read(Zeros(399), 100); }) ==
          "ZEROS: byte 399: expected 400 bytes, found the end of the file");
    CHECK(message_of<ctnn::FileError>([] { read(Zeros(401), 100); }) ==
          "ZEROS: byte 400: expected the end of the file, found more bytes");
    CHECK(message_of<ctnn::FileError>([] { read(Zeros(8), std::uint64_t{1} << 50); }) ==
          "ZEROS: byte 8: expected 4503599627370496 bytes, found the end of the file");
    Zeros grown(std::uint64_t{1} << 30);
    grown.bloated_from = 1 << 20;
    CHECK(message_of<ctnn::FileError>([&] { read(grown, std::uint64_t{1} << 28); }) ==
          "ZEROS: byte 1179648: expected data that grows less, found more");
}
