#include <ctnn/io/tensors_to_write.hpp>

#include <array>
#include <ctnn/ctnn.hpp>
#include <data/message_of.hpp>
#include <string>

#include <testing.hpp>

using namespace ctnn;
using namespace ctnn::detail;

TEST_CASE("tensors_to_write: a header of sixty-four bytes or a multiple, places end to end", "[io]") {
    const StoredType &f32 = stored_type(StoredAs::f32), &f64 = stored_type(StoredAs::f64);
    const std::string text =
        header_of({{"a", &f32, {2, 3}, 6}, {"b \"2\"", &f64, {}, 1}, {"none", &f32, {0}, 0}},
                  {{"by", "us"}, {"in", "1"}});
    REQUIRE(text.size() % 64 == 0);
    REQUIRE(little_endian<std::uint64_t>(text.data()) == text.size() - 8);
    const std::string expected =
        "{\"__metadata__\":{\"by\":\"us\",\"in\":\"1\"},"
        "\"a\":{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[0,24]},"
        "\"b \\\"2\\\"\":{\"dtype\":\"F64\",\"shape\":[],\"data_offsets\":[24,32]},"
        "\"none\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[32,32]}}";
    REQUIRE(text.substr(8, expected.size()) == expected);
    REQUIRE(text.find_first_not_of(' ', 8 + expected.size()) == text.npos);
}

TEST_CASE("tensors_to_write: a part by its path, gates and units on one axis", "[io]") {
    using Net = Network<Input<4, 2>, LSTM<3>>;
    const auto tensor = tensor_to_write(table_of_parts<Net>()[0], "best.", stored_type(StoredAs::f16));
    REQUIRE(tensor.name == "best.layers.0.kernel");
    REQUIRE(tensor.extents == std::vector<std::size_t>{2, 12});
    REQUIRE(tensor.size == 24);
}

TEST_CASE("tensors_to_write: values as the type has them, and none that it has not", "[io]") {
    const TensorToWrite half{"a", &stored_type(StoredAs::f16), {2}, 2};
    const std::array right{1.0f, -0.5f}, large{1.0f, 1e6f};
    std::string text = "before";
    append_values(text, "a file", half, right.data());
    REQUIRE(text == std::string("before\x00\x3C\x00\xB8", 10));
    REQUIRE(message_of<FileError>([&] { append_values(text, "a file", half, large.data()); }) ==
            "a file: \"a\" holds 1e+06, which is beyond F16: nothing was written");
}
