// The program as it is called.

#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <string>

#include <data/scratch_file.hpp>
#include <testing.hpp>

namespace {

struct Outcome {
    int status = -1;
    std::string said{};
};

Outcome run(const std::string& arguments) {
    Outcome outcome;
    std::FILE* const pipe = popen(("'" CTNN_PROGRAM "' " + arguments + " 2>&1").c_str(), "r");
    REQUIRE(pipe != nullptr);
    std::array<char, 4096> piece{};
    while (std::fgets(piece.data(), static_cast<int>(piece.size()), pipe)) outcome.said += piece.data();
    outcome.status = WEXITSTATUS(pclose(pipe));
    return outcome;
}

const std::string model = R"({"in_shape": [null, null, 1], "layers": [
    {"type": "dense", "activation": "tanh", "shape": [null, null, 2], "weights": [[[0.5, -1]], [0.25, 0]]},
    {"type": "batchnorm", "activation": "", "shape": [null, null, 2], "epsilon": 0.001,
     "weights": [[1, 2], [3, 4], [5, 6], [7, 8]]}]})";

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    REQUIRE(at != text.npos);
    return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("program: import, show and check", "[tools]") {
    const ScratchFile file(model, ".json"), header("", ".hpp");
    const Outcome imported = run("import " + file.path() + " --steps 8 -o " + header.path() + " --name gain");
    CHECK(imported.said.empty());
    REQUIRE(imported.status == 0);
    CHECK(header.content().find("namespace gain {") != std::string::npos);
    const Outcome shown = run("show " + file.path() + " --steps 8");
    CHECK(shown.status == 0);
    CHECK_THAT(shown.said,
               Catch::Contains("TimeDistributed<Dense<2, Tanh>>             (8, 2)                       4"));
    CHECK_THAT(shown.said, Catch::Contains("trained 8, kept 4; a Stream takes it step by step\n"));

    const std::string check = "check " + file.path() + ' ' + header.path() + " --steps 8";
    CHECK(run(check).status == 0);
    CHECK(run(check).said.empty());
    const std::string whole = header.content();
    const auto difference = [&](const std::string& from, const std::string& to) {
        header.write(replaced(whole, from, to));
        const Outcome outcome = run(check);
        CHECK(outcome.status == 1);
        REQUIRE(outcome.said.starts_with(header.path() + ": "));
        return replaced(outcome.said.substr(header.path().size() + 2), file.path(), "FILE");
    };
    CHECK(difference("-0x1p+0f", "-0x1.8p+0f") == "layers.0.weight[1] is -1.5, but in FILE it is -1\n");
    CHECK(difference("0x1.4p+2f", "0x1p-1f") == "layers.1.mean[0] is 0.5, but in FILE it is 5\n");
    CHECK(difference("0x1p-1f,", "") == "layers.0.weight[0] is -1, but in FILE it is 0.5\n");
    CHECK(difference("0x1p+3f,", "0x1p+3f, 0x1p+3f,") == "it holds 13 values, but FILE has 12\n");
    CHECK_THAT(difference("Input<8, 1>", "Input<9, 1>"),
               Catch::StartsWith("it declares Network<Input<9, 1>, ") &&
                   Catch::Contains("but FILE is Network<Input<8, 1>"));
    header.write("int main() {}");
    CHECK(run(check).said == header.path() + ": it is no header of weights: there is no 'using Network ='\n");
}

TEST_CASE("program: an error is a sentence, and what was there stays", "[tools]") {
    const ScratchFile file(replaced(model, "batchnorm", "peephole"), ".json"), header("as it was", ".hpp");
    const Outcome refused = run("import " + file.path() + " -o " + header.path());
    CHECK(refused.status == 1);
    CHECK(refused.said ==
          file.path() + ": layer 1: type \"peephole\" is not translated; nothing was written\n");
    CHECK(header.content() == "as it was");
    file.write(model);
    const Outcome unnamed = run("import " + file.path() + " --name class -o " + header.path());
    CHECK(unnamed.status == 1);
    CHECK(unnamed.said == header.path() +
                              ": name: expected a C++ identifier that a namespace can have, found "
                              "\"class\"; nothing was written\n");
    CHECK(header.content() == "as it was");
    CHECK(run("import nowhere.json -o " + header.path()).said ==
          "nowhere.json: byte 0: expected a readable file, found \"No such file or directory\"; nothing was "
          "written\n");
}

TEST_CASE("program: what cannot be understood is 2", "[tools]") {
    for (const char* arguments :
         {"", "dance", "import", "import a.json", "import a.json b.json -o x", "show -o x", "check a.json",
          "import a.json -o", "show a.json --steps 0", "show a.json --steps 3x", "show a.json --faster"}) {
        CAPTURE(arguments);
        CHECK(run(arguments).status == 2);
    }
    CHECK(run("--help").status == 0);
    CHECK_THAT(run("show a.json --faster").said, Catch::StartsWith("there is no option --faster\n"));
}
