#include <ctnn/io/json_text.hpp>

#include <data/message_of.hpp>
#include <string>
#include <testing.hpp>

using namespace ctnn;
using detail::JsonText;

namespace {

const std::string path = "a.json";

std::string read_string(const std::string& text) { return JsonText(text, path, 0).string(); }

template <class Call>
std::string refusal(const std::string& text, Call call) {
    return message_of<FileError>([&] {
        JsonText json(text, path, 100);
        call(json);
    });
}

static_assert(detail::first_not_utf8("a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80") == 10);
static_assert(detail::first_not_utf8("a\xC1\x81") == 1 && detail::first_not_utf8("\xE0\x9F\xBF") == 0);
static_assert(detail::first_not_utf8("ab\xED\xA0\x80") == 2 &&
              detail::first_not_utf8("\xF4\x90\x80\x80") == 0);
static_assert(detail::first_not_utf8("\xF0\x8F\xBF\xBF") == 0 &&
              detail::first_not_utf8("\xF5\x80\x80\x80") == 0);
static_assert(detail::first_not_utf8("\xE2\x82") == 0 && detail::first_not_utf8("\xC3(") == 0);

}  // namespace

TEST_CASE("json_text: strings, with all that may be escaped", "[io]") {
    REQUIRE(read_string("\"\"").empty());
    REQUIRE(read_string(R"( "a\"\\\/\b\f\n\r\tb")") == "a\"\\/\b\f\n\r\tb");
    REQUIRE(read_string(R"("\u0041\u00e9\u20AC\uD83D\uDE00")") == "A\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80");
    const std::string all = "a \"b\"\\\n\x01\xC3\xA9";
    REQUIRE(read_string(detail::json_string(all)) == all);
    REQUIRE(detail::json_string("\x1F") == "\"\\u001f\"");
}

TEST_CASE("json_text: whole numbers of 64 bits", "[io]") {
    REQUIRE(JsonText("0", path, 0).number() == 0);
    REQUIRE(JsonText(" 18446744073709551615", path, 0).number() == 18446744073709551615u);
    const auto number = [](JsonText& json) { json.number(); };
    REQUIRE(refusal("18446744073709551616", number) ==
            "a.json: byte 119: expected a number of 64 bits, found a larger one");
    REQUIRE(refusal("99999999999999999999999", number) ==
            "a.json: byte 119: expected a number of 64 bits, found a larger one");
    REQUIRE(refusal("-1", number) == "a.json: byte 100: expected a whole number from 0 on, found '-'");
    REQUIRE(refusal("01", number) == "a.json: byte 102: expected a number, found one that begins with 0");
    REQUIRE(refusal("", number) ==
            "a.json: byte 100: expected a whole number from 0 on, found the end of the header");
}

TEST_CASE("json_text: what is not there is said with its byte", "[io]") {
    const auto string = [](JsonText& json) { json.string(); };
    REQUIRE(refusal("\"a\n\"", string) ==
            "a.json: byte 102: expected a string that ends in '\"', found byte value 10");
    REQUIRE(refusal("\"a", string) ==
            "a.json: byte 102: expected a string that ends in '\"', found the end of the header");
    REQUIRE(refusal("\"\\x\"", string) ==
            "a.json: byte 102: expected one of \"\\/bfnrtu behind '\\', found 'x'");
    REQUIRE(refusal("\"\\u12g4\"", string) ==
            "a.json: byte 105: expected four hexadecimal digits, found 'g'");
    REQUIRE(refusal("\"\\udc00\"", string) ==
            "a.json: byte 107: expected a pair of surrogates, found its second half");
    REQUIRE(refusal("\"\\ud800\\u0041\"", string) ==
            "a.json: byte 113: expected a pair of surrogates, found its first half");
    REQUIRE(refusal("ab\xFF", string) == "a.json: byte 102: expected UTF-8, found other bytes");
    REQUIRE(refusal(" }", [](JsonText& json) { json.another(']'); }) ==
            "a.json: byte 101: expected ',' or ']', found '}'");
}

TEST_CASE("json_text: signs between blanks", "[io]") {
    JsonText json(" \t\r\n[ 1 , 2 ]", path, 0);
    json.expect('[');
    REQUIRE(json.number() == 1);
    REQUIRE(json.another(']'));
    REQUIRE(json.number() == 2);
    REQUIRE(!json.another(']'));
    REQUIRE((json.at_end() && json.position() == 13));
}
