#include <ctnn/io/safetensors_header.hpp>

#include <array>
#include <data/message_of.hpp>
#include <data/scratch_file.hpp>
#include <string>
#include <testing.hpp>

using namespace ctnn;
using detail::SafetensorsFile;

namespace {

std::string bytes_of(const std::string& header, const std::string& values = "", std::uint64_t size = ~0ull) {
    if (size == ~0ull) size = header.size();
    std::string bytes(8, '\0');
    for (std::size_t i = 0; i < 8; ++i) bytes[i] = static_cast<char>(size >> (8 * i) & 0xFF);
    return bytes + header + values;
}

/// What is wrong with it, without the file's name.
std::string refusal(const std::string& content) {
    const ScratchFile file(content, ".safetensors");
    const std::string found = message_of<FileError>([&] { SafetensorsFile{file.path()}; });
    return found.starts_with(file.path()) ? found.substr(file.path().size() + 2) : found;
}

std::string tensor(const std::string& name, const std::string& shape, const std::string& place,
                   const std::string& type = "F32") {
    return '"' + name + R"(":{"dtype":")" + type + R"(","shape":[)" + shape + R"(],"data_offsets":[)" +
           place + "]}";
}

const std::string fine = "nothing was thrown";

}  // namespace

TEST_CASE("safetensors_header: reads what a writer may write", "[io]") {
    const ScratchFile file(
        bytes_of("{ \"__metadata__\" : {\"format\":\"pt\",\"\\u00e9\\ud83d\\ude00\\n\":\"\"},\n\t" +
                     tensor("b", "", "4,8") + " , " + tensor("a", "1, 2 ,1", "0,4", "BF16") + ',' +
                     tensor("none", "3,0", "8,8", "I64") + ',' + tensor("h\xC3\xA9", "2", "8,9", "F4") +
                     "}   ",
                 "123456789"),
        ".safetensors");
    SafetensorsFile found(file.path());
    REQUIRE(found.tensors().size() == 4);
    REQUIRE(
        (found.find("a") && found.find("b") && found.find("none") && !found.find("c") && !found.find("")));
    REQUIRE(found.find("a")->shape == std::vector<std::uint64_t>{1, 2, 1});
    REQUIRE(found.find("b")->shape.empty());
    std::string values;
    found.each_piece(*found.find("b"), [&](const char* bytes, std::size_t first, std::size_t count) {
        values += std::to_string(first) + '+' + std::to_string(count) + ' ' + std::string(bytes, 4 * count);
    });
    REQUIRE(values == "0+1 5678");
    REQUIRE(found.find("a")->type->name == "BF16");
    REQUIRE((found.about("format") && *found.about("format") == "pt" && !found.about("x")));
    REQUIRE(found.about("\xC3\xA9\xF0\x9F\x98\x80\n") != nullptr);
    REQUIRE(refusal(bytes_of("{}")) == fine);
    REQUIRE(refusal(bytes_of("{\"__metadata__\":{}}    ")) == fine);
}

TEST_CASE("safetensors_header: a large tensor comes piece by piece", "[io]") {
    std::string all(3 * 70'000, ' ');
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = static_cast<char>(i % 251);
    const ScratchFile file(bytes_of('{' + tensor("b", "70000", "0,70000", "U8") + ',' +
                                        tensor("a", "70000", "70000,210000", "F16") + '}',
                                    all),
                           ".safetensors");
    SafetensorsFile found(file.path());
    std::string values;
    std::size_t next = 0;
    found.each_piece(*found.find("a"), [&](const char* bytes, std::size_t first, std::size_t count) {
        REQUIRE(first == next);
        next += count;
        values.append(bytes, 2 * count);
    });
    REQUIRE(next == 70'000);
    REQUIRE(values == all.substr(70'000));
    values.assign(10, ' ');
    found.read_at(*found.find("b"), 1234, values.data(), 10);
    REQUIRE(values == all.substr(1234, 10));
}

TEST_CASE("safetensors_header: sizes that lie", "[io]") {
    REQUIRE(refusal("") == "byte 0: expected the eight bytes of a safetensors header's size, found 0 bytes");
    REQUIRE(refusal(bytes_of("{}", "", ~0ull - 1)) ==
            "byte 0: expected a header of at most 100000000 bytes, found 18446744073709551614");
    REQUIRE(refusal(bytes_of("{}", "", 3)) ==
            "byte 0: expected a header within the 10 bytes of the file, found one of 3");
    REQUIRE(refusal(bytes_of("")) == "byte 8: expected '{', found nothing");
    REQUIRE(refusal(bytes_of(" {}")) == "byte 8: expected '{', found another sign");
    REQUIRE(refusal(bytes_of("{} \n")) ==
            "byte 10: expected nothing but blanks behind the header, found more");
    REQUIRE(refusal(bytes_of("{}x")) == "byte 10: expected nothing but blanks behind the header, found more");
}

TEST_CASE("safetensors_header: tensors that overlap, leave holes or lie elsewhere", "[io]") {
    const auto of = [](const std::string& tensors, const std::string& values) {
        return refusal(bytes_of('{' + tensors + '}', values));
    };
    const std::string first = tensor("a", "1", "0,4");
    REQUIRE(of(first, "1234") == fine);
    REQUIRE(of(first + ',' + tensor("b", "1", "2,6"), "123456") ==
            "\"b\" lies at bytes 2 to 6 of the values, where another tensor lies");
    REQUIRE(of(first + ',' + tensor("b", "1", "0,4"), "1234") ==
            "\"b\" lies at bytes 0 to 4 of the values, where another tensor lies");
    REQUIRE(of(first + ',' + tensor("b", "1", "5,9"), "123456789") ==
            "\"b\" lies at bytes 5 to 9 of the values, but the one before it ends at 4");
    REQUIRE(of(first, "12345") == "1 bytes at the end belong to no tensor");
    REQUIRE(of(first, "123") == "\"a\" lies at bytes 0 to 4 of the values, but there are only 3");
    REQUIRE(of(tensor("a", "1", "4,0"), "1234") ==
            "\"a\" lies at bytes 4 to 0 of the values, which ends before it begins");
    REQUIRE(of(tensor("a", "2", "0,4"), "1234") ==
            "\"a\" lies at bytes 0 to 4 of the values, but 2 of F32 take 8");
    REQUIRE(of(tensor("a", "1", "18446744073709551612,18446744073709551615"), "1234") ==
            "\"a\" lies at bytes 18446744073709551612 to 18446744073709551615 of the values, but there are "
            "only 4");
    REQUIRE(of(tensor("a", "4294967296,4294967296", "0,4"), "1234") ==
            "\"a\" is 4294967296 x 4294967296, which is larger than any file");
    REQUIRE(of(tensor("a", "4611686018427387904,4", "0,0"), "") ==
            "\"a\" is 4611686018427387904 x 4, which is larger than any file");
    REQUIRE(of(tensor("a", "3", "0,2", "F4"), "12") == "\"a\" does not end with a whole byte");
    REQUIRE(of(first + ',' + tensor("a", "1", "4,8"), "12345678") == "there are two tensors \"a\"");
}

TEST_CASE("safetensors_header: whatever else is no header", "[io]") {
    for (const char* const header :
         {"{",
          "{\"a\"}",
          "{\"a\":}",
          "{\"a\":1}",
          "{\"a\":{}}",
          "{,}",
          "{\"a\":[]}",
          "{\"__metadata__\":1}",
          "{\"__metadata__\":{\"a\":1}}",
          "{\"__metadata__\":{\"a\":{}}}",
          "{\"__metadata__\":{\"a\":\"\",}}",
          "{\"__metadata__\":{\"a\":\"\",\"a\":\"\"}}",
          "{\"__metadata__\":{},\"__metadata__\":{}}",
          "{\"a\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,0],\"x\":1}}",
          "{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}}",
          "{\"a\":{\"shape\":[0],\"data_offsets\":[0,0]}}",
          "{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,0]}}",
          "{\"a\":{\"dtype\":\"F32\",\"shape\":[0]}}",
          "{\"a\":{\"dtype\":\"F33\",\"shape\":[0],\"data_offsets\":[0,0]}}",
          "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,0]}}",
          "{\"a\":{\"dtype\":\"F32\",\"shape\":[0.0],\"data_offsets\":[0,0]}}",
          "{\"a\":{\"dtype\":\"F32\",\"shape\":[00],\"data_offsets\":[0,0]}}",
          "{\"a\":{\"dtype\":\"F32\",\"shape\":[1e1],\"data_offsets\":[0,0]}}",
          "{\"a\":{\"dtype\":\"F32\",\"shape\":[18446744073709551616],\"data_offsets\":[0,0]}}",
          "{\"a\":{\"dtype\":\"F32\",\"shape\":[0,],\"data_offsets\":[0,0]}}",
          "{\"a\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0]}}",
          "{\"a\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0,0]}}",
          "{\"a\":{\"dtype\":\"F32\",\"shape\":0,\"data_offsets\":[0,0]}}",
          "{\"a",
          "{\"a\\",
          "{\"\\u00",
          "{\"\\x\":",
          "{\"\\ud800\":{}}",
          "{\"\\udc00\":{}}",
          "{\"\\ud800\\u0020\":{}}",
          "{\"\n\":{}}",
          "{\"\x80\":{}}",
          "{\"\xC0\x80\":{}}",
          "{\"\xED\xA0\x80\":{}}",
          "{\"\xF4\x90\x80\x80\":{}}",
          "{\"\xE2\x82\":{}}",
          "{\"a\":true}",
          "{\"a\":null}",
          "{a:1}",
          "[]",
          "{}{}",
          "// {}"})
        REQUIRE(refusal(bytes_of(header)) != fine);
    const std::string deep(100'000, '[');
    REQUIRE(refusal(bytes_of("{\"a\":" + deep)) == "byte 13: expected '{', found '['");
    std::string nested = "{";
    for (int i = 0; i < 100'000; ++i) nested += "\"a\":{";
    REQUIRE(refusal(bytes_of(nested)) != fine);
    std::string extents = "1";
    for (int i = 0; i < 64; ++i) extents += ",1";
    REQUIRE(refusal(bytes_of('{' + tensor("a", extents, "0,4") + '}', "1234")) != fine);
}

TEST_CASE("safetensors_header: names in sentences are short and harmless", "[io]") {
    REQUIRE(detail::in_quotes("a.weight") == "\"a.weight\"");
    REQUIRE(detail::in_quotes("a\nb\x1B[2J") == "\"a?b?[2J\"");
    REQUIRE(detail::in_quotes(std::string(1000, 'x')) == '"' + std::string(120, 'x') + "...\"");
    REQUIRE(detail::in_quotes(std::string(119, 'x') + "\xC3\xA9" + "z") ==
            '"' + std::string(119, 'x') + "...\"");
    REQUIRE(detail::extents_text(std::array{3, 4}) == "3 x 4");
    REQUIRE(detail::extents_text(std::vector<std::uint64_t>{}) == "one number");
}
