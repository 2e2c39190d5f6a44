// ERROR: outputs_fold_into_a_Dense_layer_without_activation_but_the_last_is<ctnn::Dense<1, ctnn::Sigmoid
#include <ctnn/activations/sigmoid.hpp>
#include <ctnn/data/fold.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/network/network.hpp>

#ifdef MUST_NOT_COMPILE
using Net = ctnn::Network<ctnn::Input<3>, ctnn::Dense<1, ctnn::Sigmoid>>;
#else
using Net = ctnn::Network<ctnn::Input<3>, ctnn::Dense<1>>;
#endif

void fold(ctnn::Parameters<Net>& parameters) { ctnn::fold_outputs(ctnn::Scaling<1>{}, parameters); }
