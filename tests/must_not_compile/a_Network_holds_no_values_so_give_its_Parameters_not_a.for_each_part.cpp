// ERROR: a_Network_holds_no_values_so_give_its_Parameters_not_a<.*Network<
#include <cstddef>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<4>, nn::Dense<1>>;

static nn::Parameters<Net> parameters;

void clear() {
    const auto all = [](auto, const nn::Part&, auto values) {
        for (float& value : values) value = 0;
    };
    nn::for_each_part(parameters, all);
#ifdef MUST_NOT_COMPILE
    nn::for_each_part(Net{}, all);
#endif
}
