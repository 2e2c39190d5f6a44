// XOR, learnt by the compiler: the program holds the trained weights, as constants.

#include "xor.hpp"

#include "answers.hpp"

constexpr ctnn::Parameters<Xor> trained() {
    XorLearner learner = beginner();
    teach(learner);
    return learner.parameters;
}

extern constexpr ctnn::Parameters<Xor> parameters = trained();
static_assert(classify(parameters, samples[0]) == 0 && classify(parameters, samples[1]) == 1 &&
              classify(parameters, samples[2]) == 1 && classify(parameters, samples[3]) == 0);

void program() { answers::print<parameters>(samples); }
