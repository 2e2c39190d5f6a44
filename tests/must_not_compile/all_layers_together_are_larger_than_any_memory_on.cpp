// ERROR: all_layers_together_are_larger_than_any_memory_on<ctnn::Shape<1073741824>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
constexpr std::size_t wide = 64;
#else
constexpr std::size_t wide = std::size_t{1} << 29;
#endif
using Net =
    nn::Network<nn::Input<2 * wide>, nn::Dense<wide>, nn::Dense<2 * wide>, nn::Dense<wide>, nn::Dense<2>>;
static_assert(Net::output_size > 0);
