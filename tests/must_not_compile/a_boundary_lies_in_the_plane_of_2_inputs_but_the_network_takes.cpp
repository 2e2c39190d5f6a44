// ERROR: a_boundary_lies_in_the_plane_of_2_inputs_but_the_network_takes<3>
#include <ctnn/ctnn.hpp>
#include <ctnn/io/report.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<2>, nn::Dense<1, nn::Sigmoid>>;
#else
using Net = nn::Network<nn::Input<3>, nn::Dense<1, nn::Sigmoid>>;
#endif

void draw(nn::Report& report, const nn::Parameters<Net>& parameters, const nn::Dataset<Net>& points) {
    report.add_boundary(parameters, points);
}
