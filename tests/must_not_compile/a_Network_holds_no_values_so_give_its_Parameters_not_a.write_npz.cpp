// ERROR: a_Network_holds_no_values_so_give_its_Parameters_not_a<.*Network<
#include <ctnn/ctnn.hpp>
#include <ctnn/io/write_npz.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<4>, nn::Dense<1>>;

static nn::Parameters<Net> parameters;

void keep() {
    nn::write_npz("net.npz", parameters, {.layout = nn::for_pytorch});
#ifdef MUST_NOT_COMPILE
    nn::write_npz("net.npz", Net{});
#endif
}
