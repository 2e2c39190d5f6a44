// ERROR: is_not_translated_to_C<ctnn::Dense<3, Own
#include <array>
#include <ctnn/ctnn.hpp>
#include <ctnn/io/c_source.hpp>

namespace nn = ctnn;

struct Own : nn::Tanh {};  // whose value may be another
#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<2>, nn::Dense<3, nn::Tanh>>;
#else
using Net = nn::Network<nn::Input<2>, nn::Dense<3, Own>>;
#endif

void save(const nn::Parameters<Net>& parameters) { nn::save_c("net.c", parameters, std::array<float, 2>{}); }
