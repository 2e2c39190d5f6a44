// Runs the cases that match a filter and prints them as one table in Markdown:
//
//     main [--quick] [--filter REGEX] [--mnist DIR] [--digits FILE] [--include DIR] [--programs DIR]
//     MODULE...
//
// Each module is a shared library with the cases as one compiler built them. They run in one process, so that
// the compilers too are measured in turn.

#include <dlfcn.h>
#include <regex.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <set>
#include <stdexcept>

#include "measure.hpp"
#include "peaks.hpp"
#include "table.hpp"

namespace bench {
namespace {

struct Module {
    std::string compiler;
    Suite suite;
};

bool same(const Case& a, const Case& b) {
    return a.group == b.group && a.rows.front().name == b.rows.front().name;
}

/// So that no peer's players get lost by a misspelt name.
void require_case(const Suite& suite, const Case& c, const std::string& path) {
    if (std::any_of(suite.cases.begin(), suite.cases.end(),
                    [&](const Case& known) { return same(known, c); }))
        return;
    throw std::runtime_error(path + ": only here is a case called " + c.group + ": " + c.rows.front().name);
}

std::vector<Module> load(const std::vector<std::string>& paths, const Settings& settings) {
    std::vector<Module> modules;
    modules.reserve(paths.size());  // the cases refer to their suite
    for (const std::string& path : paths) {
        void* const library = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
        if (!library) {
            std::fprintf(stderr, "%s\n", dlerror());
            std::exit(2);
        }
        const auto compiler = reinterpret_cast<const char* (*)()>(dlsym(library, "bench_compiler"));
        const auto add_cases = reinterpret_cast<void (*)(Suite&)>(dlsym(library, "bench_add_cases"));
        modules.push_back({compiler(), Suite(settings)});
        add_cases(modules.back().suite);
        for (const Case& c : modules.back().suite.cases) require_case(modules.front().suite, c, path);
    }
    return modules;
}

/// All modules' players of one case. What a library computes does not depend on our compiler: one of its kind
/// plays.
struct Contestant {
    Player player;
    std::string column, variant, mistake{};
    std::vector<std::vector<double>> figures{};
};

std::vector<Contestant> contestants(const std::vector<Module>& modules, const Case& wanted) {
    std::vector<Contestant> all;
    std::set<std::string> libraries;
    for (const Module& module : modules)
        for (const Case& c : module.suite.cases) {
            if (!same(c, wanted)) continue;
            for (const auto& make : c.players)
                for (Player& player : make()) {
                    if (player.from_any_compiler && !libraries.insert(player.name).second) continue;
                    const bool ours = is_ours(player.name);
                    std::string column = player.name + (ours ? " " + module.compiler : ""),
                                variant = player.variant;
                    if (!ours && !player.from_any_compiler)
                        variant += (variant.empty() ? "" : ", ") + module.compiler;
                    all.push_back({std::move(player), std::move(column), std::move(variant)});
                }
        }
    return all;
}

/// Empty, or the first value that differs.
std::string difference(const std::vector<float>& right, const std::vector<float>& theirs) {
    if (right.size() != theirs.size()) return "wrong: " + std::to_string(theirs.size()) + " values";
    for (std::size_t i = 0; i < right.size(); ++i)
        if (!(std::abs(right[i] - theirs[i]) <= 1e-4f * std::abs(right[i]) + 4e-6f)) {
            char text[80];
            std::snprintf(text, sizeof text, "wrong: %g for %g", double(theirs[i]), double(right[i]));
            return text;
        }
    return "";
}

void check(std::vector<Contestant>& all) {
    std::vector<float> right;
    for (Contestant& one : all) {
        if (!one.player.answer) continue;
        const std::vector<float> answer = one.player.answer();
        if (right.empty()) right = answer;  // the first player is ctnn, or a plain loop
        one.mistake = difference(right, answer);
    }
}

/// Between the players, every now and then, what bounds them.
void measure(std::vector<Contestant>& all, const Case& c, std::size_t repetitions, Peaks& peaks) {
    for (std::size_t r = 0; r < repetitions; ++r) {
        for (Contestant& one : all)
            if (one.mistake.empty() && one.player.measure) one.figures.push_back(one.player.measure());
        if (r % 4 != 0) continue;
        peaks.measure();
        for (const Row& row : c.rows) peaks.measure_bytes(row.work.bytes, row.work.stored);
    }
}

/// A case's line for its row number `i`: of the variants of a column, the best one.
Line line_of(const Case& c, std::size_t i, const std::vector<Contestant>& all) {
    Line line{c.group, c.rows[i], {}};
    const bool more = c.rows[i].more_is_better;
    for (const Contestant& one : all) {
        if (one.mistake.empty() && !one.player.measure) continue;
        Cell& cell = line.cells[one.column];
        if (!one.mistake.empty()) {
            cell.mistake = one.mistake + (one.variant.empty() ? "" : " (" + one.variant + ")");
            continue;
        }
        std::vector<double> figures;
        for (const auto& values : one.figures) figures.push_back(values[i]);
        const Samples samples(std::move(figures), more);
        const bool better = !cell.samples.there() || (more ? samples.median > cell.samples.median
                                                           : samples.median < cell.samples.median);
        if (better) cell = {samples, one.variant, cell.mistake};
    }
    return line;
}

void run(const std::vector<Module>& modules, const Settings& settings, const regex_t& filter, Peaks& peaks,
         Table& table) {
    for (const Case& c : modules.front().suite.cases) {
        const auto wanted = [&](const Row& row) {
            return regexec(&filter, (c.group + ": " + row.name).c_str(), 0, nullptr, 0) == 0;
        };
        if (std::none_of(c.rows.begin(), c.rows.end(), wanted)) continue;
        std::vector<Contestant> all = contestants(modules, c);
        check(all);
        measure(all, c, settings.quick ? c.repetitions.quick : c.repetitions.all, peaks);
        for (std::size_t i = 0; i < c.rows.size(); ++i)
            if (wanted(c.rows[i])) table.add(line_of(c, i, all));
    }
}

void print(const Peaks& peaks) {
    std::printf("\nPeak %.0f GFLOP/s in registers of %zu numbers; loads from", peaks.flops() * 1e-9,
                register_bytes / sizeof(float));
    for (const auto& [name, bytes] : peaks.bandwidths()) std::printf(" %s %.0f", name, bytes * 1e-9);
    std::printf(" GB/s; ns until the next: multiply-add %.2f, sum %.2f, tanh %.2f. ",
                1e9 * peaks.multiply_add(), 1e9 * peaks.add(), 1e9 * peaks.function());
}

/// One thread for every library, and no registers that the benchmark itself was not built for; for AVX-512
/// OpenBLAS's kernels for it, since version 0.3.21 takes new processors of AMD for a Haswell. Before any
/// library is loaded, whatever the user's environment says.
void set_environment() {
    for (const char* name : {"OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"})
        setenv(name, "1", 1);
    for (const char* name : {"OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE", "DNNL_MAX_CPU_ISA",
                             "ONEDNN_MAX_CPU_ISA", "ATEN_CPU_CAPABILITY"})
        unsetenv(name);
#if defined(__AVX512F__) && defined(__AVX512VL__)
    setenv("OPENBLAS_CORETYPE", "SKYLAKEX", 1);
#elif defined(__AVX2__)
    setenv("OPENBLAS_CORETYPE", "HASWELL", 1);
    setenv("DNNL_MAX_CPU_ISA", "AVX2", 1);
    setenv("ATEN_CPU_CAPABILITY", "avx2", 1);
#elif defined(__x86_64__)
    setenv("OPENBLAS_CORETYPE", "CORE2", 1);
    setenv("DNNL_MAX_CPU_ISA", "SSE41", 1);
    setenv("ATEN_CPU_CAPABILITY", "default", 1);
#endif
}

}  // namespace
}  // namespace bench

int main(int argc, char** argv) {
    using namespace bench;
    set_environment();
    Settings settings;
    std::string filter = ".";
    std::vector<std::string> paths;
    const std::map<std::string, std::string*> texts{{"--filter", &filter},
                                                    {"--mnist", &settings.mnist},
                                                    {"--digits", &settings.digits},
                                                    {"--include", &settings.include},
                                                    {"--programs", &settings.programs}};
    for (int i = 1; i < argc; ++i) {
        const auto text = texts.find(argv[i]);
        if (text != texts.end() && i + 1 < argc)
            *text->second = argv[++i];
        else if (std::string(argv[i]) == "--quick")
            settings.quick = true;
        else
            paths.push_back(argv[i]);
    }
    if (paths.empty()) {
        std::fprintf(stderr, "No module to run. bench/run.sh knows how.\n");
        return 2;
    }
    regex_t wanted;
    if (regcomp(&wanted, filter.c_str(), REG_EXTENDED | REG_NOSUB) != 0) {
        std::fprintf(stderr, "--filter %s is no regular expression\n", filter.c_str());
        return 2;
    }
    try {
        const std::vector<Module> modules = load(paths, settings);
        Peaks peaks;
        Table table(peaks);
        run(modules, settings, wanted, peaks, table);
        print(peaks);
        std::printf("Each figure: minimum / median of repetitions in turn with the others'.\n\n");
        table.print(stdout);
        return table.has_mistakes() ? 1 : 0;
    } catch (const std::exception& mistake) {
        std::fprintf(stderr, "%s\n", mistake.what());
        return 2;
    }
}
