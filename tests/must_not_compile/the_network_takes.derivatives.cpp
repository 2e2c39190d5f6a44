// ERROR: the_network_takes<2>::inputs_but_the_array_holds<3>
#include <array>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<1>>;

#ifndef MUST_NOT_COMPILE
constexpr std::array<float, 2> x{};
#else
constexpr std::array<float, 3> x{};
#endif

void bend(nn::Derivatives<Net>& u) { u.along(x, std::array<float, 2>{1, 0}); }
