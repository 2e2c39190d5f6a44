// ERROR: these_parameters_belong_to<ctnn::Network<ctnn::Input<2>, ctnn::Dense<2
#include "saved_net.hpp"

#ifndef MUST_NOT_COMPILE
using Expected = ctnn::Network<ctnn::Input<2>, ctnn::Dense<2>>;
#else
using Expected = ctnn::Network<ctnn::Input<1>, ctnn::Dense<3>>;  // six values too
#endif
const bool passed = ctnn::self_test<Expected>(saved_net::parameters, saved_net::saved);
