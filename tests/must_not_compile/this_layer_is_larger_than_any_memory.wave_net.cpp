// ERROR: this_layer_is_larger_than_any_memory<ctnn::WaveNet<.*1152921504606846976.*::on<ctnn::Shape<5, 1>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

// No sequence of five steps sees so far back, but what a stream of it remembers no memory holds.
#ifndef MUST_NOT_COMPILE
constexpr std::size_t dilation = 64;
#else
constexpr std::size_t dilation = std::size_t{1} << 60;
#endif
using Net = nn::Network<nn::Input<5, 1>, nn::WaveNet<nn::WaveNetStack<1, nn::Dilated<2, dilation>, 1>>>;
static_assert(Net::parameter_count > 0);
nn::Parameters<Net> parameters;
