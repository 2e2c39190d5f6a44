#include <ctnn/data/file_error.hpp>

#include <type_traits>

#include <testing.hpp>

static_assert(std::is_base_of_v<std::runtime_error, ctnn::FileError>);
static_assert(std::is_nothrow_copy_constructible_v<ctnn::FileError>);

TEST_CASE("file_error: says the file, the place, what was expected and what was found", "[data]") {
    CHECK(ctnn::FileError("a.csv", "line 3", "4 columns", "5").what() ==
          std::string("a.csv: line 3: expected 4 columns, found 5"));
}
