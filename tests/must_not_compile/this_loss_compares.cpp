// ERROR: this_loss_compares<3>::embeddings_of_one_size_but_the_outputs_are<7>
#include <ctnn/train.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<2>, nn::Dense<6>>;
#else
using Net = nn::Network<nn::Input<2>, nn::Dense<7>>;
#endif

#ifndef MUST_NOT_COMPILE
nn::Trainer<Net, nn::Contrastive<>, nn::Adam> trainer;
#else
nn::Trainer<Net, nn::Triplet<>, nn::Adam> trainer;
#endif
