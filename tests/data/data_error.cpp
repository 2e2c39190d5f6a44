#include <ctnn/data/data_error.hpp>

#include <type_traits>

#include <testing.hpp>

static_assert(std::is_base_of_v<std::runtime_error, ctnn::DataError>);
static_assert(std::is_nothrow_copy_constructible_v<ctnn::DataError>);

TEST_CASE("data_error: says the place, what was expected and what was found", "[data]") {
    CHECK(ctnn::DataError("sample 3", "a class of 0 to 9", "12").what() ==
          std::string("sample 3: expected a class of 0 to 9, found 12"));
}

TEST_CASE("data_error: counts come with the right ending", "[data]") {
    using ctnn::detail::counted;
    CHECK(counted(1, "sample") == "1 sample");
    CHECK(counted(0, "sample") == "0 samples");
    CHECK(counted(2, "class") == "2 classes");
}
