#include <ctnn/io/embedded_header.hpp>

#include <array>
#include <io/embedded_bytes.hpp>

#include <testing.hpp>

using namespace ctnn;
using namespace ctnn::detail;

namespace {

constexpr auto file = embedded(
    " { \"__metadata__\" : {\"a\":\"}\\\"\", \"b\":\"\"},\n"
    "\"one\" : {\"shape\":[2, 3],\"dtype\":\"F32\" , \"data_offsets\":[ 0,24 "
    "]},\t\"\":{\"dtype\":\"BF16\",\"shape\":[],"
    "\"data_offsets\":[24,26]}, "
    "\"many\":{\"data_offsets\":[26,26],\"shape\":[1,2,3,4,5,6,0],\"dtype\":\"I64\"}}  ",
    std::array<unsigned char, 26>{});

template <std::size_t Most>
constexpr auto read(std::size_t& count) {
    std::array<EmbeddedTensor, Most> tensors{};
    EmbeddedHeader header(file.data(), file.size());
    count = header.read(tensors);
    return tensors;
}

}  // namespace

TEST_CASE("embedded_header: names, types, shapes and places, in any order and with blanks", "[io]") {
    static constexpr auto tensors = [] {
        std::size_t count = 0;
        return read<4>(count);
    }();
    static_assert(EmbeddedHeader(file.data(), file.size()).values() == file.size() - 26);
    static_assert(EmbeddedHeader(file.data(), file.size()).is(tensors[0], "one"));
    static_assert(!EmbeddedHeader(file.data(), file.size()).is(tensors[0], "onE"));
    static_assert(!EmbeddedHeader(file.data(), file.size()).is(tensors[0], "on"));
    static_assert(EmbeddedHeader(file.data(), file.size()).is(tensors[1], ""));
    static_assert(tensors[0].number == StoredAs::f32 && tensors[0].width == 4 && tensors[0].rank == 2);
    static_assert(tensors[0].extents[0] == 2 && tensors[0].extents[1] == 3);
    static_assert(tensors[0].begin == 0 && tensors[0].end == 24);
    static_assert(tensors[1].number == StoredAs::bf16 && tensors[1].width == 2 && tensors[1].rank == 0);
    static_assert(tensors[2].number == StoredAs::own && tensors[2].rank == 7 && tensors[2].begin == 26);
    SUCCEED("while compiling");
}

TEST_CASE("embedded_header: no more tensors than fit, but all are counted", "[io]") {
    static_assert([] {
        std::size_t count = 0;
        const auto tensors = read<2>(count);
        return count == 3 && tensors[1].end == 26;
    }());
    SUCCEED("while compiling");
}
