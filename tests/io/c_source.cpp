#include <array>
#include <cmath>
#include <ctnn/ctnn.hpp>
#include <ctnn/io/c_source.hpp>
#include <data/scratch_file.hpp>
#include <fstream>
#include <iterator>
#include <limits>
#include <string>
#include <testing.hpp>

using namespace ctnn;
using Catch::Contains;

namespace {

using Net = Network<Input<3>, Dense<4, Tanh>, Dropout<std::ratio<1, 2>>, Dense<2, Softmax>>;
constexpr std::array<float, 3> sample{0.25f, -1, 2};

std::string content(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
}

Parameters<Net> trained() {
    Parameters<Net> parameters;
    initialize(parameters, 3);
    return parameters;
}

std::string refusal(const Parameters<Net>& parameters, const std::array<float, 3>& input,
                    const CSourceOptions& options = {}) {
    const ScratchFile file("as it was", ".c");
    try {
        save_c(file.path(), parameters, input, options);
    } catch (const FileError& error) {
        CHECK(content(file.path()) == "as it was");
        return std::string(error.what()).substr(file.path().size() + 2);
    }
    return "written";
}

}  // namespace

TEST_CASE("save_c writes layers by their names and what they are called") {
    const ScratchFile file("", ".c");
    save_c(file.path(), trained(), sample, {.name = "net", .origin = "of a test"});
    const std::string text = content(file.path());
    CHECK_THAT(text, Catch::StartsWith(
                         "// A trained network as C99, written by ctnn's save_c.\n//\n// of a test\n"));
    CHECK_THAT(text, Contains("// Layer 0, Dense<4, Tanh>: 3 -> 4.\n"));
    CHECK_THAT(text, Contains("enum { net_inputs = 3, net_outputs = 2, net_workspace = 4 };"));
    CHECK_THAT(text, Contains("net_layer_0(x, work);\n    net_layer_2(work, y);\n"));  // no Dropout
    for (const char* function : {"void net_predict(", "void net_predict_in(", "int net_self_test(void) {"})
        CHECK_THAT(text, Contains(function));
    CHECK_THAT(text, !Contains("$") && !Contains("@"));
}

TEST_CASE("save_c refuses what no file should have, by its place") {
    auto parameters = trained();
    CHECK_THAT(refusal(parameters, sample, {.name = "2"}), Contains("name: expected a C identifier"));
    CHECK_THAT(refusal(parameters, {NAN, 0, 0}), Contains("sample input, value 0 of 3"));
    parameters.layer<2>().bias[1] = std::numeric_limits<float>::infinity();
    CHECK_THAT(refusal(parameters, sample), Contains("layer 2, Dense<2, Softmax>, bias, value 1 of 2"));
}
