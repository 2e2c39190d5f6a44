#include <ctnn/network/summary_forms.hpp>

#include <ctnn/ctnn.hpp>
#include <string>

#include <testing.hpp>

using namespace ctnn;

namespace {

using Net = Network<Input<28, 28, 1>, Flatten, Activation<Tanh>, Dense<10>>;
using Images = Network<Input<28, 28, 1>, Conv2D<2, 5, ReLU, ConvOptions{.padding = same}>, MaxPool2D<2>,
                       Upsample2D<Size2D{1, 2}>, Dropout<std::ratio<1, 2>>>;

template <class N>
std::string text(SummaryOptions options) {
    std::string text;
    summary_lines<N>([&](std::string_view line) { text += std::string(line) + '\n'; }, options);
    return text;
}

}  // namespace

TEST_CASE("summary_forms: a table of Markdown", "[network]") {
    const std::string table = text<Net>({.form = SummaryForm::markdown});
    REQUIRE_THAT(table, Catch::StartsWith("| layer | output | parameters | multiply-adds | bytes |\n"
                                          "|---|---|--:|--:|--:|\n"
                                          "| `Input` | (28, 28, 1) | 0 | 0 | 0 |\n"
                                          "| `Flatten` | (784) | 0 | 0 | 0 |\n"
                                          "| `Activation<Tanh>` | (784) | 0 | 0 | 0 |\n"
                                          "| `Dense<10>` "));
    REQUIRE_THAT(table, Catch::EndsWith("` | (10) | 7,850 | 7,840 | 31,400 |\n"
                                        "| **in all** | (10) | 7,850 | 7,840 | 31,400 |\n"));
}

TEST_CASE("summary_forms: a diagram of Mermaid", "[network]") {
    const std::string diagram = text<Net>({.form = SummaryForm::mermaid});
    REQUIRE_THAT(diagram, Catch::StartsWith("flowchart TD\n"
                                            "    input[\"Input<br>(28, 28, 1)\"]\n"
                                            "    l0[\"Flatten<br>(784)\"]\n"
                                            "    input --> l0\n"
                                            "    l1[\"Activation&lt;Tanh&gt;<br>(784)\"]\n"
                                            "    l0 --> l1\n"
                                            "    l2[\"Dense&lt;10&gt;<br>"));
    REQUIRE_THAT(diagram, Catch::EndsWith("&gt;<br>(10)<br>7,850 parameters\"]\n    l1 --> l2\n"));
}

TEST_CASE("summary_forms: layers are spelt as they are written, whatever the compiler", "[network]") {
    const std::string table = text<Images>({.form = SummaryForm::markdown});
    REQUIRE_THAT(table, Catch::Contains("| `Conv2D<2, 5, ReLU, ConvOptions{.padding = same}>` |") &&
                            Catch::Contains("| `MaxPool2D<2>` |") &&
                            Catch::Contains("| `Upsample2D<Size2D{1, 2}>` |") &&
                            Catch::Contains("| `Dropout<std::ratio<1, 2>>` |"));
    REQUIRE_THAT(text<Images>({}), Catch::Contains("\nMaxPool2D<2>  "));
}

TEST_CASE("summary_forms: names of any length leave a line whole", "[network]") {
    using L = Residual<Residual<Residual<Residual<Residual<Residual<Activation<Tanh>>>>>>>;
    using Deep = Network<Input<4>, L>;
    REQUIRE_THAT(text<Deep>({.form = SummaryForm::mermaid}), Catch::Contains("...<br>(4)\"]\n"));
    REQUIRE_THAT(text<Deep>({.form = SummaryForm::markdown}), Catch::Contains("...` | (4) | 0 |"));
}

TEST_CASE("summary_forms: the kernels as a block of text, or as comments", "[network]") {
    const std::string table = text<Net>({.kernels = true, .form = SummaryForm::markdown});
    REQUIRE_THAT(table, Catch::Contains("\n\n```text\nkernels") && Catch::EndsWith("\n```\n"));
    const std::string diagram = text<Net>({.kernels = true, .form = SummaryForm::mermaid});
    REQUIRE_THAT(diagram, Catch::Contains("\n%% kernels") && Catch::Contains("\n%% compiled for"));
}
