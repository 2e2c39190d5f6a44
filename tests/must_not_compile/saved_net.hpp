#pragma once

#include <ctnn/ctnn.hpp>

// A header of weights as save_header writes it.
namespace saved_net {

using Network = ctnn::Network<ctnn::Input<2>, ctnn::Dense<2>>;

inline constexpr float values[] = {1, 2, 3, 4, 5, 6};
inline constexpr ctnn::SelfTest<Network> saved{{1, 1}, {9, 12}, 0x1p-20f, 0x7056f4978b92b62du};
inline constexpr ctnn::Parameters<Network> parameters = ctnn::baked<Network, values, saved>();

}  // namespace saved_net
