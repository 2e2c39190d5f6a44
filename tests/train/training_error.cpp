#include <ctnn/train/training_error.hpp>
#include <string>

#include <testing.hpp>

TEST_CASE("training_error: says what was expected and what was found", "[train]") {
    REQUIRE(ctnn::TrainingError("learning rate", "a number above 0", "-1").what() ==
            std::string("learning rate: expected a number above 0, found -1"));
}
