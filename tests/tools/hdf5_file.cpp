#include "formats/hdf5_file.hpp"

#include <data/message_of.hpp>
#include <reference/keras_files.hpp>
#include <testing.hpp>

#include "model/refusal.hpp"

using namespace ctnn_tool;

namespace {

std::string refusal(Hdf5File& file, const std::string& path) {
    return message_of<Refusal>([&] { file.tensor(path); });
}

}  // namespace

TEST_CASE("hdf5_file: groups, arrays and texts of h5py's", "[tools]") {
    Hdf5File file(keras_file("kinds.h5"));
    for (const char* name : {"lf2", "lf4", "lf8"}) {
        const Tensor tensor = file.tensor(std::string("group/") + name);
        CHECK(tensor.shape == Shape{1, 3});
        CHECK(tensor.values == Values{0.5, -2, 3});
    }
    CHECK(file.tensor("group/one").shape.empty());
    CHECK(file.tensor("/group/one").values == Values{7});
    CHECK(file.tensor("group/none").shape == Shape{0, 3});
    CHECK(file.texts("group", "texts").value() == std::vector<std::string>{"one", "three"});
    CHECK(file.text("group", "text").value() == "a text elsewhere");
    CHECK_FALSE(file.text("group", "other").has_value());
    for (int i = 0; i < 20; ++i) CHECK(file.has("many/" + std::to_string(i)));  // more than one table
    CHECK_FALSE(file.has("many/20"));
}

TEST_CASE("hdf5_file: what lies elsewhere, is packed or no number is refused", "[tools]") {
    Hdf5File file(keras_file("kinds.h5"));
    const std::string no_number = " has no numbers of 16, 32 or 64 bits with a fraction, little-endian";
    CHECK(refusal(file, "group/bf4") == "\"group/bf4\"" + no_number);
    CHECK(refusal(file, "group/li4") == "\"group/li4\"" + no_number);
    CHECK(refusal(file, "group") == "\"group\"" + no_number);
    CHECK(refusal(file, "group/packed") ==
          "\"group/packed\" is compressed or in another file: not translated");
    CHECK(refusal(file, "group/soft") == "there is no \"group/soft\"");
    CHECK(refusal(file, "other/outside") ==
          "a group is of HDF5's newer layout (track_order or libver): not translated");
    CHECK(message_of<Refusal>([&] { file.text("group", "number"); }) == "\"number\" is no text");
    CHECK(message_of<Refusal>([&] { file.text("group", "texts"); }) == "\"texts\" is not one text");
    CHECK(message_of<Refusal>([] { Hdf5File latest(keras_file("latest.h5")); }) ==
          "its HDF5 is of a newer layout (superblock 3) than h5py writes unless libver says so: not "
          "translated");
}

TEST_CASE("hdf5_file: a tree whose branches are itself ends", "[tools]") {
    std::string bytes = keras_file("kinds.h5");
    std::size_t turned = 0;
    for (std::size_t at = bytes.find("TREE"); at != bytes.npos; at = bytes.find("TREE", at + 4), ++turned) {
        bytes[at + 6] = '\xFF', bytes[at + 7] = '\x01';
        for (std::size_t child = at + 32; child + 8 <= bytes.size() && child < at + 544; child += 16)
            for (std::size_t i = 0; i < 8; ++i) bytes[child + i] = static_cast<char>(at >> (8 * i) & 0xFF);
    }
    REQUIRE(turned > 3);
    Hdf5File file(bytes);
    CHECK(message_of<Refusal>([&] { file.has("group"); }) == "a group's tree is too deep");
}
