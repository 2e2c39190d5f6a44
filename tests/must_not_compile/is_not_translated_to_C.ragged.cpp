// ERROR: is_not_translated_to_C<.*RaggedInput<5, 2>
#include <array>
#include <ctnn/ctnn.hpp>
#include <ctnn/io/c_source.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<5, 2>, nn::GRU<3>, nn::Dense<1>>;
#else
using Net = nn::Network<nn::RaggedInput<5, 2>, nn::GRU<3>, nn::Dense<1>>;
#endif

void save(const nn::Parameters<Net>& parameters) {
    nn::save_c("net.c", parameters, std::array<float, Net::input_size>{});
}
