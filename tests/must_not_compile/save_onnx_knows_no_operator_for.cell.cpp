// ERROR: save_onnx_knows_no_operator_for<(struct )?ctnn::SELU>::of_the_layer<.*LSTM<
#include <ctnn/ctnn.hpp>
#include <ctnn/io/onnx.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<4, 2>, nn::LSTM<3, nn::Returns::last, nn::ELU>>;
#else
using Net = nn::Network<nn::Input<4, 2>, nn::LSTM<3, nn::Returns::last, nn::SELU>>;
#endif

static nn::Parameters<Net> parameters;

void keep() { nn::save_onnx("net.onnx", parameters); }
