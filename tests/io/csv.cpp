#include <ctnn/io/csv.hpp>

#include <clocale>
#include <data/message_of.hpp>
#include <locale>

#include <data/scratch_file.hpp>
#include <testing.hpp>

namespace {

struct Classifier {
    static constexpr std::size_t input_size = 2, output_size = 3;
};
struct Regressor {
    static constexpr std::size_t input_size = 2, output_size = 2;
};
struct Digits {
    static constexpr std::size_t input_size = 64, output_size = 10;
};

using ctnn::CsvMissing;
using ctnn::CsvOptions;
using ctnn::CsvTarget;

template <class Net = Classifier>
ctnn::Dataset<Net> read(std::string_view content, const ctnn::CsvOptions& options = {}) {
    return ctnn::read_csv<Net>(ScratchFile(content, ".csv").path(), options);
}

// What the error says after the name of the file.
template <class Net = Classifier>
std::string error_of(std::string_view content, const ctnn::CsvOptions& options = {}) {
    const ScratchFile file(content, ".csv");
    const std::string message =
        message_of<ctnn::FileError>([&] { ctnn::read_csv<Net>(file.path(), options); });
    REQUIRE_THAT(message, Catch::StartsWith(file.path() + ": "));
    return message.substr(file.path().size() + 2);
}

}  // namespace

TEST_CASE("csv: rows of inputs and a class", "[io]") {
    const auto dataset = read("1,2.5,0\n-3,4e1,2\n");
    CHECK(dataset.size() == 2);
    CHECK(dataset.has_classes());
    CHECK_FALSE(dataset.has_bytes());
    CHECK(dataset.input(0) == std::array<float, 2>{1, 2.5f});
    CHECK(dataset.input(1) == std::array<float, 2>{-3, 40});
    CHECK(dataset.class_of(1) == 2);
}

TEST_CASE("csv: rows of inputs and values", "[io]") {
    const auto dataset = read<Regressor>("1,2,0.5,7\n3,4,-1,8", {.target = CsvTarget::values});
    CHECK(dataset.size() == 2);
    CHECK_FALSE(dataset.has_classes());
    CHECK(dataset.target(0) == std::array<float, 2>{0.5f, 7});
    CHECK(dataset.target(1) == std::array<float, 2>{-1, 8});
}

TEST_CASE("csv: targets first, a header, another separator", "[io]") {
    const auto dataset = read("class;a;b\n2;5;6\n", {.header = true, .separator = ';', .target_first = true});
    CHECK(dataset.class_of(0) == 2);
    CHECK(dataset.input(0) == std::array<float, 2>{5, 6});
    const auto values = read<Regressor>(
        "1\t2\t3\t4\n", {.separator = '\t', .target = CsvTarget::values, .target_first = true});
    CHECK(values.target(0) == std::array<float, 2>{1, 2});
    CHECK(values.input(0) == std::array<float, 2>{3, 4});
}

TEST_CASE("csv: the ways in which programs write it", "[io]") {
    for (const char* content :
         {"1,2,0\n3,4,1", "1,2,0\r\n3,4,1\r\n", "1,2,0\r3,4,1\r", "1,2,0\n3,4,1\n\n  \n",
          " 1 ,\t2, 0\n3,4, 1 \n", "\"1\",\"2\",\"0\"\n\"3\",\"4\",\"1\"\n",
          "\xEF\xBB\xBF"
          "1,2,0\n3,4,1\n",
          "1.0,2.00,0.0\n+3,4,1.0\n"}) {
        INFO(content);
        const auto dataset = read(content);
        CHECK(dataset.size() == 2);
        CHECK(dataset.input(0) == std::array<float, 2>{1, 2});
        CHECK(dataset.input(1) == std::array<float, 2>{3, 4});
        CHECK(dataset.class_of(1) == 1);
    }
    CHECK(read(gzipped("1,2,0\n")).size() == 1);
}

TEST_CASE("csv: the locale changes nothing", "[io]") {
    struct Commas : std::numpunct<char> {
        char do_decimal_point() const override { return ','; }
        char do_thousands_sep() const override { return '.'; }
        std::string do_grouping() const override { return "\1"; }
    };
    const std::locale before = std::locale::global(std::locale(std::locale::classic(), new Commas));
    for (const char* name : {"de_DE.UTF-8", "fr_FR.UTF-8"}) std::setlocale(LC_NUMERIC, name);  // if installed
    const auto dataset = read("1.5,2,0\n");
    const std::string error = error_of("1234,2,1500\n");
    std::locale::global(before);
    std::setlocale(LC_NUMERIC, "C");
    CHECK(dataset.input(0)[0] == 1.5f);
    CHECK(error == "line 1, column 3: expected a class of 0 to 2, found \"1500\"");
}

TEST_CASE("csv: a line too short or too long", "[io]") {
    CHECK(error_of("1,2,0\n1,2\n") == "line 2: expected 3 columns, found 2");
    CHECK(error_of("1,2,0,\n") == "line 1: expected 3 columns, found 4");
    CHECK(error_of("a,b\n1,2,0\n1,2,0,0\n", {.header = true}) == "line 3: expected 3 columns, found 4");
    CHECK(error_of("1;2;0\n") == "line 1: expected 3 columns, found 1");
    CHECK(error_of("1,2,0\n\n1,2,0\n") == "line 2: expected a row, found a blank line");
}

TEST_CASE("csv: a word for a number", "[io]") {
    CHECK(error_of("1,2,0\n1,two,0\n") == "line 2, column 2: expected a number, found \"two\"");
    CHECK(error_of("1,2,0\n1,,0\n") == "line 2, column 2: expected a number, found an empty field");
    CHECK(error_of("a,b,c\n1,2,0\n") ==
          "line 1, column 1: expected a number, found \"a\" (a header? CsvOptions{.header = true})");
    CHECK(error_of<Regressor>("1,2,3,4\n1,2,3,4x\n", {.target = CsvTarget::values}) ==
          "line 2, column 4: expected a number, found \"4x\"");
}

TEST_CASE("csv: numbers that are not finite", "[io]") {
    CHECK(error_of("1,nan,0\n") == "line 1, column 2: expected a finite number, found \"nan\"");
    CHECK(error_of("-inf,2,0\n") == "line 1, column 1: expected a finite number, found \"-inf\"");
    CHECK(error_of("1,1e39,0\n") == "line 1, column 2: expected a finite number, found \"1e39\"");
}

TEST_CASE("csv: a class that is none", "[io]") {
    CHECK(error_of("1,2,3\n") == "line 1, column 3: expected a class of 0 to 2, found \"3\"");
    CHECK(error_of("1,2,-1\n") == "line 1, column 3: expected a class of 0 to 2, found \"-1\"");
    CHECK(error_of("1,2,0.5\n") == "line 1, column 3: expected a class of 0 to 2, found \"0.5\"");
    CHECK(error_of("1,2,cat\n", {.header = false}) ==
          "line 1, column 3: expected a number, found \"cat\" (a header? CsvOptions{.header = true})");
    CHECK(error_of("9,2,0\n", {.target_first = true}) ==
          "line 1, column 1: expected a class of 0 to 2, found \"9\"");
}

TEST_CASE("csv: missing values are refused, or their rows dropped, or filled", "[io]") {
    const std::string content = "1,,0\n3,4,1\nNA,5,2\n6,7,\n";
    CHECK(error_of(content) == "line 1, column 2: expected a number, found an empty field");
    const auto dropped = read(content, {.missing = CsvMissing::dropped});
    CHECK(
        (dropped.size() == 1 && dropped.input(0) == std::array<float, 2>{3, 4} && dropped.class_of(0) == 1));
    const CsvOptions fill{.missing = CsvMissing::filled, .fill = -1};
    const auto filled = read(content.substr(0, content.find("6,7")), fill);
    CHECK((filled.size() == 3 && filled.input(0) == std::array<float, 2>{1, -1}));
    CHECK(filled.input(2) == std::array<float, 2>{-1, 5});
    CHECK(error_of(content, fill) == "line 4, column 3: expected a number, found an empty field");
    CHECK(error_of("1,,0\n", {.missing = CsvMissing::dropped}) ==
          "line 2: expected a row of 3 columns, found the end of the file");
}

TEST_CASE("csv: the iris data as it is found", "[io]") {
    const std::string content =
        "# Fisher, 1936\n\"\",\"length\",\"width\",\"species\",\"note\"\n"
        "\"1\",5.1,3.5,\"setosa\",\"first, of 150\"\n\"51\",7.0,3.2,\"versicolor\",\n";
    std::vector<std::string> species;
    const CsvOptions options{
        .comment = '#', .class_names = &species, .inputs = {"width", "length"}, .targets = {"species"}};
    const auto dataset = read(content, options);
    CHECK((dataset.size() == 2 && dataset.class_of(0) == 0 && dataset.class_of(1) == 1));
    CHECK(dataset.input(1) == std::array<float, 2>{3.2f, 7});
    CHECK(species == std::vector<std::string>{"setosa", "versicolor"});
    CHECK(error_of(content + "\"9\",1,x,\"virginica\",\n", options) ==
          "line 5, column 3: expected a number, found \"x\"");
    CHECK(species.size() == 2);  // as it was
}

TEST_CASE("csv: values by name, after an index, with commas as decimal signs", "[io]") {
    const auto dataset = read<Regressor>("index;y;a;z;b\n7;1,5;2;3;4,25\n", {.separator = ';',
                                                                             .target = CsvTarget::values,
                                                                             .decimal = ',',
                                                                             .skip_columns = 1,
                                                                             .targets = {"z", "y"}});
    CHECK(dataset.input(0) == std::array<float, 2>{2, 4.25f});
    CHECK(dataset.target(0) == std::array<float, 2>{3, 1.5f});
    CHECK(read("7 \t 1  2 1\n", {.blank_separated = true, .skip_columns = 1}).input(0)[1] == 2);
    CHECK(read("1,2,3\n", {.labels = ctnn::CsvLabels::from_1}).class_of(0) == 2);
}

TEST_CASE("csv: numbers too small for a float, and a class that is not quite one", "[io]") {
    CHECK(read("1e-400,-1e-60,0\n").input(0) == std::array<float, 2>{0, 0});
    CHECK(error_of("1,2,0.99999999\n") ==
          "line 1, column 3: expected a class of 0 to 2, found \"0.99999999\"");
}

TEST_CASE("csv: what is no file is neither waited for nor read without end", "[io]") {
    CHECK(message_of<ctnn::FileError>([] { ctnn::read_csv<Classifier>("/dev/zero"); }) ==
          "/dev/zero: byte 0: expected a readable file, found a device");
}

TEST_CASE("csv: a file without rows", "[io]") {
    CHECK(error_of("") == "line 1: expected a row of 3 columns, found the end of the file");
    CHECK(error_of("", {.header = true}) == "line 1: expected a header, found an empty file");
    CHECK(error_of("a,b,c\n", {.header = true}) ==
          "line 2: expected a row of 3 columns, found the end of the file");
    CHECK_THAT(error_of("\n\n"), Catch::EndsWith("expected a row of 3 columns, found the end of the file"));
}

TEST_CASE("csv: a file that is absent, or packed and cut short", "[io]") {
    CHECK(message_of<ctnn::FileError>([] { ctnn::read_csv<Classifier>("absent.csv"); }) ==
          "absent.csv: byte 0: expected a readable file, found \"No such file or directory\"");
    const std::string packed = gzipped("1,2,0\n3,4,1\n");
    CHECK(error_of(packed.substr(0, packed.size() - 5)) ==
          "byte 12: expected intact gzip data, found \"unexpected end of file\"");
}

TEST_CASE("csv: a table as it is", "[io]") {
    const ScratchFile file("area,rooms,\"price, EUR\"\n50,2,200000\n80,3,310000.5\n", ".csv");
    const ctnn::CsvTable table = ctnn::read_csv_table(file.path(), {.header = true});
    CHECK(table.names == std::vector<std::string>{"area", "rooms", "price, EUR"});
    CHECK(table.rows() == 2);
    CHECK(table.columns == 3);
    CHECK(table.row(1)[0] == 80);
    CHECK(message_of<ctnn::DataError>([&] { table.row(table.rows()); }).starts_with("row: expected one of "));
    CHECK(table.column("price, EUR") == std::vector<float>{200000, 310000.5f});
    CHECK(message_of<ctnn::DataError>([&] { table.column("garden"); }) ==
          "table: expected a column named \"garden\", found area, rooms, price, EUR");

    const ScratchFile plain("1,2\n3,4\n5,6\n");
    CHECK(ctnn::read_csv_table(plain.path()).rows() == 3);
    CHECK(ctnn::read_csv_table(plain.path()).names.empty());
    const ScratchFile ragged("1,2\n3\n");
    CHECK(message_of<ctnn::FileError>([&] { ctnn::read_csv_table(ragged.path()); }) ==
          ragged.path() + ": line 2: expected 2 columns, found 1");
    const ScratchFile none("");
    CHECK(message_of<ctnn::FileError>([&] { ctnn::read_csv_table(none.path()); }) ==
          none.path() + ": line 1: expected a row of numbers, found the end of the file");
    CHECK(ctnn::CsvTable{}.rows() == 0);

    const ScratchFile holes("id a b\n1 2 ?\n2 ? 4\n3 5 6\n");
    const CsvOptions filled{
        .header = true, .blank_separated = true, .skip_columns = 1, .missing = CsvMissing::filled, .fill = 9};
    const ctnn::CsvTable full = ctnn::read_csv_table(holes.path(), filled);
    CHECK((full.names == std::vector<std::string>{"a", "b"} && full.columns == 2));
    CHECK(full.values == std::vector<float>{2, 9, 9, 4, 5, 6});
    CsvOptions dropped = filled;
    dropped.missing = CsvMissing::dropped;
    CHECK(ctnn::read_csv_table(holes.path(), dropped).values == std::vector<float>{5, 6});
    dropped.skip_columns = 5;
    CHECK_THROWS_AS(ctnn::read_csv_table(holes.path(), dropped), ctnn::FileError);
}

#ifdef CTNN_DIGITS_CSV
TEST_CASE("csv: the digits", "[io]") {
    const auto digits = ctnn::read_csv<Digits>(CTNN_DIGITS_CSV);
    CHECK(digits.size() == 1797);
    std::array<int, 10> counts{};
    for (const auto digit : digits.classes()) ++counts[digit];
    CHECK(counts == std::array<int, 10>{178, 182, 177, 183, 181, 182, 181, 179, 174, 180});
    for (const float grey : digits.floats()) REQUIRE((grey >= 0 && grey <= 16));
}
#endif
