// ERROR: a_stream_with_a_delay_of<1U?L?>::and_a_period_of<2U?L?>::has_no_output_at_every_step_so_call_step
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
constexpr nn::Pool1DOptions options{.stride = 1, .padding = nn::causal};
#else
constexpr nn::Pool1DOptions options{};
#endif

using Net = nn::Network<nn::Input<100, 3>, nn::MaxPool1D<2, options>>;

void push(nn::Stream<Net>& stream) { stream(std::array<float, 3>{}); }
