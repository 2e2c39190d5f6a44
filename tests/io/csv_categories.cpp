#include <ctnn/io/csv_categories.hpp>

#include <algorithm>
#include <array>
#include <ctnn/io/csv.hpp>
#include <data/message_of.hpp>
#include <reference/categories.hpp>
#include <string>
#include <vector>

#include <data/scratch_file.hpp>
#include <testing.hpp>

using ctnn::CsvCategory;
using ctnn::CsvMissing;
using ctnn::CsvOptions;

namespace {

template <std::size_t Inputs>
struct Net {
    static constexpr std::size_t input_size = Inputs, output_size = 2;
};
using Categories = std::vector<CsvCategory>;
using Words = std::vector<std::string>;

template <std::size_t Inputs>
std::vector<float> inputs(std::string_view content, const CsvOptions& options) {
    const auto data = ctnn::read_csv<Net<Inputs>>(ScratchFile(content, ".csv").path(), options);
    return {data.floats().begin(), data.floats().end()};
}

template <std::size_t Inputs>
std::string error_of(std::string_view content, const CsvOptions& options) {
    const std::string message =
        message_of<ctnn::FileError>([&] { static_cast<void>(inputs<Inputs>(content, options)); });
    const std::size_t at = message.find(".csv: ");
    return at == message.npos ? message : message.substr(at + 6);
}

const std::string three = "city,kind,size\nRome,0,1.5\nBern,1,2\nRome,1,-3\n";

}  // namespace

TEST_CASE("csv_categories: words as scikit-learn's OneHotEncoder has them, for the next file too", "[io]") {
    namespace golden = reference::categories;
    Categories categories{{.column = "city", .zeros_if_unknown = true}, {.column = "colour"}};
    const CsvOptions options{.header = true, .categories = &categories};
    const auto train = inputs<9>(golden::train_csv, options);
    CHECK(std::equal(train.begin(), train.end(), std::begin(golden::train), std::end(golden::train)));
    CHECK(categories[0].words == Words{"Bern", "Rome", "Ulm", "aa"});
    CHECK(categories[1].words == Words{"10", "9", "blue", "red"});
    const auto test = inputs<9>(golden::test_csv, options);
    CHECK(std::equal(test.begin(), test.end(), std::begin(golden::test), std::end(golden::test)));
}

TEST_CASE("csv_categories: by name or number, in any place", "[io]") {
    Categories cities{{.column = "city"}};
    const std::vector<float> first{0, 1, 1.5f, 1, 0, 2, 0, 1, -3}, last{1.5f, 0, 1, 2, 1, 0, -3, 0, 1};
    CHECK(inputs<3>(three, {.targets = {"kind"}, .categories = &cities}) == first);
    CHECK(inputs<3>(three, {.inputs = {"size", "city"}, .targets = {"kind"}, .categories = &cities}) == last);
    CHECK(cities[0].words == Words{"Bern", "Rome"});
    Categories second{{.column = "2", .words = {"Rome", "Bern"}}};
    CHECK(inputs<3>("1.5,Rome,0\n2,\"Bern\",1\n", {.categories = &second}) ==
          std::vector<float>{1.5f, 1, 0, 2, 0, 1});
    Categories third{{.column = "3"}};
    CHECK(inputs<3>("7,0,b,1\n8,1,a,2\n", {.target_first = true, .skip_columns = 1, .categories = &third}) ==
          std::vector<float>{0, 1, 1, 1, 0, 2});
}

TEST_CASE("csv_categories: what is missing is 0, or its row left out", "[io]") {
    Categories words{{.column = "1"}};
    CHECK(inputs<3>("a,1,0\nNA,2,1\nb,,1\n",
                    {.missing = CsvMissing::filled, .fill = 9, .categories = &words}) ==
          std::vector<float>{1, 0, 1, 0, 0, 2, 0, 1, 9});
    words[0].words.clear();
    CHECK(inputs<2>("a,1,0\nNA,2,1\nb,,1\n", {.missing = CsvMissing::dropped, .categories = &words}) ==
          std::vector<float>{1, 1});
    words[0].words.clear();
    CHECK(inputs<3>("a,1,0\nNA,2,1\n", {.categories = &words}) == std::vector<float>{0, 1, 1, 1, 0, 2});
    CHECK(error_of<3>("a,1,0\n,2,1\n", {.categories = &words}) ==
          "line 2, column 1: expected one of 2 words (NA, a), found an empty field");
    words[0].words.clear();
    CHECK(error_of<3>("a,1,0\n,2,1\n", {.categories = &words}) ==
          "line 2, column 1: expected a word, found an empty field");
}

TEST_CASE("csv_categories: what does not fit, and leaves the words as they were", "[io]") {
    Categories cities{{.column = "city", .words = {"Bern", "Ulm"}}};
    const CsvOptions options{.targets = {"kind"}, .categories = &cities};
    CHECK(error_of<3>(three, options) ==
          "line 2, column 1: expected one of 2 words (Bern, Ulm), found \"Rome\"");
    cities[0].words.clear();
    CHECK(error_of<4>(three, options) ==
          "CsvOptions::categories: expected 4 inputs, as the network takes, "
          "found 3: 1 number, 2 words of \"city\"");
    CHECK(error_of<1>(three, options) ==
          "line 3, column 1: expected no more than 1 word, as the network "
          "takes that many inputs, found \"Bern\"");
    CHECK(error_of<3>(three + "Rome,0,large\n", options) ==
          "line 5, column 3: expected a number, found \"large\"");
    CHECK(cities[0].words.empty());
    const auto refused = [](const Categories& some) {
        Categories categories = some;
        return error_of<3>(three, {.targets = {"kind"}, .categories = &categories});
    };
    CHECK(refused({{.column = "kind"}}) ==
          "CsvOptions::categories: expected columns of inputs, each once, found \"kind\"");
    CHECK(refused({{.column = "city"}, {.column = "city"}}).ends_with("each once, found \"city\""));
    CHECK(refused({{.column = "town"}}) ==
          "line 1: expected a column named \"town\", found city, kind, size");
    CHECK(refused({{.column = "city", .words = {"a", "b", "a"}}}) ==
          "CsvOptions::categories: expected words of \"city\", all different, found a, b, a");
    Categories unnamed{{.column = "city"}};
    CHECK(
        error_of<3>("a,0\n", {.categories = &unnamed})
            .ends_with("the number of a column, from 1 on, as the file does not name them, found \"city\""));
    CHECK(error_of<3>("", {.categories = &unnamed}) == "line 1: expected a row, found the end of the file");
    CHECK(error_of<3>("a\n", {.categories = &unnamed}) == "line 1: expected at least 2 columns, found 1");
}

TEST_CASE("csv_categories: the inputs of a word, for a sample to predict", "[io]") {
    CsvCategory city{.column = "city", .words = {"Bern", "Rome"}};
    std::array<float, 3> x{9, 9, 9};
    city.write("Rome", std::span(x).subspan(1));
    CHECK(x == std::array{9.f, 0.f, 1.f});
    CHECK(message_of<ctnn::DataError>([&] { city.write("Oslo", std::span(x).first(2)); }) ==
          "a word of \"city\": expected one of Bern, Rome, found \"Oslo\"");
    CHECK(message_of<ctnn::DataError>([&] { city.write("Rome", x); }) ==
          "the inputs of \"city\": expected 2, found 3");
    city.zeros_if_unknown = true;
    city.write("Oslo", std::span(x).subspan(1));
    CHECK(x == std::array{9.f, 0.f, 0.f});
}
