// XOR, learnt on the board itself. Its answers are to be those of xor.cpp, which the compiler has taught.

#include "answers.hpp"
#include "xor.hpp"

constinit XorLearner learner = beginner();
ctnn::Parameters<Xor> parameters;

void program() {
    teach(learner);
    parameters = learner.parameters;
    answers::print<parameters>(samples);
}
