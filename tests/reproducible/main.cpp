// The answers of CTNN_REPRODUCIBLE: hashes of the bits of outputs, losses, gradients and trained parameters,
// compared with those in golden.hpp, which every compiler, processor and way to build must give. The smaller
// ones are also computed by the compiler. With --print it prints a new golden.hpp instead, for when the
// library computes something anew on purpose; build it with NEW_GOLDEN then, without what the compiler must
// agree with. CTNN_TEST_FEW leaves out some of the larger ones, which other builds compute.

#include <cinttypes>
#include <cstdio>
#include <cstring>
#include <iterator>

#include "hash.hpp"

void activations();
void predictions();
void trainings();
void images();
void sequences();
void recurrences();

namespace {

bool printing = false;
std::size_t checked = 0, wrong = 0;

}  // namespace

void check(const std::string& name, std::uint64_t hash) {
    ++checked;
    if (printing) {
        std::printf("    {\"%s\", 0x%016" PRIX64 "u},\n", name.c_str(), hash);
    } else if (hash != golden(name)) {
        ++wrong;
        std::printf("%s: 0x%016" PRIX64 ", not 0x%016" PRIX64 "\n", name.c_str(), hash, golden(name));
    }
}

void check_same(const std::string& name, bool same) {
    if (same) return;
    ++wrong;
    std::fprintf(stderr, "%s: batches and single samples differ\n", name.c_str());
}

int main(int count, char** arguments) {
    printing = count > 1 && std::strcmp(arguments[1], "--print") == 0;
    if (printing)
        std::puts(
            "// Printed by this program: reproducible --print.\ninline constexpr Golden all_golden[] = {");
    activations();
    predictions();
    trainings();
    images();
    sequences();
    recurrences();
    if (printing) {
        std::puts("};");
        return wrong == 0 ? 0 : 1;
    }
#ifdef CTNN_TEST_FEW
    constexpr std::size_t left_out = 55;
#else
    constexpr std::size_t left_out = 0;
#endif
    if (checked + left_out != std::size(all_golden)) {
        ++wrong;
        std::printf("%zu results, but golden.hpp has %zu\n", checked, std::size(all_golden));
    }
    std::printf("%zu results, %zu wrong\n", checked, wrong);
    return wrong == 0 ? 0 : 1;
}
