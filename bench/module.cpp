// What main.cpp loads: the cases as this compiler builds them.

#include "cases.hpp"

extern "C" [[gnu::visibility("default")]] const char* bench_compiler() {
#ifdef __clang__
    return "clang";
#else
    return "g++";
#endif
}

extern "C" [[gnu::visibility("default")]] void bench_add_cases(bench::Suite& suite) {
#ifdef CTNN_REPRODUCIBLE  // the library as a peer of itself
    bench::add_reproducible(suite);
#else
    bench::add_one_sample(suite);
    bench::add_odd_sizes(suite);
    bench::add_widths(suite);
    bench::add_fields(suite);
    bench::add_batch(suite);
    bench::add_few_samples(suite);
    bench::add_counts(suite);
    bench::add_recurrence(suite);
    bench::add_silence(suite);
    bench::add_convolution(suite);
    bench::add_images(suite);
    bench::add_filters(suite);
    bench::add_training(suite);
    bench::add_image_training(suite);
    bench::add_small_training(suite);
    bench::add_latency(suite);
    bench::add_reproducible(suite);
    bench::add_learning(suite);
    bench::add_compiling(suite);
    bench::add_code_size(suite);
#endif
}
