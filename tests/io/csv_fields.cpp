#include <ctnn/io/csv_fields.hpp>

#include <limits>
#include <string>

#include <testing.hpp>

namespace {

using Columns = std::vector<std::string_view>;
using Strings = std::vector<std::string>;

std::vector<std::string> split(std::string line, const ctnn::CsvOptions& options = {}) {
    Columns columns;
    const auto how = ctnn::detail::CsvSplitter(line, options, 100).split(columns);
    CHECK(how == ctnn::detail::CsvSplit::whole);
    return {columns.begin(), columns.end()};
}

// What a field says, or -1.
float parsed(std::string_view field) {
    float value = 0;
    return ctnn::detail::parse_float(field, value) ? value : -1;
}

}  // namespace

TEST_CASE("csv_fields: a line is split into columns", "[io]") {
    CHECK(split("1,2,3") == Strings{"1", "2", "3"});
    CHECK(split(" 1 ,\t2 ") == Strings{"1", "2"});
    CHECK(split("1,,") == Strings{"1", "", ""});
    CHECK(split("") == Strings{""});
    CHECK(split(",") == Strings{"", ""});
    CHECK(split("1;2,5", {.separator = ';'}) == Strings{"1", "2,5"});
    CHECK(split("1\t\t3", {.separator = '\t'}) == Strings{"1", "", "3"});
    CHECK(split("1  3", {.separator = ' '}) == Strings{"1", "", "3"});
}

TEST_CASE("csv_fields: runs of blanks and tabs separate, at the ends of a line they do not", "[io]") {
    CHECK(split("  1 \t 2   3  ", {.blank_separated = true}) == Strings{"1", "2", "3"});
    CHECK(split("1", {.blank_separated = true}) == Strings{"1"});
    CHECK(split("\"a b\"   1,5", {.blank_separated = true}) == Strings{"a b", "1,5"});
}

TEST_CASE("csv_fields: quotes", "[io]") {
    CHECK(split(R"("a, b"," 2 ","")") == Strings{"a, b", "2", ""});
    CHECK(split(R"("a ""quoted"" header",2)") == Strings{"a \"quoted\" header", "2"});
    CHECK(split(R"("""a""",""",""")") == Strings{"\"a\"", "\",\""});
    CHECK(split(R"("""")") == Strings{"\""});
    CHECK(split(R"( "a" , "b"c )") == Strings{"a", "bc"});
    CHECK(split(R"(5" pipe,2)") == Strings{"5\" pipe", "2"});
}

TEST_CASE("csv_fields: a line that is no row of columns", "[io]") {
    const auto how = [](std::string line, std::size_t most) {
        Columns columns;
        const auto result = ctnn::detail::CsvSplitter(line, {}, most).split(columns);
        CHECK(columns.size() <= most);
        return result;
    };
    using ctnn::detail::CsvSplit;
    for (const char* line : {"\"", "\"\"\"", "\"a,b", "1,\"a", "\"a\"\",b"})
        CHECK(how(line, 9) == CsvSplit::open_quote);
    CHECK(how("1,2,3", 3) == CsvSplit::whole);
    CHECK(how("1,2,3", 2) == CsvSplit::too_many);
    CHECK(how(std::string(100'000, ','), 50) == CsvSplit::too_many);
}

TEST_CASE("csv_fields: numbers are read to the nearest float", "[io]") {
    CHECK(parsed("0.1") == 0.1f);
    CHECK(parsed("+2.5e3") == 2500.0f);
    CHECK(parsed("-0") == 0.0f);
    CHECK(parsed(".5") == 0.5f);
    CHECK(parsed("16777217") == 16777216.0f);
    CHECK(parsed("3.4028235e38") == std::numeric_limits<float>::max());
    CHECK(parsed("1e-45") == std::numeric_limits<float>::denorm_min());
    CHECK(parsed("1e-60") == 0.0f);
    CHECK(parsed("1e-400") == 0.0f);
    CHECK(parsed("-1e-99999999999999999999") == 0.0f);
    CHECK(parsed("1000e-48") == std::numeric_limits<float>::denorm_min());
    CHECK(parsed("0." + std::string(500, '0') + "1") == 0.0f);
    CHECK(parsed("0." + std::string(500, '0') + "25e501") == 2.5f);
    CHECK(parsed("0e999999999999999999999") == 0.0f);
    CHECK(std::isinf(parsed("1" + std::string(500, '0'))));
    CHECK(std::isinf(parsed("0.1e99999999999999999999")));
    CHECK(std::isinf(parsed("1e39")));
    CHECK(std::isinf(parsed("1e999")));
    CHECK(std::isnan(parsed("nan")));
}

TEST_CASE("csv_fields: a number is whole as it is written, not as it is rounded", "[io]") {
    using ctnn::detail::is_whole;
    for (const char* number :
         {"0", "-0.0", "1", "-1", "+1.", "1.000", "10e-1", "1e2", "1.5e1", "0e-5", "100e-2",
          "3.000000000000000000e+00", "0.000e-999999999999999999999", "1e9999999999999999999"})
        CHECK(is_whole(number));
    for (const char* number : {"0.99999999", "1.00000000000000000001", "0.5", "1e-1", "15e-1", "1.55e1",
                               "101e-2", "1e-400", "1e-9999999999999999999"})
        CHECK_FALSE(is_whole(number));
}

TEST_CASE("csv_fields: what is no number is not read as one", "[io]") {
    for (const char* field :
         {"", "+", "-", "+-1", "++1", "1 2", "1,5", "0x10", "1e", "1f", "one", "--", ".", "1\n"}) {
        INFO('"' << field << '"');
        CHECK(parsed(field) == -1);
    }
}

TEST_CASE("csv_fields: a field is shown short and harmless", "[io]") {
    using ctnn::detail::shown;
    CHECK(shown("") == "an empty field");
    CHECK(shown("abc") == "\"abc\"");
    CHECK(shown(std::string_view("\x1b[31m\0x", 7)) == "\"?[31m?x\"");
    CHECK(shown(std::string(50, 'x')) == '"' + std::string(40, 'x') + "...\"");
}
