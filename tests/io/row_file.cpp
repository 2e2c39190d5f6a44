#include <ctnn/io/row_file.hpp>

#include <array>
#include <cstring>
#include <data/message_of.hpp>
#include <data/scratch_file.hpp>
#include <filesystem>
#include <memory>
#include <string>

#include <testing.hpp>

using namespace ctnn;

namespace {

/// Two bytes, then three rows of two floats of little endian.
std::string floats() {
    std::string text = "ab";
    for (const float value : {1.f, 2.f, -3.f, 4.f, 5.f, 0.5f}) {
        std::uint32_t bits = __builtin_bit_cast(std::uint32_t, value);
        for (int i = 0; i < 4; ++i, bits >>= 8) text += static_cast<char>(bits & 0xFF);
    }
    return text;
}

detail::RowsAt rows(const std::string& path, std::size_t count, std::size_t width, detail::NpyType type,
                    bool maps) {
    return {std::make_shared<const detail::RowFile>(path, maps), 2, count, width, type};
}

template <class T>
std::array<T, 2> row(const detail::RowSource& source, std::size_t i) {
    std::array<T, 2> values{};
    source.read(i, 0, 2, values.data());
    return values;
}

}  // namespace

TEST_CASE("row_file: rows that are mapped, or read where nothing is", "[io]") {
    const ScratchFile file(floats());
    for (const bool maps : {true, false}) {
        const detail::FileValues values(rows(file.path(), 3, 2, {'f', 4, false}, maps), false);
        values.prefetch(2);
        CHECK(row<float>(values, 1) == std::array{-3.f, 4.f});
        CHECK(row<double>(values, 2) == std::array{5., 0.5});
        double one = 0;
        values.read(1, 1, 1, &one);
        CHECK(one == 4);
        const detail::FileValues bytes(rows(file.path(), 12, 2, {'u', 1, false}, maps), true);
        CHECK(row<float>(bytes, 1) == std::array{float(0x80) * (1.f / 255), float(0x3F) * (1.f / 255)});
        const detail::FileClasses classes(rows(file.path(), 3, 8, {'u', 1, false}, maps), 65);
        classes.prefetch(2);
        CHECK(classes.class_at(1, 7) == 64);
        CHECK(message_of<FileError>([&] { classes.class_at(0, 2); }) ==
              file.path() + ": byte 4: expected a class of 0 to 64, found 128");
    }
}

TEST_CASE("row_file: numbers that no float holds, of either byte order", "[io]") {
    std::string doubles = "ab" + std::string(16, '\0');
    doubles[2] = 0x40, doubles[10] = 0x7E;  // 2, and some 5e300
    const ScratchFile file(doubles);
    const detail::FileValues values(rows(file.path(), 1, 2, {'f', 8, true}, true), false);
    float one = 0;
    values.read(0, 0, 1, &one);
    CHECK(one == 2);
    CHECK_THAT(message_of<FileError>([&] { row<float>(values, 0); }),
               Catch::StartsWith(file.path() + ": byte 10: expected a finite number that a float can hold"));
    std::string some = floats();
    some[8] = '\x80', some[9] = 0x7F;  // infinity
    file.write(some);
    const detail::FileValues infinite(rows(file.path(), 3, 2, {'f', 4, false}, true), false);
    CHECK(row<float>(infinite, 1) == std::array{-3.f, 4.f});
    CHECK(message_of<FileError>([&] { row<double>(infinite, 0); }) ==
          file.path() + ": byte 6: expected a finite number that a float can hold, found inf");
}

TEST_CASE("row_file: files of another size, packed, gone", "[io]") {
    const ScratchFile file(floats());
    const auto message = [&](std::size_t count) {
        return message_of<FileError>([&] {
            detail::FileValues(rows(file.path(), count, 2, {'f', 4, false}, true), false);
        });
    };
    CHECK(message(4) == file.path() + ": byte 26: expected 34 bytes, found the end of the file");
    CHECK(message(2) == file.path() + ": byte 18: expected the end of the file, found more bytes");
    const detail::FileValues mapped(rows(file.path(), 3, 2, {'f', 4, false}, true), false),
        read(rows(file.path(), 3, 2, {'f', 4, false}, false), false);
    std::filesystem::resize_file(file.path(), 20);
    CHECK(row<float>(read, 1) == std::array{-3.f, 4.f});
    CHECK_THAT(message_of<FileError>([&] { row<float>(read, 2); }), Catch::Contains("became shorter"));
    std::filesystem::resize_file(file.path(), 26);
    std::filesystem::remove(file.path());
    CHECK(row<float>(mapped, 1) == std::array{-3.f, 4.f});
    CHECK_THROWS_AS(detail::RowFile(file.path()), FileError);
    file.write("\x1F\x8B");
    CHECK_THAT(message_of<FileError>([&] { detail::RowFile{file.path()}; }),
               Catch::Contains("found gzip data, which is to be unpacked before"));
}
