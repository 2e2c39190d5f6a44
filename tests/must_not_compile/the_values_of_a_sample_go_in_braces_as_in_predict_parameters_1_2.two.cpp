// ERROR: the_values_of_a_sample_go_in_braces_as_in_predict_parameters_1_2<.*Network<.*Input<2U?L?>, .*Dense<2
#include <array>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<2>>;

constexpr nn::Parameters<Net> made() { return {}; }

void use([[maybe_unused]] nn::Parameters<Net>& parameters) {
#ifndef MUST_NOT_COMPILE
    static_cast<void>(nn::predict(parameters, {1.5, 2.5}));
#else
    static_cast<void>(nn::predict(parameters, 1.5, 2.5));
#endif
}
