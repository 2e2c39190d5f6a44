// ERROR: nothing_can_be_assigned_to_parameters_that_are_const<const float>
#include <ctnn/ctnn.hpp>
#include <ctnn/io/npz_parameters.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<4>, nn::Dense<1>>;

static nn::Parameters<Net> parameters;

void bring() {
    nn::read_npz("net.npz", parameters);
#ifdef MUST_NOT_COMPILE
    const nn::Parameters<Net>& constant = parameters;
    nn::read_npz("net.npz", constant);
#endif
}
