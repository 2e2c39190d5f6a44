#include "formats/pickle.hpp"

#include <string>

#include <data/message_of.hpp>
#include <testing.hpp>

#include "model/refusal.hpp"

using namespace ctnn_tool;
using namespace std::string_literals;
using Kind = PickleValue::Kind;

namespace {

std::string refusal(const std::string& bytes) {
    return message_of<Refusal>([&] { Pickle pickle(bytes); });
}

}  // namespace

TEST_CASE("pickle: values", "[tools]") {
    const std::string bytes =
        "\x80\x02(K\x05M\x01\x02J\xFE\xFF\xFF\xFFG?\xE0\0\0\0\0\0\0X\x02\0\0\0ab\x88N\x8A\x01\xFFt."s;
    const Pickle pickle(bytes);
    const PickleValue& root = pickle.root();
    REQUIRE(root.kind == Kind::tuple);
    REQUIRE(root.items.size() == 8);
    const auto item = [&](std::size_t i) -> const PickleValue& { return pickle[root.items[i]]; };
    CHECK((item(0).integer == 5 && item(1).integer == 513 && item(2).integer == -2 && item(3).real == 0.5));
    CHECK((item(4).text == "ab" && item(5).integer == 1 && item(6).kind == Kind::none &&
           item(7).integer == -1));
}

TEST_CASE("pickle: dictionaries, lists and what is named again", "[tools]") {
    const std::string bytes =
        "}q\0(X\x01\0\0\0a]q\x01(K\x01K\x02"
        "eX\x01\0\0\0bh\x01uX\x01\0\0\0cNs."s;
    const Pickle pickle(bytes);
    const PickleValue& root = pickle.root();
    REQUIRE(root.kind == Kind::dictionary);
    REQUIRE(root.items.size() == 6);
    CHECK(root.items[1] == root.items[3]);
    CHECK(pickle[root.items[1]].items.size() == 2);
    const std::string itself = "]q\0h\0a."s;  // a list that holds itself
    CHECK(Pickle(itself).root().items.size() == 1);
}

TEST_CASE("pickle: nothing is called but what makes tensors", "[tools]") {
    CHECK(refusal("cos\nsystem\n(X\x02\0\0\0lstR."s) ==
          "byte 0: it names \"os.system\", which no state_dict needs");
    CHECK(refusal("ctorch\nFloatStorage\n)R."s) == "byte 21: it calls a storage");
    CHECK(refusal("K\x01)R."s) == "byte 3: it calls what is no name");
    CHECK(refusal("ccollections\nOrderedDict\n)R."s) == "nothing was thrown");
    CHECK(refusal("ccollections\nOrderedDict\nK\x01\x85R."s) ==
          "byte 28: it makes an OrderedDict of something");
    CHECK(refusal("i"s) == "byte 0: operation 105 of a pickle, which no state_dict needs");
    CHECK(refusal("\x80\x04."s) == "byte 0: protocol 4; torch.save writes 2");
}

TEST_CASE("pickle: what is not whole", "[tools]") {
    CHECK(refusal("") == "byte 0: it ends too early");
    CHECK(refusal("K") == "byte 0: it ends too early");
    CHECK(refusal("X\xFF\xFF\xFF\x7Fz"s) == "byte 0: it ends too early");
    CHECK(refusal("cos\nsystem") == "byte 0: it ends too early");
    CHECK(refusal(".") == "byte 0: it takes a value where there is none");
    CHECK(refusal("K\x01(\x85"s) == "byte 3: it takes a value where there is none");
    CHECK(refusal("t.") == "byte 0: it takes a mark where there is none");
    CHECK(refusal("h\x05."s) == "byte 0: it takes a value by a name that there is not");
    CHECK(refusal("Nr\xFF\xFF\xFF\xFF."s) == "byte 1: it names a value by 4294967295, out of order");
    CHECK(refusal("NNs."s) == "byte 2: it takes a value where there is none");
    CHECK(refusal("NNNs."s) == "byte 3: it adds to what is no dictionary");
    CHECK(refusal("}(Nu."s) == "byte 3: a name without a value");
    CHECK(refusal("\x8A\x09"s) == "byte 0: a number of 9 bytes");
}
