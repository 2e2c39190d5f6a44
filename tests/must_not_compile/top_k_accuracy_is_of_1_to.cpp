// ERROR: top_k_accuracy_is_of_1_to<10>::classes_but_not_of<11>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Digits = nn::Network<nn::Input<784>, nn::Dense<10, nn::Softmax>>;

#ifndef MUST_NOT_COMPILE
constexpr std::size_t k = 10;
#else
constexpr std::size_t k = 11;
#endif
double among_them(const nn::Parameters<Digits>& parameters, const nn::Dataset<Digits>& images) {
    return nn::top_k_accuracy<k>(parameters, images);
}
