#include <ctnn/io/zip_source.hpp>

#include <data/message_of.hpp>
#include <reference/npy.hpp>

#include <data/scratch_file.hpp>
#include <testing.hpp>

using ctnn::detail::ZipFile, ctnn::detail::ZipSource, ctnn::detail::ZipEntry;

namespace {

std::string content_of(const ZipFile& file, const ZipEntry& entry, std::size_t at_once) {
    ZipSource source(file, entry);
    std::string content, piece(at_once, ' ');
    while (const std::size_t got = source.read(piece.data(), at_once)) content += piece.substr(0, got);
    return content;
}

}  // namespace

TEST_CASE("zip_source: what was packed, in pieces of any size", "[io]") {
    for (const std::string& packed : {golden::stored, golden::deflated}) {
        const ScratchFile scratch(packed);
        const ZipFile file(scratch.path());
        for (const std::size_t at_once : {1u, 7u, 140u, 1000u}) {
            CHECK(content_of(file, *file.find("x.npy"), at_once) == golden::bytes);
            CHECK(content_of(file, *file.find("y.npy"), at_once) == golden::labels);
        }
    }
}

TEST_CASE("zip_source: a size, a checksum or packed data that do not fit each other", "[io]") {
    const ScratchFile scratch(golden::deflated);
    const ZipFile file(scratch.path());
    const auto error = [&](auto change) {
        ZipEntry entry = *file.find("x.npy");
        change(entry);
        return message_of<ctnn::FileError>([&] { content_of(file, entry, 1000); })
            .substr(scratch.path().size());
    };
    CHECK(error([](ZipEntry& entry) { ++entry.size; }) ==
          "/x.npy: byte 140: expected 141 bytes, as the list of entries says, found the end");
    CHECK(error([](ZipEntry& entry) { ++entry.checksum; }) ==
          "/x.npy: byte 140: expected the checksum that the list of entries says, found another");
    CHECK(error([](ZipEntry& entry) {
              entry.packed -= 9;
          }).ends_with("expected intact deflated data, found its end"));
    CHECK(error([](ZipEntry& entry) { entry.first += 9; }).find("expected intact deflated data") !=
          std::string::npos);
}

TEST_CASE("zip_source: of what grows without end no more is unpacked than memory should take", "[io]") {
    // A hundred million zeros become a hundred thousand bytes.
    std::vector<Bytef> packed(200'000);
    const std::vector<Bytef> zeros(1 << 20);
    z_stream stream{};
    REQUIRE(deflateInit2(&stream, 9, Z_DEFLATED, -MAX_WBITS, 9, Z_DEFAULT_STRATEGY) == Z_OK);
    stream.next_out = packed.data();
    stream.avail_out = static_cast<uInt>(packed.size());
    for (int i = 0; i < 100; ++i) {
        stream.next_in = const_cast<Bytef*>(zeros.data());
        stream.avail_in = static_cast<uInt>(zeros.size());
        REQUIRE(deflate(&stream, i == 99 ? Z_FINISH : Z_NO_FLUSH) != Z_STREAM_ERROR);
    }
    deflateEnd(&stream);
    const std::string archive(packed.begin(), packed.begin() + static_cast<std::ptrdiff_t>(stream.total_out));
    const std::string end = std::string("PK\x05\x06") + std::string(18, '\0');
    const ScratchFile scratch(archive + end);
    const ZipFile file(scratch.path());
    const ZipEntry entry{
        .name = "x", .deflated = true, .first = 0, .packed = archive.size(), .size = 100 << 20};
    ZipSource source(file, entry);
    std::vector<Bytef> piece(1 << 20);
    int pieces = 0;
    while (!source.bloated() && source.read(piece.data(), piece.size()) == piece.size()) ++pieces;
    CHECK(source.bloated());
    CHECK(pieces == 65);
}
