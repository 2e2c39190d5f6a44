#pragma once

#include <ctnn/activations/hard_tanh.hpp>
#include <ctnn/initializers/he_normal.hpp>
#include <ratio>

namespace ctnn {

/// ReLU that is clipped at 6, so that few bits hold what it gives. (Krizhevsky, 2010.) Clipped elsewhere it
/// is HardTanhOf<std::ratio<0>, std::ratio<High>>.
/// Formula: y = min(max(z, 0), 6); slope 1 where 0 < z < 6, else 0.
/// PyTorch: nn.ReLU6. Keras: "relu6", ReLU(max_value=6).
/// What goes wrong: a unit that is clipped for every sample has no slope and never comes back.
struct ReLU6 : HardTanhOf<std::ratio<0>, std::ratio<6>> {
    using initializer = HeNormal;
};

}  // namespace ctnn
