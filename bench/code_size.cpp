// How much code a prediction is: the bytes of all sections of code in an object that holds nothing else.

#include <array>
#include <cstdio>
#include <memory>

#include "cases.hpp"
#include "compiler.hpp"

namespace bench {
namespace {

/// Of the object's sections .text, .text.something.
double bytes_of_code(const std::string& object) {
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> sizes(popen(("size -A " + object).c_str(), "r"),
                                                                pclose);
    double bytes = 0;
    std::array<char, 4096> line;
    while (sizes && std::fgets(line.data(), line.size(), sizes.get())) {
        const std::string text(line.data());
        if (text.starts_with(".text")) bytes += std::strtod(text.c_str() + text.find(' '), nullptr);
    }
    if (bytes == 0) throw std::runtime_error("size -A tells of no code in " + object);
    return bytes;
}

Player player(const Settings& settings, const char* who, const std::string& source,
              const std::string& level) {
    return {.name = who, .variant = "", .answer = {}, .measure = [&settings, source, level] {
                const TemporaryFolder folder;
                const std::string object = folder.path + "/object.o";
                run({BENCH_CXX, "-std=c++20", level, "-DNDEBUG", BENCH_FLAGS, "-I", settings.include,
                     "-isystem", BENCH_EIGEN, "-c", "-o", object, settings.programs + "/" + source + ".cpp"});
                return std::vector<double>{bytes_of_code(object)};
            }};
}

void add(Suite& suite, const std::string& name, const std::string& source, double ratio) {
    const Settings& settings = suite.settings;
    for (const std::string level : {"-O2", "-Os"})
        suite.add(
            "code of a prediction",
            {{.name = name + ", " + level, .unit = "bytes", .must = {.ratio = ratio, .against = "Eigen"}}},
            {.all = 1, .quick = 1}, [&settings, source, level] {
                return std::vector<Player>{player(settings, "ctnn", source + "_ctnn", level),
                                           player(settings, "Eigen", source + "_eigen", level)};
            });
}

}  // namespace

void add_code_size(Suite& suite) {
    add(suite, "24-32-32-8 tanh", "size_dense", 1);
    add(suite, "LSTM 1>20", "size_lstm", 1.5);
}

}  // namespace bench
