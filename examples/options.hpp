#pragma once

#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <initializer_list>
#include <map>
#include <string>

// What the programs' command lines have in common: options with a value each, a report that each writes
// unless it is told --no-report, and MNIST's files in a folder.

class Options {
  public:
    /// Ends the program, with what it takes, when it is given something else.
    Options(int count, char** words, std::initializer_list<const char*> known) : program_(words[0]) {
        for (int i = 1; i < count; ++i) {
            const std::string word = words[i];
            if (word == "--no-report") {
                reports_ = false;
                continue;
            }
            bool found = word == "--report";
            for (const char* option : known) found = found || option == word;
            if (found && i + 1 < count) {
                values_[word] = words[++i];
                continue;
            }
            std::printf("%s takes", name().c_str());
            for (const char* option : known) std::printf(" %s VALUE", option);
            std::printf(" --report FILE --no-report, not '%s'\n", words[i]);
            std::exit(2);
        }
    }

    std::string text(const std::string& option, const std::string& otherwise = "") const {
        const auto found = values_.find(option);
        return found == values_.end() ? otherwise : found->second;
    }

    bool reports() const { return reports_; }
    /// The page that is written: that of --report, or the program's name in the current folder.
    std::string report() const { return text("--report", name() + ".html"); }

    std::size_t number(const std::string& option) const {
        return std::strtoul(text(option, "0").c_str(), nullptr, 10);
    }

    /// The folder given with --data, in which MNIST's files are; empty if none is. Ends the program, with
    /// where to get them, when they are not there.
    std::string mnist_folder(const std::string& otherwise = "") const {
        const std::string folder = text("--data", otherwise);
        if (folder.empty()) return folder;
        for (const char* file : {"train-images-idx3-ubyte", "train-labels-idx1-ubyte",
                                 "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"}) {
            const std::filesystem::path path = std::filesystem::path(folder) / file;
            if (std::filesystem::exists(path) || std::filesystem::exists(path.string() + ".gz")) continue;
            std::printf(
                "%s has no %s.gz. Get MNIST's four files, for instance from\n"
                "    https://ossci-datasets.s3.amazonaws.com/mnist/\n"
                "and say where they are: %s --data DIR\n",
                folder.c_str(), file, name().c_str());
            std::exit(2);
        }
        return folder + "/";
    }

  private:
    /// The program's, without its folder and what its build puts in front.
    std::string name() const {
        const std::string file = std::filesystem::path(program_).filename().string();
        return file.starts_with("example.") ? file.substr(8) : file;
    }

    std::string program_;
    std::map<std::string, std::string> values_;
    bool reports_ = true;
};
