#include <ctnn/io/png.hpp>

#include <zlib.h>

#include <cstddef>
#include <string>
#include <string_view>

#include <testing.hpp>

using namespace ctnn::detail;

namespace {

std::size_t number_at(std::string_view bytes, std::size_t at) {
    std::size_t number = 0;
    for (std::size_t i = 0; i < 4; ++i) number = number << 8 | static_cast<unsigned char>(bytes[at + i]);
    return number;
}

/// The rows of a PNG file, unpacked, each behind its filter's byte.
std::string rows_of(std::string_view file, std::size_t size) {
    const std::size_t length = number_at(file, 33);
    REQUIRE(file.substr(37, 4) == "IDAT");
    std::string rows(size, '\0');
    uLongf unpacked = size;
    REQUIRE(uncompress(reinterpret_cast<Bytef*>(rows.data()), &unpacked,
                       reinterpret_cast<const Bytef*>(file.data() + 41), static_cast<uLong>(length)) == Z_OK);
    REQUIRE(unpacked == size);
    return rows;
}

}  // namespace

TEST_CASE("png: the parts of a file, with the checksums that others give them", "[io]") {
    using namespace std::string_view_literals;
    const std::string file = png({2, 1, 3, std::string("\xFF\0\0\0\xFF\0"sv)});  // a red and a green pixel
    // As Python's PIL 9.4 writes them.
    REQUIRE(file.substr(0, 33) ==
            "\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\0\2\0\0\0\1\x08\2\0\0\0\x7B\x40\xE8\xDD"sv);
    REQUIRE(file.ends_with("\0\0\0\0IEND\xAE\x42\x60\x82"sv));
}

TEST_CASE("png: grey, colours and transparency come back as they are", "[io]") {
    for (const std::size_t channels : {std::size_t{1}, std::size_t{3}, std::size_t{4}}) {
        Pixels pixels{5, 7, channels, {}};
        for (std::size_t i = 0; i < 35 * channels; ++i) pixels.bytes += static_cast<char>(i * 37);
        const std::string file = png(pixels), rows = rows_of(file, 7 * (1 + 5 * channels));
        REQUIRE(file[25] == (channels == 1 ? 0 : channels == 3 ? 2 : 6));
        for (std::size_t y = 0; y < 7; ++y) {
            REQUIRE(rows[y * (1 + 5 * channels)] == 0);
            REQUIRE(rows.substr(y * (1 + 5 * channels) + 1, 5 * channels) ==
                    pixels.bytes.substr(y * 5 * channels, 5 * channels));
        }
    }
}

TEST_CASE("png: base 64, the vectors of RFC 4648", "[io]") {
    REQUIRE(base64("") == "");
    REQUIRE(base64("f") == "Zg==");
    REQUIRE(base64("fo") == "Zm8=");
    REQUIRE(base64("foo") == "Zm9v");
    REQUIRE(base64("foob") == "Zm9vYg==");
    REQUIRE(base64("fooba") == "Zm9vYmE=");
    REQUIRE(base64("foobar") == "Zm9vYmFy");
    REQUIRE(base64("\xFB\xFF") == "+/8=");
    REQUIRE(address_of({1, 1, 1, "a"}).starts_with("data:image/png;base64,iVBORw0KGgo"));
}
