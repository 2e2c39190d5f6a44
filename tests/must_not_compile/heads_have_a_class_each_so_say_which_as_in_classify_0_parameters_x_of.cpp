// ERROR: heads_have_a_class_each_so_say_which_as_in_classify_0_parameters_x_of<ctnn::Network<
#include <array>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Heads<nn::Dense<3, nn::Softmax>, nn::Dense<1>>>;

std::size_t of(const nn::Parameters<Net>& parameters, const std::array<float, 2>& x) {
#ifndef MUST_NOT_COMPILE
    return nn::classify<0>(parameters, x);
#else
    return nn::classify(parameters, x);
#endif
}
