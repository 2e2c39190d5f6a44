#include <ctnn/io/npz_parameters.hpp>

#include <algorithm>
#include <array>
#include <cstring>
#include <string>
#include <vector>

#include <ctnn/ctnn.hpp>
#include <data/message_of.hpp>
#include <data/scratch_file.hpp>
#include <reference/npy.hpp>
#include <testing.hpp>

using namespace ctnn;

namespace {

using Net = Network<Input<2>, Dense<3, Tanh>, BatchNorm<>, NoBias<Dense<1>>>;

std::string refusal(const std::string& content, const ReadOptions& options = {.prefix = "net."}) {
    const ScratchFile file(content, ".npz");
    Parameters<Net> parameters;
    initialize(parameters, 7);
    const auto before = parameters;
    const std::string found = message_of<FileError>([&] { read_npz(file.path(), parameters, options); });
    const bool untouched = std::memcmp(before.data(), parameters.data(), sizeof parameters) == 0;
    REQUIRE(untouched == (found != "nothing was thrown"));
    return found.starts_with(file.path()) ? found.substr(file.path().size()) : found;
}

}  // namespace

TEST_CASE("npz_parameters: a state_dict of several types, orders of bytes and of axes", "[io]") {
    for (const std::string& content : {golden::named, golden::named_deflated}) {
        const ScratchFile file(content, ".npz");
        Parameters<Net> parameters;
        read_npz(file.path(), parameters, {.prefix = "net."});
        const std::array<float, 22> expected{0.5f, 2, -0.75f, -1, 0.25f, 3,     1, -2,   0.5f, 1, 2,
                                             4,    0, 1,      -1, 1.5f,  -0.5f, 8, 0.5f, 0,    1, 1};
        CHECK(std::equal(expected.begin(), expected.end(), parameters.data()));
        CHECK(parameters.data()[22] == 4);
        CHECK(parameters.data()[23] == 0.25f);
        Parameters<Net, double> wide;
        read_npz(file.path(), wide, {.names = {"net.0", "net.1", "net.3"}});
        CHECK(std::equal(wide.data(), wide.data() + wide.size(), parameters.data()));
    }
}

TEST_CASE("npz_parameters: what does not fit is refused, and nothing changes", "[io]") {
    CHECK(refusal(golden::named, {}) ==
          ": \"\" has no weight, of which layer 0, Dense<3, Tanh>, takes 3 x 2");
    CHECK(refusal(golden::named, {.names = {"net.0", "net.3", "net.1"}}) ==
          ": \"net.3.weight\" is 1 x 3, but layer 1, BatchNorm<std::ratio<1, 10>, std::ratio<1, 100000>>, "
          "takes 3");
    CHECK(refusal(golden::named, {.layout = from_keras, .prefix = "net."}).starts_with(": "));
    CHECK(refusal(golden::stored, {}).starts_with(": "));
    CHECK_THAT(refusal("no zip"), Catch::Contains("expected"));
    for (std::size_t at = 0; at < golden::named.size(); at += 3) {
        std::string changed = golden::named;
        changed[at] = static_cast<char>(changed[at] ^ 0x41);
        REQUIRE_FALSE(refusal(changed).empty());
    }
    for (std::size_t size = 0; size < golden::named_deflated.size(); size += 11)
        REQUIRE(refusal(golden::named_deflated.substr(0, size)) != "nothing was thrown");
}
