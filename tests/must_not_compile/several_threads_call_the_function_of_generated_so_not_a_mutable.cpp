// ERROR: several_threads_call_the_function_of_generated_so_not_a_mutable
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<3, nn::Softmax>>;

auto data() {
#ifndef MUST_NOT_COMPILE
    return nn::generated<Net>(100, [](std::size_t i, auto x) { return x[0] = float(i), i % 3; });
#else
    return nn::generated<Net>(100, [n = 0](std::size_t, auto x) mutable { return x[0] = 1, ++n % 3; });
#endif
}
