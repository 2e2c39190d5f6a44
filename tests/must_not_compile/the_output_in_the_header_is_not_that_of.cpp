// ERROR: the_output_in_the_header_is_not_that_of<ctnn::Network<ctnn::Input<2>, ctnn::Dense<2, ctnn::Sigmoid
#include <ctnn/ctnn.hpp>

// A header of weights as save_header writes it.
namespace saved_net {

#ifndef MUST_NOT_COMPILE
using Network = ctnn::Network<ctnn::Input<2>, ctnn::Dense<2>>;
#else
using Network = ctnn::Network<ctnn::Input<2>, ctnn::Dense<2, ctnn::Sigmoid>>;
#endif

inline constexpr float values[] = {1, 2, 3, 4, 5, 6};
inline constexpr ctnn::SelfTest<Network> saved{{1, 1}, {9, 12}, 0x1p-20f, 0x7056f4978b92b62du};
inline constexpr ctnn::Parameters<Network> parameters = ctnn::baked<Network, values, saved>();

}  // namespace saved_net
