// ERROR: CTC_takes_steps_of<5>::classes_but_the_outputs_are<12>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<12>>;

#ifndef MUST_NOT_COMPILE
nn::Trainer<Net, nn::CTC<4, 2>, nn::Adam> trainer;
#else
nn::Trainer<Net, nn::CTC<5, 2>, nn::Adam> trainer;
#endif
