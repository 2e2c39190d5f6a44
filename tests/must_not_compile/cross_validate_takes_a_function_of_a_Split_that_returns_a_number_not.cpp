// ERROR: cross_validate_takes_a_function_of_a_Split_that_returns_a_number_not<double
#include <ctnn/train.hpp>

namespace nn = ctnn;
using Net = nn::Network<nn::Input<2>, nn::Dense<3, nn::Softmax>>;

#ifndef MUST_NOT_COMPILE
double score(const nn::Split<Net>& fold) { return double(fold.train.size()); }
#else
double score(const nn::Dataset<Net>& data) { return double(data.size()); }
#endif

double mean(const nn::Dataset<Net>& data) {
    return nn::cross_validate(data, {.count = 3}, score).mean;
}
