#include <ctnn/io/npy_header.hpp>

#include <data/message_of.hpp>

#include <testing.hpp>

using ctnn::detail::NpyDictionary;

namespace {

std::string error_of(const std::string& text) {
    return message_of<ctnn::FileError>([&] { NpyDictionary("FILE", text, 10).read(); });
}

}  // namespace

TEST_CASE("npy_header: keys in any order, either quotes, with and without a comma at the end", "[io]") {
    for (const char* text : {"{'descr': '<f4', 'fortran_order': True, 'shape': (3, 4), }   \n",
                             "{\"shape\":(3,4),'fortran_order':True,'descr':\"<f4\"}",
                             " { 'fortran_order' : True , 'shape' : ( 3L , 4L , ) , 'descr' : '<f4' , } "}) {
        CAPTURE(text);
        const auto header = NpyDictionary("FILE", text, 10).read();
        CHECK(header.type.kind == 'f');
        CHECK(header.type.width == 4);
        CHECK_FALSE(header.type.big_endian);
        CHECK(header.column_major);
        CHECK(header.extents == std::vector<std::size_t>{3, 4});
    }
    const auto single = NpyDictionary("FILE", "{'descr':'>i2','fortran_order':False,'shape':()}", 10).read();
    CHECK(single.extents.empty());
    CHECK(single.type.big_endian);
}

TEST_CASE("npy_header: what is no such dictionary is refused where it begins to be none", "[io]") {
    CHECK(
        error_of("") ==
        "FILE: byte 10: expected a dictionary, {'descr': ..., 'fortran_order': ..., 'shape': ...}, found the "
        "end of the header");
    CHECK(error_of("{'descr': '<f4'}") ==
          "FILE: byte 26: expected 'descr', 'fortran_order' and 'shape', found fewer");
    CHECK(error_of("{'descr': '<f4', 'descr': '<f4'}") ==
          "FILE: byte 27: expected 'descr', 'fortran_order' and 'shape', each once, found \"descr\"");
    CHECK(error_of("{'descr': '<c8'}") ==
          "FILE: byte 20: expected numbers: b1, i1 to i8, u1 to u8, f2, f4 or f8, found \"<c8\"");
    CHECK(error_of("{'shape': (3 4)}") == "FILE: byte 23: expected ',' or ')', found \"4)}\"");
    CHECK(error_of("{'shape': (-3,)}") == "FILE: byte 21: expected an extent, found \"-3,)}\"");
    CHECK(error_of("{'fortran_order': 0}") == "FILE: byte 28: expected True or False, found \"0}\"");
    CHECK(error_of("{'descr: 4}") ==
          "FILE: byte 12: expected the end of a string, found the end of the header");
    CHECK(error_of("{'shape': (" + std::string(100, '1') + ")}")
              .starts_with("FILE: byte 21: expected an extent that memory could hold"));
    std::string many;
    for (int i = 0; i < 40; ++i) many += "1,";
    CHECK(error_of("{'shape': (" + many + ")}") == "FILE: byte 86: expected at most 32 extents, found more");
    CHECK(error_of("{'descr': '<f4', 'fortran_order': True, 'shape': (3,)} import os") ==
          "FILE: byte 65: expected the end of the header, found \"import os\"");
}
