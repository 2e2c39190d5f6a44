#include <ctnn/io/csv_classes.hpp>

#include <cstdint>
#include <data/message_of.hpp>
#include <string>
#include <vector>

#include <data/scratch_file.hpp>
#include <testing.hpp>

using ctnn::CsvLabels;
using ctnn::CsvOptions;

namespace {

using Classes = std::vector<std::uint32_t>;

Classes classes_of(std::string_view content, const CsvOptions& options, std::size_t count) {
    const ScratchFile file(content, ".csv");
    ctnn::detail::CsvRows rows(file.path(), options);
    ctnn::detail::CsvClasses classes(rows, options, count);
    Classes read;
    while (rows.next(1)) read.push_back(classes.of(rows, 0));
    if (options.class_names) *options.class_names = classes.names();
    return read;
}

std::string error_of(std::string_view content, const CsvOptions& options, std::size_t count) {
    const std::string message = message_of<ctnn::FileError>([&] { classes_of(content, options, count); });
    const std::size_t at = message.find(".csv: ");
    return at == message.npos ? message : message.substr(at + 6);
}

}  // namespace

TEST_CASE("csv_classes: numbers from 0, from 1, or of two signs", "[io]") {
    CHECK(classes_of("0\n2\n1.0\n-0\n2.000e+00\n", {}, 3) == Classes{0, 2, 1, 0, 2});
    CHECK(classes_of("1\n3\n", {.labels = CsvLabels::from_1}, 3) == Classes{0, 2});
    CHECK(classes_of("-1\n+1\n1.0\n", {.labels = CsvLabels::signs}, 2) == Classes{0, 1, 1});
}

TEST_CASE("csv_classes: numbers that are no class", "[io]") {
    for (const char* label : {"3", "-1", "0.5", "0.99999999", "1.00000000000000001", "1e-400"})
        CHECK(error_of(label, {}, 3) ==
              "line 1, column 1: expected a class of 0 to 2, found \"" + std::string(label) + '"');
    for (const char* label : {"0", "4", "1.5", "3.0000000001"})
        CHECK(error_of(label, {.labels = CsvLabels::from_1}, 3) ==
              "line 1, column 1: expected a class of 1 to 3, found \"" + std::string(label) + '"');
    for (const char* label : {"0", "2", "-0.99999999"})
        CHECK(error_of(label, {.labels = CsvLabels::signs}, 2) ==
              "line 1, column 1: expected a class of -1 or 1, found \"" + std::string(label) + '"');
    CHECK(error_of("1", {.labels = CsvLabels::signs}, 3) ==
          "CsvOptions::labels: expected a network of 2 classes for labels of -1 and 1, found 3");
}

TEST_CASE("csv_classes: words in order of appearance, or of a list", "[io]") {
    std::vector<std::string> names;
    CHECK(classes_of("cat\ndog\n\"cat\"\n", {.class_names = &names}, 3) == Classes{0, 1, 0});
    CHECK(names == std::vector<std::string>{"cat", "dog"});
    CHECK(classes_of("dog\n", {.class_names = &names}, 3) == Classes{1});
    CHECK(names == std::vector<std::string>{"cat", "dog"});
    std::vector<std::string> numbers{"10", "20"};
    CHECK(classes_of("20\n10\n", {.class_names = &numbers}, 2) == Classes{1, 0});
}

TEST_CASE("csv_classes: words that are no class", "[io]") {
    std::vector<std::string> none, names{"cat", "dog"}, twice{"cat", "cat"};
    CHECK(error_of("bird", {.class_names = &names}, 3) ==
          "line 1, column 1: expected one of 2 classes (cat, dog), found \"bird\"");
    CHECK(error_of("a\nb\nc\n", {.class_names = &none}, 2) ==
          "line 3, column 1: expected one of 2 classes (a, b), found \"c\"");
    CHECK(error_of("\"\"", {.class_names = &none}, 2) ==
          "line 1, column 1: expected the name of a class, found an empty field");
    CHECK(error_of("?", {.missing = ctnn::CsvMissing::filled, .class_names = &none}, 2) ==
          "line 1, column 1: expected the name of a class, found \"?\"");
    CHECK(error_of("cat", {.class_names = &names}, 1) ==
          "CsvOptions::class_names: expected at most 1 name, all different, found cat, dog");
    CHECK(error_of("cat", {.class_names = &twice}, 2) ==
          "CsvOptions::class_names: expected at most 2 names, all different, found cat, cat");
    CHECK(none.empty());
}
