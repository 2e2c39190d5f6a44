#include <ctnn/io/csv_rows.hpp>

#include <limits>

#include <testing.hpp>

namespace {

using Columns = std::vector<std::string_view>;

Columns split(std::string_view line, char separator = ',') {
    Columns columns;
    ctnn::detail::split_columns(line, separator, columns);
    return columns;
}

// What a field says, or -1.
float parsed(std::string_view field) {
    float value = 0;
    return ctnn::detail::parse_float(field, value) ? value : -1;
}

}  // namespace

TEST_CASE("csv_rows: a line is split into columns", "[io]") {
    CHECK(split("1,2,3") == Columns{"1", "2", "3"});
    CHECK(split(" 1 ,\t2 ") == Columns{"1", "2"});
    CHECK(split("1,,") == Columns{"1", "", ""});
    CHECK(split("") == Columns{""});
    CHECK(split("1;2,5", ';') == Columns{"1", "2,5"});
    CHECK(split("1\t\t3", '\t') == Columns{"1", "", "3"});
    CHECK(split(R"("a, b"," 2 ","")") == Columns{"a, b", "2", ""});
    CHECK(split(R"("a,b)") == Columns{"\"a,b"});
}

TEST_CASE("csv_rows: numbers are read to the nearest float", "[io]") {
    CHECK(parsed("0.1") == 0.1f);
    CHECK(parsed("+2.5e3") == 2500.0f);
    CHECK(parsed("-0") == 0.0f);
    CHECK(parsed(".5") == 0.5f);
    CHECK(parsed("16777217") == 16777216.0f);
    CHECK(parsed("3.4028235e38") == std::numeric_limits<float>::max());
    CHECK(parsed("1e-45") == std::numeric_limits<float>::denorm_min());
    CHECK(parsed("1e-60") == 0.0f);
    CHECK(std::isinf(parsed("1e39")));
    CHECK(std::isinf(parsed("1e999")));
    CHECK(std::isnan(parsed("nan")));
}

TEST_CASE("csv_rows: what is no number is not read as one", "[io]") {
    for (const char* field :
         {"", "+", "-", "+-1", "++1", "1 2", "1,5", "0x10", "1e", "1f", "one", "--", ".", "1\n"}) {
        INFO('"' << field << '"');
        CHECK(parsed(field) == -1);
    }
}

TEST_CASE("csv_rows: a field is shown short and harmless", "[io]") {
    using ctnn::detail::shown;
    CHECK(shown("") == "an empty field");
    CHECK(shown("abc") == "\"abc\"");
    CHECK(shown(std::string_view("\x1b[31m\0x", 7)) == "\"?[31m?x\"");
    CHECK(shown(std::string(50, 'x')) == '"' + std::string(40, 'x') + "...\"");
}
