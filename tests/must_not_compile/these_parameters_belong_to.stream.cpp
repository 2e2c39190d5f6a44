// ERROR: these_parameters_belong_to<Other>.*Other = ctnn::Network<ctnn::Input<100, 3>|call to deleted
// constructor
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

template <std::size_t Window>
using Net = nn::Network<nn::Input<100, 3>, nn::MaxPool1D<Window>, nn::TimeDistributed<nn::Dense<2>>>;

#ifndef MUST_NOT_COMPILE
constexpr std::size_t window = 2;
#else
constexpr std::size_t window = 3;
#endif

static nn::Parameters<Net<window>> parameters;
nn::Stream<Net<2>> stream(parameters);
