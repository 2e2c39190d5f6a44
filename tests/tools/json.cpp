#include "formats/json.hpp"

#include <string>

#include <data/message_of.hpp>
#include <testing.hpp>

#include "model/refusal.hpp"

using namespace ctnn_tool;

namespace {

std::string refusal(const std::string& text) {
    return message_of<Refusal>([&] { parsed_json(text); });
}

std::string refused_array(const std::string& text) {
    return message_of<Refusal>([&] { tensor_of("layer 1", "w", parsed_json(text)); });
}

}  // namespace

TEST_CASE("json: what is in the file, in its order", "[tools]") {
    const Json json =
        parsed_json(R"({"b": [1, 2.5, -3e1], "a": {"t": "x\u0041"}, "l": [1, null, 2], "n": [4]})");
    REQUIRE(json.content->names == std::vector<std::string>{"b", "a", "l", "n"});
    CHECK(member("", json, "b").content->numbers == std::vector<double>{1, 2.5, -30});
    CHECK(text_of("", member("", json, "a"), "t") == "xA");
    const Json& list = member("", json, "l");
    REQUIRE(list.content->items.size() == 3);
    CHECK((list.content->items[0].number == 1 && list.content->items[1].is_nothing()));
    CHECK(list.content->items[2].number == 2);
    CHECK(count_of("", "n", member("", json, "n")) == 4);
    CHECK(find(json, "c") == nullptr);
}

TEST_CASE("json: what is none is refused, at its byte", "[tools]") {
    CHECK(refusal("") == "byte 1: the JSON ends too early");
    CHECK(refusal("{\"a\": [1, 2") == "byte 12: the JSON ends too early");
    CHECK(refusal("{\"a\": NaN}") == "byte 7: it is no JSON from \"NaN}\" on");
    CHECK(refusal("{\"a\": -Infinity}") == "byte 8: it is no JSON from \"Infinity}\" on");
    CHECK(refusal("{\"a\": 1e999}") == "byte 11: a number is too large");
    CHECK(refusal("{\"a\": 1} {") == "byte 10: it is no JSON from \"{\" on");
    CHECK(refusal("{\"a\": 1, \"a\": 2}") == "it has \"a\" twice in an object");
    CHECK(refusal(std::string(32, '[') + std::string(32, ']')) == "nothing was thrown");
    CHECK(refusal(std::string(1'000'000, '[')) == "it has more than 32 levels");
    std::string names = "{";
    for (int i = 0; i <= 1000; ++i) names += '"' + std::to_string(i) + "\":0,";
    CHECK(refusal(names) == "it has an object of more than 1000 names");
}

TEST_CASE("json: arrays are whole", "[tools]") {
    const Tensor tensor = tensor_of("", "w", parsed_json("[[[1, 2], [3, 4], [5, 6]]]"));
    CHECK(tensor.shape == Shape{1, 3, 2});
    CHECK(tensor.values == Values{1, 2, 3, 4, 5, 6});
    CHECK(refused_array("[]") == "layer 1: \"w\" has no values");
    CHECK(refused_array("[[1], []]") ==
          "layer 1: \"w\" is not a whole array: a list of 0 stands beside one of 1");
    CHECK(refused_array("[[1, 2], [3]]") ==
          "layer 1: \"w\" is not a whole array: a list of 1 stands beside one of 2");
    CHECK(refused_array("[[1], 2]") == "layer 1: \"w\" has the number 2 where a list should be");
    CHECK(refused_array("[[1], [[2]]]") == "layer 1: \"w\" has a list where a number should be");
    CHECK(refused_array("[1, \"x\"]") == "layer 1: \"w\" has the text \"x\" where a number should be");
    CHECK(refused_array("[[1, null], [2, 3]]") == "layer 1: \"w\" has null where a number should be");
    CHECK(refused_array("[[[1], [2]], [1, 2]]") == "layer 1: \"w\" has a number where a list should be");
}

TEST_CASE("json: numbers that count are whole", "[tools]") {
    const auto refused = [](const char* text) {
        return message_of<Refusal>([&] { count_of("layer 0", "groups", parsed_json(text)); });
    };
    CHECK(refused("-1") == "layer 0: \"groups\" is the number -1, not a whole number below 2^32");
    CHECK(refused("1.5") == "layer 0: \"groups\" is the number 1.5, not a whole number below 2^32");
    CHECK(refused("[1e30]") == "layer 0: \"groups\" is the number 1e+30, not a whole number below 2^32");
    CHECK(refused("\"1\"") == "layer 0: \"groups\" is the text \"1\", not a whole number below 2^32");
    CHECK(refused("[]") == "layer 0: \"groups\" is a list, not a whole number below 2^32");
}
