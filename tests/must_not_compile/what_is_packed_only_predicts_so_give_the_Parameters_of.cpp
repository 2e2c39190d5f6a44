// ERROR: what_is_packed_only_predicts_so_give_the_Parameters_of<ctnn::Network<
#include <ctnn/ctnn.hpp>
#include <ctnn/io/safetensors.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<4, 2>, nn::GRU<3>, nn::Dense<33>>;

nn::Parameters<Net> parameters;
const nn::Packed<Net> quick(parameters);

void use() {
#ifndef MUST_NOT_COMPILE
    save("a.ctnn", parameters);
#else
    save("a.ctnn", quick);
#endif
}
