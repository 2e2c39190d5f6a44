// ERROR: what_is_packed_only_predicts_so_give_the_Parameters_of|call to deleted constructor
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<4, 2>, nn::GRU<3>, nn::Dense<33>>;

nn::Parameters<Net> parameters;
const nn::Packed<Net> quick(parameters);

void use() {
#ifndef MUST_NOT_COMPILE
    nn::Stream stream(parameters);
#else
    nn::Stream stream(quick);
#endif
}
