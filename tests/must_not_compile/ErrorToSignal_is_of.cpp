// ERROR: ErrorToSignal_is_of<1>::channels_but_the_outputs_are<ctnn::Shape<64, 2>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Stereo = nn::Network<nn::Input<64, 2>, nn::LSTM<8, nn::Returns::sequence>, nn::TimeDistributed<nn::Dense<2>>>;

#ifndef MUST_NOT_COMPILE
nn::Trainer<Stereo, nn::ErrorToSignal<std::ratio<85, 100>, 2>, nn::Adam> trainer;
#else
nn::Trainer<Stereo, nn::ErrorToSignal<>, nn::Adam> trainer;
#endif
