// ERROR: save_onnx_knows_no_operator_for<.*RaggedInput<5, 2>.*>::of_the_layer<.*GRU<3
#include <ctnn/ctnn.hpp>
#include <ctnn/io/onnx.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<5, 2>, nn::GRU<3>, nn::Dense<1>>;
#else
using Net = nn::Network<nn::RaggedInput<5, 2>, nn::GRU<3>, nn::Dense<1>>;
#endif

static nn::Parameters<Net> parameters;

void keep() { nn::save_onnx("net.onnx", parameters); }
