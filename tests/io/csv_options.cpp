#include <ctnn/io/csv_options.hpp>

#include <string>
#include <type_traits>
#include <vector>

#include <testing.hpp>

static_assert(std::is_aggregate_v<ctnn::CsvOptions>);

TEST_CASE("csv_options: what is not said is plain CSV of numbers, classes from 0", "[io]") {
    const ctnn::CsvOptions plain;
    CHECK((!plain.header && plain.separator == ',' && !plain.blank_separated && plain.decimal == '.'));
    CHECK((plain.target == ctnn::CsvTarget::classes && !plain.target_first && plain.skip_columns == 0));
    CHECK((plain.comment == '\0' && plain.missing == ctnn::CsvMissing::refused));
    CHECK((plain.labels == ctnn::CsvLabels::from_0 && plain.class_names == nullptr));
    CHECK((plain.inputs.empty() && plain.targets.empty()));
}

TEST_CASE("csv_options: members are named where they are used", "[io]") {
    std::vector<std::string> names;
    const ctnn::CsvOptions options{.separator = ';', .decimal = ',', .class_names = &names, .targets = {"y"}};
    CHECK((options.decimal == ',' && options.class_names == &names && options.targets.at(0) == "y"));
}
