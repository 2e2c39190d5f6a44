#pragma once

#include <ctnn/ctnn.hpp>

/// A network of the size that reads digits, with the values it starts from.
namespace digits {

using Network = ctnn::Network<ctnn::Input<64>, ctnn::Dense<32, ctnn::ReLU>, ctnn::Dense<10, ctnn::Softmax>>;

inline constexpr ctnn::Parameters<Network> parameters = [] {
    ctnn::Parameters<Network> values;
    initialize(values, /*seed*/ 1);
    return values;
}();

}  // namespace digits
