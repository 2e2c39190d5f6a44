#pragma once

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

// Programs that the benchmark has compiled.

namespace bench {

/// Runs a command without its output, waits for it; throws if it fails.
inline rusage run(const std::vector<std::string>& command) {
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

/// Gone with what is in it.
struct TemporaryFolder {
    std::string path = std::filesystem::temp_directory_path() / ("ctnn-bench-" + std::to_string(getpid()));

    TemporaryFolder() {
        if (!std::filesystem::create_directory(path)) throw std::runtime_error(path + " is there already");
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    ~TemporaryFolder() { std::filesystem::remove_all(path); }
};

}  // namespace bench
