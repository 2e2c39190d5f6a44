// ERROR: the_values_of_a_sample_go_in_braces_as_in_predict_parameters_1_2<.*Network<.*Input<3U?L?>, .*Dense<2
#include <array>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<3>, nn::Dense<2>>;

constexpr nn::Parameters<Net> made() { return {}; }

void use([[maybe_unused]] nn::Parameters<Net>& parameters) {
#ifndef MUST_NOT_COMPILE
    static_cast<void>(nn::classify(parameters, {1, 2, 3}));
#else
    static_cast<void>(nn::classify(parameters, 1, 2, 3));
#endif
}
