// What a minimal program costs to compile (seconds of processor time, peak memory) and to keep (its size,
// stripped).

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>

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

std::vector<double> compile(const std::string& source, const std::string& include) {
    std::string folder = std::filesystem::temp_directory_path() / "ctnn-bench-XXXXXX";
    if (!mkdtemp(folder.data())) throw std::runtime_error("no folder for temporary files");
    const std::string program = folder + "/program";
    const auto seconds_of = [](timeval time) { return double(time.tv_sec) + 1e-6 * double(time.tv_usec); };
    const rusage used =
        run({BENCH_CXX, "-std=c++20", "-O3", "-I", include, "-isystem", BENCH_EIGEN, "-o", program, source});
    run({"strip", program});
    const auto size = double(std::filesystem::file_size(program));
    std::filesystem::remove_all(folder);
    return {seconds_of(used.ru_utime) + seconds_of(used.ru_stime), double(used.ru_maxrss) / 1024,
            size / 1024};
}

void add(Suite& suite, const std::string& does, double most_seconds, double most_megabytes) {
    const std::string name = "784-128-10, " + does + ", -O3";
    const Settings& settings = suite.settings;
    const auto player = [&settings, does](const char* who, const std::string& file) {
        return Player{.name = who, .variant = "", .answer = {}, .measure = [&settings, file, does] {
                          return compile(settings.programs + "/" + file + "_" + does + ".cpp",
                                         settings.include);
                      }};
    };
    suite.add("compiling",
              {{.name = name + ": processor time", .unit = "s", .must = {.value = most_seconds}},
               {.name = name + ": peak memory", .unit = "MB", .must = {.value = most_megabytes}},
               {.name = name + ": stripped program", .unit = "KB"}},
              {.all = 5, .quick = 1}, [player] {
                  return std::vector<Player>{player("ctnn", "ctnn"), player("Eigen", "eigen")};
              });
}

}  // namespace

void add_compiling(Suite& suite) {
    add(suite, "predicts", 1.5, 250);
    add(suite, "trains", 3, 0);
}

}  // namespace bench
