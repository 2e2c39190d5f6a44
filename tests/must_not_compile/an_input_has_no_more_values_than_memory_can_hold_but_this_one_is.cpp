// ERROR: an_input_has_no_more_values_than_memory_can_hold_but_this_one_is<ctnn::Input<4294967296, 4294967296>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
constexpr std::size_t wide = 64;
#else
constexpr std::size_t wide = std::size_t{1} << 32;
#endif
using Net = nn::Network<nn::Input<wide, wide>, nn::Dense<2>>;
nn::Parameters<Net> parameters;
