// ERROR: these_parameters_belong_to<Other>.*Other = ctnn::Network<ctnn::Input<2>|call to deleted constructor
#include "saved_net.hpp"

#ifndef MUST_NOT_COMPILE
using Expected = ctnn::Network<ctnn::Input<2>, ctnn::Dense<2>>;
#else
using Expected = ctnn::Network<ctnn::Input<1>, ctnn::Dense<3>>;  // six values too
#endif
const ctnn::Parameters<Expected> expected{saved_net::parameters};
