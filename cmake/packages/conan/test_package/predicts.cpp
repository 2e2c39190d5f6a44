#include <ctnn/ctnn.hpp>

using Net = ctnn::Network<ctnn::Input<2>, ctnn::Dense<1, ctnn::Sigmoid>>;

int main() {
    ctnn::Parameters<Net> parameters;  // all zero
    return ctnn::predict(parameters, {1, 2})[0] == 0.5f ? 0 : 1;
}
