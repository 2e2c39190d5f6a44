#include <ctnn/io/csv_rows.hpp>

#include <data/message_of.hpp>
#include <string>
#include <vector>

#include <data/scratch_file.hpp>
#include <testing.hpp>

using ctnn::CsvOptions;

namespace {

using Numbers = std::vector<float>;

Numbers numbers_of(std::string_view content, const CsvOptions& options, std::size_t columns = 2) {
    const ScratchFile file(content, ".csv");
    ctnn::detail::CsvRows rows(file.path(), options, columns);
    Numbers numbers;
    while (rows.next(columns))
        for (std::size_t k = 0; k < rows.columns().size(); ++k) numbers.push_back(rows.number(k));
    return numbers;
}

// What the error says after the name of the file.
std::string error_of(std::string_view content, const CsvOptions& options = {}, std::size_t columns = 2) {
    const ScratchFile file(content, ".csv");
    const std::string message = message_of<ctnn::FileError>([&] {
        ctnn::detail::CsvRows rows(file.path(), options, columns);
        while (rows.next(columns))
            for (std::size_t k = 0; k < rows.columns().size(); ++k) rows.number(k);
    });
    const std::size_t at = message.find(".csv: ");
    return at == message.npos ? message : message.substr(at + 6);
}

}  // namespace

TEST_CASE("csv_rows: lines that start with the sign of comments are no rows", "[io]") {
    const CsvOptions marked{.comment = '#'};
    CHECK(numbers_of("# a file\n1,2\n  # of\n3,4\n#", marked) == Numbers{1, 2, 3, 4});
    CHECK(numbers_of("#\n1,2\n\n# the end\n", marked) == Numbers{1, 2});
    CHECK(numbers_of("# a\nx,y\n#b\n1,2\n", {.header = true, .comment = '#'}) == Numbers{1, 2});
    CHECK(error_of("# a\n1,2\n# b\n1,x\n", marked) == "line 4, column 2: expected a number, found \"x\"");
    CHECK(error_of("# a file\n1,2\n") == "line 1: expected 2 columns, found 1");
}

TEST_CASE("csv_rows: another decimal sign, and then no point", "[io]") {
    const CsvOptions comma{.separator = ';', .decimal = ','};
    CHECK(numbers_of("1,5;-2\n,25;1e2\n", comma) == Numbers{1.5f, -2, 0.25f, 100});
    CHECK(error_of("1.5;2\n", comma) ==
          "line 1, column 1: expected a number, found \"1.5\" (a header? CsvOptions{.header = true})");
    CHECK(error_of("1;2\n1.234,5;2\n", comma) == "line 2, column 1: expected a number, found \"1.234,5\"");
    CHECK(error_of("1,2\n", {.decimal = ','}) ==
          "CsvOptions::decimal: expected a sign that separates no columns, found ','");
    CHECK(error_of("1,2\n", {.separator = '.'}) ==
          "CsvOptions::decimal: expected a sign that separates no columns, found '.'");
    CHECK(numbers_of("1,5 2\n", {.blank_separated = true, .decimal = ','}) == Numbers{1.5f, 2});
}

TEST_CASE("csv_rows: only the first row may be a header by mistake", "[io]") {
    const std::string hint = " (a header? CsvOptions{.header = true})";
    CHECK(error_of("a,b\n1,2\n") == "line 1, column 1: expected a number, found \"a\"" + hint);
    CHECK(error_of("#\na,b\n", {.comment = '#'}) ==
          "line 2, column 1: expected a number, found \"a\"" + hint);
    CHECK(error_of("1,2\na,b\n") == "line 2, column 1: expected a number, found \"a\"");
    CHECK(error_of("1,\n") == "line 1, column 2: expected a number, found an empty field");
    CHECK(error_of("a,b\nc,d\n", {.header = true}) == "line 2, column 1: expected a number, found \"c\"");
}

TEST_CASE("csv_rows: what is marked as missing", "[io]") {
    const ScratchFile file("1,,NA,?,0,nan\n");
    const auto marked = [&](const CsvOptions& options) {
        ctnn::detail::CsvRows rows(file.path(), options);
        REQUIRE(rows.next(6));
        std::string marks;
        for (std::size_t k = 0; k < 6; ++k) marks += rows.missing(k) ? 'm' : '.';
        return marks;
    };
    CHECK(marked({}) == "......");
    CHECK(marked({.missing = ctnn::CsvMissing::dropped}) == ".mmm.m");
    CHECK(marked({.missing = ctnn::CsvMissing::filled, .missing_marks = {"0"}}) == "....m.");
}

TEST_CASE("csv_rows: limits, each with its line", "[io]") {
    CHECK(error_of("1,2\n" + std::string(200, ' ') + "1,2\n", {.longest_line = 150}) ==
          "line 2: expected a line of at most 150 bytes, found a longer one");
    CHECK(numbers_of(std::string(120, ' ') + "1,2\n", {.longest_line = 10}) == Numbers{1, 2});  // 64 a column
    CHECK(error_of("1,2\n1,2,3,4\n", {.most_columns = 3}) ==
          "line 2: expected at most 3 columns, found more");
    CHECK(numbers_of("1,2,3,4\n", {.most_columns = 3}, 4) == Numbers{1, 2, 3, 4});
    const std::string commas(std::size_t{20} << 20, ',');
    CHECK(error_of(gzipped(commas)) ==
          "line 1: expected a line of at most 4194304 bytes, found a longer one");
    CHECK(error_of(commas.substr(0, 1 << 20)) == "line 1: expected at most 262144 columns, found more");
    CHECK(error_of(commas, {.header = true}) ==
          "line 1: expected a line of at most 4194304 bytes, found a longer one");
}

TEST_CASE("csv_rows: a quote without another", "[io]") {
    CHECK(error_of("1,2\n1,\"2\n") == "line 2: expected a closing quote, found the end of the line");
    CHECK(error_of("\"a,b\n1,2\n", {.header = true}) ==
          "line 1: expected a closing quote, found the end of the line");
}
