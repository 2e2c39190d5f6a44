#include <ctnn/io/report.hpp>

#include <ctnn/core/value_range.hpp>
#include <ctnn/train.hpp>
#include <data/message_of.hpp>
#include <data/scratch_file.hpp>
#include <filesystem>
#include <io/html_checks.hpp>
#include <string>
#include <vector>

#include <testing.hpp>

using namespace ctnn;
using namespace ctnn::detail;
using Catch::Contains;

namespace {

using Xor = Network<Input<2>, Dense<3, Tanh>, Dense<1, Sigmoid>>;
using XorTrainer = Trainer<Xor, BinaryCrossEntropy, Momentum, 4>;
const std::string hostile = "</h1><script>a()</script> \"'%s\n`touch hacked`\nEOD\nset output 'hacked'\n";

Dataset<Xor> truth() { return Dataset<Xor>({{0, 0}, {0, 1}, {1, 0}, {1, 1}}, {{0}, {1}, {1}, {0}}); }

}  // namespace

TEST_CASE("report: all that it takes, on one page, with names of any kind", "[io]") {
    XorTrainer trainer{{.learning_rate = 0.5f}, 1};
    const auto history = trainer.fit(truth(), {.epochs = 50, .progress = nullptr});
    const ScratchFile file("", ".html");
    Report report(file.path(), {.title = hostile, .classes = {hostile, "b"}});
    const std::vector<float> sound(5000, 0.1f);
    report.section(hostile).text(hostile).add_network<Xor>().add(history, hostile);
    report.add(confusion_matrix(trainer.parameters, truth())).add_misread(trainer.parameters, truth());
    report.add_weights(trainer.parameters).add_boundary(trainer.parameters, truth(), hostile);
    report.add_predictions(trainer.parameters, truth()).add_weight_histograms(trainer.parameters);
    report.add_activation_histograms(trainer.parameters, truth()).add_sound({{hostile, sound}}, 48000);
    report.add({{2, 2, 1, {0, 1, 0, 1}, hostile}});
    report.add(Plot{.title = hostile, .curves = {{.name = hostile, .x = {}, .y = {1, 2}}}});
    report.write();
    const std::string page = file.content();
    REQUIRE(page == report.html());
    REQUIRE(wrong_in(page) == "");
    REQUIRE(times("<figure>", page) == 2 + 1 + 1 + 4 + 2 + 2 + 1);
    REQUIRE_THAT(page, Contains("There is no picture of these"));
    REQUIRE(page.ends_with("</html>\n"));
    REQUIRE_FALSE(std::filesystem::exists("hacked"));
}

TEST_CASE("report: its title is the file's name, unless it is said", "[io]") {
    REQUIRE_THAT(Report("build/digits.html").html(), Contains("<title>digits</title>"));
    REQUIRE_THAT(Report("a.htm").html(), Contains("<title>a.htm</title>"));
    REQUIRE_THAT(Report("a.html", {.title = "A"}).html(), Contains("<h1>A</h1>"));
    REQUIRE(Report("build/digits.html").path() == "build/digits.html");
}

TEST_CASE("report: a place that cannot be written is a word, and what was there stays", "[io]") {
    REQUIRE_THAT(message_of<FileError>([] { Report("no/such/folder/a.html").write(); }),
                 Catch::StartsWith("no/such/folder/a.html: writing: expected a file that can be written"));
    REQUIRE_THAT(message_of<FileError>([] { Report(".").write(); }), Contains("found a folder"));
    REQUIRE_THROWS_AS(Report("").write(), FileError);
}

TEST_CASE("report: what fits no figure is refused, and the report stays as it was", "[io]") {
    Report report("a.html");
    const std::string before = report.html();
    REQUIRE_THROWS_AS(report.add(Plot{.curves = {{.name = "", .x = {1}, .y = {1, 2}}}}), DataError);
    REQUIRE_THROWS_AS(report.add_sound({}, -1), DataError);
    REQUIRE_THROWS_AS(report.add({{1, 1, 1, {}, ""}}), DataError);
    REQUIRE_THROWS_AS(report.add_weights(Parameters<Xor>{}, {.height = 3, .width = 5}), DataError);
    REQUIRE(report.html() == before);
}

TEST_CASE("report: without gnuplot it is whole, and says what is missing", "[io]") {
    Report report("a.html", {.gnuplot = "no_such_program_at_all"});
    report.add(Plot{.title = "p", .curves = {{.name = "", .x = {}, .y = {1, 2, 4}}}});
    REQUIRE(wrong_in(report.html()) == "");
    REQUIRE_THAT(report.html(), Contains("gnuplot-nox") && Contains("<td>3</td><td>4</td>"));
}

TEST_CASE("report: a million points are a small page", "[io]") {
    Report report("a.html");
    Curve curve{.name = "long"};
    for (std::size_t i = 0; i < 1'000'000; ++i) curve.y.push_back(double(i % 1000));
    report.add(Plot{.title = "p", .curves = {curve}});
    REQUIRE(report.html().size() < 80'000);
}

TEST_CASE("report: rewritten while a training runs", "[io]") {
    const ScratchFile file("", ".html");
    const Report report(file.path());
    XorTrainer trainer{{.learning_rate = 0.5f}, 1};
    std::vector<std::string> seen;
    const auto rewrite = report.live(trainer, 2, "<metric>");
    trainer.fit(truth(), {.epochs = 5,
                          .on_epoch =
                              [&](const auto& epoch) {
                                  rewrite(epoch);
                                  seen.push_back(file.content());
                              },
                          .progress = nullptr});
    REQUIRE(seen[0].empty());
    REQUIRE_THAT(seen[1], Contains("<dt>epochs</dt><dd>2</dd>") && Contains("http-equiv=\"refresh\""));
    REQUIRE(seen[2] == seen[1]);
    REQUIRE_THAT(seen[3], Contains("<dt>epochs</dt><dd>4</dd>"));
    REQUIRE(wrong_in(seen[3]) == "");
    report.write();
    REQUIRE_THAT(file.content(), !Contains("refresh"));
    trainer.fit(truth(), {.epochs = 1, .on_epoch = report.live(trainer), .progress = nullptr});
    REQUIRE_THAT(file.content(), Contains("refresh"));
}
