// What a minimal program costs to compile (seconds of processor time, peak memory) and to keep (its size,
// stripped); and what it costs to have the compiler train, prove and hold a network.

#include <array>
#include <ctnn/ctnn.hpp>
#include <ctnn/io/header.hpp>
#include <memory>
#include <string>

#include "cases.hpp"
#include "compiler.hpp"

namespace bench {
namespace {

/// What a program includes, written to the folder that it is compiled in.
using Prepare = void (*)(const std::string& folder);

void nothing(const std::string&) {}

void weights_as_source(const std::string& folder) {
    using Digits = nn::Network<nn::Input<784>, nn::Dense<128, nn::ReLU>, nn::Dense<10, nn::Softmax>>;
    const auto parameters = std::make_unique<nn::Parameters<Digits>>();
    nn::initialize(*parameters, 1);
    std::array<float, 784> image{};
    image.fill(0.5f);
    nn::save_header(folder + "/weights.hpp", *parameters, image, {.name = "digits"});
}

std::vector<double> compile(const std::string& source, const std::string& include, Prepare prepare) {
    const TemporaryFolder folder;
    const std::string program = folder.path + "/program";
    const auto seconds_of = [](timeval time) { return double(time.tv_sec) + 1e-6 * double(time.tv_usec); };
    prepare(folder.path);
    const rusage used = run({BENCH_CXX, "-std=c++20", "-O3", "-I", include, "-I", folder.path, "-isystem",
                             BENCH_EIGEN, "-DCTNN_DIGITS_CSV=\"\"", "-o", program, source, "-lz"});
    run({"strip", program});
    const auto size = double(std::filesystem::file_size(program));
    return {seconds_of(used.ru_utime) + seconds_of(used.ru_stime), double(used.ru_maxrss) / 1024,
            size / 1024};
}

/// At most so much of each, by g++; 0: nothing asked.
struct Most {
    double seconds = 0, megabytes = 0, kilobytes = 0;
};

std::vector<Row> rows(const std::string& name, const Most& most) {
    return {{.name = name + ": processor time",
             .unit = "s",
             .must = {.value = most.seconds, .each_compiler = true}},
            {.name = name + ": peak memory",
             .unit = "MB",
             .must = {.value = most.megabytes, .each_compiler = true}},
            {.name = name + ": stripped program",
             .unit = "KB",
             .must = {.value = most.kilobytes, .each_compiler = true}}};
}

/// `source` lies in the folder of programs.
Player player(const Settings& settings, const char* who, const std::string& source,
              Prepare prepare = nothing) {
    return {.name = who, .variant = "", .answer = {}, .measure = [&settings, source, prepare] {
                return compile(settings.programs + "/" + source + ".cpp", settings.include, prepare);
            }};
}

void add(Suite& suite, const std::string& does, const Most& most) {
    const Settings& settings = suite.settings;
    suite.add("compiling", rows("784-128-10, " + does + ", -O3", most), {.all = 5, .quick = 1},
              [&settings, does] {
                  return std::vector<Player>{player(settings, "ctnn", "ctnn_" + does),
                                             player(settings, "Eigen", "eigen_" + does)};
              });
}

/// What no peer does.
void add_alone(Suite& suite, const std::string& name, const std::string& source, const Most& most,
               Repetitions repetitions = {.all = 5, .quick = 1}, Prepare prepare = nothing) {
    const Settings& settings = suite.settings;
    suite.add("compiling", rows(name + ", -O3", most), repetitions, [&settings, source, prepare] {
        return std::vector<Player>{player(settings, "ctnn", source, prepare)};
    });
}

}  // namespace

void add_compiling(Suite& suite) {
    const Repetitions few{.all = 2, .quick = 1};
    add_alone(suite, "<ctnn/ctnn.hpp> alone", "ctnn_alone", {.seconds = 0.72, .megabytes = 185});
    add(suite, "predicts", {.seconds = 0.95, .megabytes = 250});
    add(suite, "trains", {.seconds = 1.7});
    add_alone(suite, "LeNet-5, trains", "ctnn_lenet", {.seconds = 8});
    add_alone(suite, "30 distinct layers, train", "ctnn_distinct", {.seconds = 15, .megabytes = 500}, few);
    add_alone(suite, "100 equal layers, train", "ctnn_equal", {.seconds = 8, .kilobytes = 250}, few);
    add_alone(suite, "program lenet", "../../examples/lenet", {.seconds = 6}, few);
    add_alone(suite, "program gan", "../../examples/gan", {.seconds = 6}, few);
    add_alone(suite, "program sequences", "../../examples/sequences", {.seconds = 6}, few);
    add_alone(suite, "784-128-10, its weights as source", "ctnn_baked", {}, few, weights_as_source);
    add_alone(suite, "XOR 2-3-1 trained by the compiler", "ctnn_xor", {.seconds = 3, .megabytes = 300});
    add_alone(suite, "gates, XOR and an adder, trained and proved", "../../examples/compile_time", {});
}

}  // namespace bench
