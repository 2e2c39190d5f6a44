// ERROR: inputs_fold_into_a_Dense_layer_but_the_first_is<ctnn::NoBias<ctnn::Dense<3
#include <ctnn/activations/tanh.hpp>
#include <ctnn/data/fold.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/layers/no_bias.hpp>
#include <ctnn/network/network.hpp>

#ifdef MUST_NOT_COMPILE
using Net = ctnn::Network<ctnn::Input<3>, ctnn::NoBias<ctnn::Dense<3, ctnn::Tanh>>, ctnn::Dense<1>>;
#else
using Net = ctnn::Network<ctnn::Input<3>, ctnn::Dense<3, ctnn::Tanh>, ctnn::Dense<1>>;
#endif

void fold(ctnn::Parameters<Net>& parameters) { ctnn::fold_inputs(ctnn::Scaling<3>{}, parameters); }
