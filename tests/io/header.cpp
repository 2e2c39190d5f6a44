#include <array>
#include <cmath>
#include <ctnn/ctnn.hpp>
#include <ctnn/io/header.hpp>
#include <data/scratch_file.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <regex>
#include <string>
#include <testing.hpp>
#include <vector>

using namespace ctnn;
using Catch::Contains;

namespace {

using Net = Network<Input<3>, Dense<4, Tanh>, Dropout<std::ratio<1, 2>>, Dense<2, Softmax>>;  // 26 values
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

/// The numbers of the first braces after `what`.
std::vector<float> numbers(const std::string& text, const std::string& what) {
    const std::size_t start = text.find(what);
    REQUIRE(start != text.npos);
    const std::string part =
        std::regex_replace(text.substr(start, text.find('}', start) - start), std::regex("//[^\n]*"), "");
    const std::regex literal("-?0x[^,]*(?=f,)");
    std::vector<float> found;
    for (auto at = std::sregex_iterator(part.begin(), part.end(), literal); at != std::sregex_iterator();
         ++at)
        found.push_back(std::stof(at->str()));
    return found;
}

template <class Network, class T = float>
std::string refusal(const Parameters<Network, T>& parameters, const std::array<T, Network::input_size>& input,
                    const HeaderOptions& options = {}) {
    const ScratchFile file("as it was", ".hpp");
    try {
        save_header(file.path(), parameters, input, options);
    } catch (const FileError& error) {
        REQUIRE(content(file.path()) == "as it was");
        for (const auto& beside : std::filesystem::directory_iterator(std::filesystem::temp_directory_path()))
            REQUIRE_FALSE(beside.path().string().starts_with(file.path() + ".part"));
        const std::string what = error.what();
        REQUIRE(what.starts_with(file.path() + ": "));
        return what.substr(file.path().size() + 2);
    }
    return "none";
}

struct Hidden : Tanh {};

}  // namespace

namespace own {

struct Twice : Tanh {};

struct Limits {
    int low = 0;
};
template <Limits L>
struct Silent : Tanh {};
template <Limits L>
struct Half : Tanh {
    static constexpr void spell(std::type_identity<Half> self, auto& out) { out(self, L); }
};

}  // namespace own

TEST_CASE("header: the text holds the network, where it came from, and every value", "[io]") {
    const ScratchFile file("", ".hpp");
    const auto parameters = trained();
    const auto before = parameters;
    save_header(file.path(), parameters, sample, {.name = "unit", .origin = "a test"});
    for (std::size_t i = 0; i < parameters.size(); ++i) REQUIRE(parameters.values[i] == before.values[i]);

    const std::string text = content(file.path());
    REQUIRE_THAT(text, Contains("// a test\n//\n// 3 layers, 26 values in 104 bytes; 20 multiply-adds"));
    REQUIRE_THAT(text, Contains("#pragma once\n\n#include <ctnn/ctnn.hpp>\n\nnamespace unit {\n"));
    REQUIRE_THAT(text, Contains("using Network =\n    ctnn::Network<\n        ctnn::Input<3>,\n"
                                "        ctnn::Dense<4, ctnn::Tanh>,\n"
                                "        ctnn::Dropout<std::ratio<1, 2>>,\n"
                                "        ctnn::Dense<2, ctnn::Softmax>>;\n"));
    REQUIRE_THAT(text, Contains("// layer 0, Dense<4, Tanh>\n    // weight: 3 x 4\n"));
    REQUIRE_THAT(text, Contains("// layer 2, Dense<2, Softmax>\n    // weight: 4 x 2\n"));
    REQUIRE(numbers(text, "values[] = {") ==
            std::vector<float>(parameters.values, parameters.values + parameters.size()));
    REQUIRE(numbers(text, ".input = {") == std::vector<float>(sample.begin(), sample.end()));
    const auto y = predict(parameters, sample);
    REQUIRE(numbers(text, ".output = {") == std::vector<float>(y.begin(), y.end()));

    std::size_t widest = 0;
    for (std::size_t at = 0, end; (end = text.find('\n', at)) != text.npos; at = end + 1)
        widest = std::max(widest, end - at);
    REQUIRE(widest <= 110);
}

TEST_CASE("header: the tolerance is small beside the answer, and not zero", "[io]") {
    const auto test = detail::self_test_of("", trained(), std::span(sample));
    REQUIRE(self_test(trained(), test));
    REQUIRE((test.tolerance > 1e-7f && test.tolerance < 1e-4f));
}

TEST_CASE("header: values that are no numbers are refused, by part and index", "[io]") {
    auto parameters = trained();
    parameters.layer<2>().bias[1] = std::numeric_limits<float>::quiet_NaN();
    REQUIRE(refusal(parameters, sample) ==
            "layer 2, Dense<2, Softmax>, bias, value 1 of 2: expected a finite number, found nan");
    parameters = trained();
    parameters.values[3] = -std::numeric_limits<float>::infinity();
    REQUIRE(refusal(parameters, sample) ==
            "layer 0, Dense<4, Tanh>, weight, value 3 of 12: expected a finite number, found -inf");
    REQUIRE(refusal(trained(), {0, std::numeric_limits<float>::infinity(), 0}) ==
            "sample input, value 1 of 3: expected a finite number, found inf");

    using Steep = Network<Input<1>, Dense<1>>;
    REQUIRE(refusal(Parameters<Steep>{std::array<float, 2>{3e38f, 0}}, {10}) ==
            "output for the sample, value 0 of 1: expected a finite number, found inf");
    using Double = Parameters<Steep, double>;
    REQUIRE(refusal(Double{std::array<double, 2>{0, 1e308 * 10}}, {10}) ==
            "layer 0, Dense<1>, bias, value 0 of 1: expected a finite number, found inf");
}

TEST_CASE("header: a name must be an identifier", "[io]") {
    for (const char* name : {"", "2nd", "a b", "a-b", "a::b", "class", "co_await", "_x", "a__b", "std",
                             "ctnn", "main", "NULL", "caf\xC3\xA9", "x;"})
        REQUIRE(refusal(trained(), sample, {.name = name}) ==
                "name: expected a C++ identifier that a namespace can have, found \"" + std::string(name) +
                    '"');
    for (const char* name : {"x", "Digits2", "a_b", "classes"})
        REQUIRE(refusal(trained(), sample, {.name = name}) == "none");
}

TEST_CASE("header: of a network for images", "[io]") {
    using Images =
        Network<Input<4, 4, 1>, Conv2D<2, 3, ReLU, ConvOptions{.padding = same}>, MaxPool2D<2>, Dense<1>>;
    const ScratchFile file("", ".hpp");
    save_header(file.path(), Parameters<Images>{}, std::array<float, 16>{});
    REQUIRE_THAT(content(file.path()),
                 Contains("ctnn::Conv2D<2, 3, ctnn::ReLU, ctnn::ConvOptions{.padding = ctnn::same}>,"));
}

TEST_CASE("header: a network that another file cannot declare is refused", "[io]") {
    using Unnamed = Network<Input<1>, Dense<1, Hidden>>;
    REQUIRE_THAT(refusal(Parameters<Unnamed>{}, {1}),
                 Contains("network: expected types that another file can name, found ctnn::Network<"));
    using Own = Network<Input<1>, Dense<1, own::Twice>>;
    REQUIRE(
        refusal(Parameters<Own>{}, {1}) ==
        "network: expected HeaderOptions::includes to name the header that declares own::Twice, found none");

    const ScratchFile file("", ".hpp");
    save_header(file.path(), Parameters<Own>{}, std::array<float, 1>{1},
                {.includes = {"own/twice.hpp", "<own/more.hpp>"}});
    REQUIRE_THAT(content(file.path()), Contains("#include \"own/twice.hpp\"\n#include <own/more.hpp>\n"));
}

TEST_CASE("header: what does not say how it is spelt is told to", "[io]") {
    using Halves = Network<Input<1>, Dense<1>, Activation<own::Half<own::Limits{1}>>>;
    REQUIRE(
        refusal(Parameters<Halves>{}, {1}, {.includes = {"own.hpp"}}) ==
        "network: expected a member each_member or spell, as core/spelling.hpp has it, in own::Limits, found "
        "none");
    using Silent = Network<Input<1>, Dense<1, own::Silent<own::Limits{1}>>>;
    const std::string told = refusal(Parameters<Silent>{}, {1}, {.includes = {"own.hpp"}});
    if (detail::has_nameless_value(detail::spelling<Silent>()))  // clang's
        REQUIRE_THAT(told,
                     Contains("network: expected a member spell, as core/spelling.hpp has it, of what is a "
                              "template of {...}, found ctnn::Network<"));
    else
        REQUIRE(told == "none");
}

TEST_CASE("header: what is included must be the name of a header", "[io]") {
    for (const char* include :
         {"", "<>", "<", "a.hpp\"\n#define x", "a\nb", "a\tb", "a\\b", "<a", "a>b", "<a>b>"})
        REQUIRE(refusal(trained(), sample, {.includes = {"own.hpp", include}}) ==
                "includes: expected the name of a header, as a.hpp or <b/c.hpp>, found '" +
                    std::string(include) + "'");
    REQUIRE(refusal(trained(), sample, {.includes = {"a b/../c++.h", "<d>"}}) == "none");
}

TEST_CASE("header: a sample on a threshold is refused", "[io]") {
    using Gate = Network<Input<2>, Dense<1, Step>>;
    const Parameters<Gate> gate{std::array<float, 3>{0.5f, 0.5f, -0.5f}};
    REQUIRE_THAT(refusal(gate, {1, 0}),
                 Contains("sample: expected one whose output rounding leaves as it is"));
    REQUIRE(refusal(gate, {1, 1}) == "none");
    using Steep = Network<Input<2>, Dense<2, Softmax>>;
    REQUIRE_THAT(refusal(Parameters<Steep>{std::array<float, 6>{1e8f, 0, -1e8f, 0, 0, 0}}, {1, 1}),
                 Contains("sample: expected one whose output rounding leaves as it is"));
}

TEST_CASE("header: the tolerance counts what activations alone make of rounding", "[io]") {
    using Powers =
        Network<Input<2>, Activation<Exponential>, Activation<Exponential>, Activation<Exponential>>;
    for (const float at : {0.5f, 1.0f, 1.2f, 1.45f}) {
        const std::array<float, 2> x{at, -at};
        const auto test = detail::self_test_of("", Parameters<Powers>{}, std::span(x));
        const double exact = std::exp(std::exp(std::exp(double(at))));  // two units off in each:
        const double off =
            2 * 0x1p-23 * exact * (1 + std::exp(std::exp(double(at))) * (1 + std::exp(double(at))));
        REQUIRE((double(test.tolerance) > off && double(test.tolerance) < 100 * off));
    }
}

TEST_CASE("header: a file that cannot be written is a FileError with the facts", "[io]") {
    REQUIRE_THROWS_WITH(save_header("/nowhere/x.hpp", trained(), sample),
                        "/nowhere/x.hpp: writing: expected a file that can be written, found No such file or "
                        "directory");
}

TEST_CASE("header: a network without parameters has a header too", "[io]") {
    const ScratchFile file("", ".hpp");
    Parameters<Network<Input<2>, Activation<Tanh>>> parameters;
    save_header(file.path(), parameters, std::array<float, 2>{1, 2});
    const std::string text = content(file.path());
    REQUIRE_THAT(text, Contains("values[] = {\n    0  // the network has none\n};"));
    parameters.values[0] = 5;  // without a meaning
    save_header(file.path(), parameters, std::array<float, 2>{1, 2});
    REQUIRE(content(file.path()) == text);
}
