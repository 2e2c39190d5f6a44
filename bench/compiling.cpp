// What a minimal program costs to compile (seconds of processor time, peak memory) and to keep (its size,
// stripped); and what it costs to have the compiler train, prove and hold a network.

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <ctnn/ctnn.hpp>
#include <ctnn/io/header.hpp>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>

#include "cases.hpp"

namespace bench {
namespace {

/// Runs a command without its output, waits for it; throws if it fails.
rusage run(const std::vector<std::string>& command) {
    std::vector<char*> arguments;
    for (const std::string& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    const pid_t child = fork();
    if (child == 0) {
        const int nowhere = open("/dev/null", O_WRONLY);
        dup2(nowhere, 1);
        dup2(nowhere, 2);
        execvp(arguments[0], arguments.data());
        _exit(127);
    }
    int status = 0;
    rusage used{};
    wait4(child, &status, 0, &used);
    if (status != 0) throw std::runtime_error(command[0] + " " + command.back() + " failed");
    return used;
}

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
    const std::string folder =
        std::filesystem::temp_directory_path() / ("ctnn-bench-" + std::to_string(getpid()));
    if (!std::filesystem::create_directory(folder)) throw std::runtime_error(folder + " is there already");
    const std::string program = folder + "/program";
    const auto seconds_of = [](timeval time) { return double(time.tv_sec) + 1e-6 * double(time.tv_usec); };
    prepare(folder);
    const rusage used = run({BENCH_CXX, "-std=c++20", "-O3", "-I", include, "-I", folder, "-isystem",
                             BENCH_EIGEN, "-o", program, source});
    run({"strip", program});
    const auto size = double(std::filesystem::file_size(program));
    std::filesystem::remove_all(folder);
    return {seconds_of(used.ru_utime) + seconds_of(used.ru_stime), double(used.ru_maxrss) / 1024,
            size / 1024};
}

std::vector<Row> rows(const std::string& name, double most_seconds, double most_megabytes) {
    return {{.name = name + ": processor time",
             .unit = "s",
             .must = {.value = most_seconds, .each_compiler = true}},
            {.name = name + ": peak memory",
             .unit = "MB",
             .must = {.value = most_megabytes, .each_compiler = true}},
            {.name = name + ": stripped program", .unit = "KB"}};
}

/// `source` lies in the folder of programs.
Player player(const Settings& settings, const char* who, const std::string& source,
              Prepare prepare = nothing) {
    return {.name = who, .variant = "", .answer = {}, .measure = [&settings, source, prepare] {
                return compile(settings.programs + "/" + source + ".cpp", settings.include, prepare);
            }};
}

void add(Suite& suite, const std::string& does, double most_seconds, double most_megabytes) {
    const Settings& settings = suite.settings;
    suite.add("compiling", rows("784-128-10, " + does + ", -O3", most_seconds, most_megabytes),
              {.all = 5, .quick = 1}, [&settings, does] {
                  return std::vector<Player>{player(settings, "ctnn", "ctnn_" + does),
                                             player(settings, "Eigen", "eigen_" + does)};
              });
}

/// What no peer does.
void add_alone(Suite& suite, const std::string& name, const std::string& source, double most_seconds,
               double most_megabytes, Prepare prepare = nothing) {
    const Settings& settings = suite.settings;
    suite.add("compiling", rows(name + ", -O3", most_seconds, most_megabytes), {.all = 5, .quick = 1},
              [&settings, source, prepare] {
                  return std::vector<Player>{player(settings, "ctnn", source, prepare)};
              });
}

}  // namespace

void add_compiling(Suite& suite) {
    add(suite, "predicts", 1.5, 250);
    add(suite, "trains", 3, 0);
    add_alone(suite, "LeNet-5, trains", "ctnn_lenet", 8, 0);
    add_alone(suite, "784-128-10, its weights as source", "ctnn_baked", 0, 0, weights_as_source);
    add_alone(suite, "XOR 2-3-1 trained by the compiler", "ctnn_xor", 3, 300);
    add_alone(suite, "gates, XOR and an adder, trained and proved", "../../examples/compile_time", 0, 0);
}

}  // namespace bench
