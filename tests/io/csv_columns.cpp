#include <ctnn/io/csv_columns.hpp>

#include <data/message_of.hpp>
#include <string>
#include <vector>

#include <data/scratch_file.hpp>
#include <testing.hpp>

using ctnn::CsvOptions;

namespace {

using Places = std::vector<std::size_t>;

// Of a file with columns id, a, b, c: 2 inputs, 1 target.
ctnn::detail::CsvColumns choose(const CsvOptions& options, const char* header = "id,a,b,c\n") {
    const ScratchFile file(header, ".csv");
    const ctnn::detail::CsvRows rows(file.path(), options);
    return ctnn::detail::choose_columns(rows, options, 2, 1);
}

std::string error_of(const CsvOptions& options, const char* header = "id,a,b,c\n") {
    const std::string message = message_of<ctnn::FileError>([&] { choose(options, header); });
    const std::size_t at = message.find(".csv: ");
    return at == message.npos ? message : message.substr(at + 6);
}

}  // namespace

TEST_CASE("csv_columns: by their places", "[io]") {
    const auto last = choose({});
    CHECK((last.inputs == Places{0, 1} && last.targets == Places{2} && last.count == 3));
    const auto first = choose({.target_first = true, .skip_columns = 1});
    CHECK((first.inputs == Places{2, 3} && first.targets == Places{1} && first.count == 4));
}

TEST_CASE("csv_columns: by their names, in the order of the names", "[io]") {
    const auto named = choose({.inputs = {"c", "a"}, .targets = {"b"}});
    CHECK((named.inputs == Places{3, 1} && named.targets == Places{2} && named.count == 4));
    const auto rest = choose({.skip_columns = 1, .targets = {"a"}});
    CHECK((rest.inputs == Places{2, 3} && rest.targets == Places{1} && rest.count == 4));
}

TEST_CASE("csv_columns: names that do not fit", "[io]") {
    CHECK(error_of({.inputs = {"a", "x"}, .targets = {"b"}}) ==
          "line 1: expected a column named \"x\", found id, a, b, c");
    CHECK(error_of({.targets = {"a"}}, "a,a,b\n") ==
          "line 1: expected one column named \"a\", found several");
    CHECK(error_of({.inputs = {"a", "b"}}) ==
          "CsvOptions::targets: expected 1 name, one for each target column, found 0");
    CHECK(error_of({.inputs = {"a"}, .targets = {"b"}}) ==
          "CsvOptions::inputs: expected 2 names, one for each input, found 1");
    CHECK(error_of({.targets = {"a"}}) == "line 1: expected 2 columns beside the targets, found 3");
    CHECK(error_of({.targets = {"a"}}, "") == "line 1: expected a header, found an empty file");
}

TEST_CASE("csv_columns: names in a message are few and harmless", "[io]") {
    using Names = std::vector<std::string>;
    CHECK(ctnn::detail::listed(Names{}) == "no names");
    CHECK(ctnn::detail::listed(Names{"a", "\x1b[1m"}) == "a, ?[1m");
    CHECK(ctnn::detail::listed(Names(1000, "a")).size() == 20 * 3 + 3);
}
