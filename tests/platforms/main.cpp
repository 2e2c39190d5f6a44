// What a program does on whatever platform: it learns XOR and handwritten digits, streams, saves and reads
// files.
//     platforms DIGITS FOLDER
// DIGITS is the CSV file that the examples read; FOLDER one for files of its own. Prints what computes, and
// what does not hold; fails if there is any. tests/platforms.sh builds and runs it.

#include "expect.hpp"

#include <cstdio>
#include <ctnn/simd/target.hpp>
#include <exception>

namespace {

int passed = 0, failed = 0;

}  // namespace

void expect(bool holds, const std::string& what) {
    ++(holds ? passed : failed);
    if (!holds) std::printf("wrong: %s\n", what.c_str());
}

int main(int count, char** arguments) {
    if (count != 3) return std::fputs("platforms DIGITS FOLDER\n", stderr), 2;
    try {
        answers();
        learns(arguments[1]);
        files(arguments[2]);
    } catch (const std::exception& error) {
        expect(false, error.what());
    }
    constexpr auto target = ctnn::simd::target<float>;
    if (target.has_vectors())
        std::printf("vectors of %zu floats", target.widest());
    else
        std::printf("plain loops");
    std::printf(", %d of %d checks passed\n", passed, passed + failed);
    return failed == 0 ? 0 : 1;
}
