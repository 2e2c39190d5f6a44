// compare FOLDER: what the program ctnn reads of each model that write.py wrote, and computes of three
// samples, beside what the others computed. With a second folder it also writes their headers there, and a
// program that predicts by them.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <ctnn/data/write_file.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "formats/file_text.hpp"
#include "formats/read_model.hpp"
#include "write/header.hpp"

using namespace ctnn_tool;

namespace {

/// As write.py packs it: how many numbers go in and out, steps or 0, and the numbers.
struct Answers {
    Values x{}, y{};
    ImportOptions options{};
};

Answers answers_of(const std::string& path) {
    const std::string bytes = file_text(path);
    std::uint64_t counts[3];
    std::memcpy(counts, bytes.data(), sizeof counts);
    Values all((bytes.size() - sizeof counts) / sizeof(double));
    std::memcpy(all.data(), bytes.data() + sizeof counts, all.size() * sizeof(double));
    const auto middle = all.begin() + static_cast<std::ptrdiff_t>(counts[0]);
    Answers answers{{all.begin(), middle}, {middle, all.end()}, {}};
    if (counts[2] > 0) answers.options.steps = counts[2];
    return answers;
}

/// The greatest distance, relative to the greatest number.
double off(const Values& found, const Values& expected) {
    if (found.size() != expected.size()) return INFINITY;
    double greatest = 1e-30, worst = 0;
    for (const double value : expected) greatest = std::max(greatest, std::abs(value));
    for (std::size_t i = 0; i < found.size(); ++i) worst = std::max(worst, std::abs(found[i] - expected[i]));
    return worst / greatest;
}

std::string list_of(const Values& values) {
    std::string text;
    char number[32];
    for (const double value : values) {
        std::snprintf(number, sizeof number, "%.9gf, ", value);
        text +=
            std::strpbrk(number, ".en") ? number : std::string(number).insert(std::strlen(number) - 3, ".");
    }
    return text;
}

}  // namespace

int main(int count, char** arguments) {
    std::size_t models = 0, wrong = 0;
    double worst = 0;
    std::string headers, calls;
    for (const auto& entry : std::filesystem::directory_iterator(arguments[1])) {
        const std::string path = entry.path().string(), kind = entry.path().extension().string();
        if (kind != ".keras" && kind != ".h5") continue;
        const Answers answers = answers_of(std::filesystem::path(path).replace_extension(".values").string());
        ++models;
        try {
            const Model model = read_model(path, answers.options);
            const auto size = static_cast<std::ptrdiff_t>(size_of(model.input()));
            Values y;
            for (auto x = answers.x.begin(); x != answers.x.end(); x += size) {
                const Values one = model.run({x, x + size});
                y.insert(y.end(), one.begin(), one.end());
            }
            const double difference = off(y, answers.y);
            worst = std::max(worst, difference);
            if (difference > 2e-6) {
                ++wrong;
                std::printf("%s: %.1e off: %s\n", path.c_str(), difference, model.declaration().c_str());
            }
            const std::string name = "m" + entry.path().stem().string();
            if (count < 3 || kind != ".h5") continue;
            ctnn::detail::write_file(std::string(arguments[2]) + '/' + name + ".hpp",
                                     header_of(model, name + ".hpp", name, "a test"));
            headers += "#include \"" + name + ".hpp\"\n";
            calls += "    compare(" + name + "::parameters, \"" + name + "\", {" + list_of(answers.x) +
                     "}, {" + list_of(answers.y) + "});\n";
        } catch (const std::exception& error) {
            ++wrong;
            std::printf("%s\n", error.what());
        }
    }
    std::printf("%zu files, %zu wrong, at most %.1e off\n", models, wrong, worst);
    if (count > 2)
        ctnn::detail::write_file(std::string(arguments[2]) + "/main.cpp",
                                 "#include <ctnn/ctnn.hpp>\n" + headers +
                                     "#include \"predicted.hpp\"\nint main() {\n" + calls +
                                     "    return finished();\n}\n");
    return wrong == 0 ? 0 : 1;
}
