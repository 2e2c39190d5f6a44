// ERROR: these_values_lie_in_a_temporary_so_give_its_Parameters_a_name_first<N>.*N = 6|call to deleted constructor of '(const )?Values<const float, 6
// NOTE: these_values_lie_in_a_temporary_so_give_its_Parameters_a_name_first
#include <array>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<3>, nn::Dense<2>>;

constexpr nn::Parameters<Net> made() { return {}; }

void use([[maybe_unused]] nn::Parameters<Net>& parameters) {
#ifndef MUST_NOT_COMPILE
    const auto named = made();
    [[maybe_unused]] const auto weight = named.layer<0>().weight;
#else
    [[maybe_unused]] const auto weight = made().layer<0>().weight;
#endif
}
