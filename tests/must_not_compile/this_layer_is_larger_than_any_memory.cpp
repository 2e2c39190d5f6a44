// ERROR: this_layer_is_larger_than_any_memory<ctnn::Upsample2D<.*4294967296.*::on<ctnn::Shape<4, 4, 1>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<4, 4, 1>, nn::Upsample2D<4>, nn::Dense<2>>;
#else
using Net = nn::Network<nn::Input<4, 4, 1>, nn::Upsample2D<std::size_t{1} << 32>, nn::Dense<2>>;
#endif
static_assert(Net::parameter_count > 0);
nn::Parameters<Net> parameters;
