// Runs what is compiled for every processor, and prints its answers; where the processor knows more, also
// what is compiled for that, on the same parameters.

#include <cinttypes>
#include <cstdio>

#include "answers.hpp"

int main(int, char**) {
    std::printf("%016" PRIx64 "\n", plain_answers());
#ifdef WITH_FAST
    if (__builtin_cpu_supports(WITH_FAST)) {
        static nn::Parameters<Digits> parameters;
        nn::initialize(parameters, 1);
        learn_fast(parameters);
        learn_plain(parameters);
        std::fprintf(stderr, "fast too: %d\n",
                     fast_answers() != 0 && parameters.values[0] == parameters.values[0]);
    }
#endif
}
