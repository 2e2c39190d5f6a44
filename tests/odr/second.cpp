#include "everything.hpp"

Sight second_sight(const ctnn::Parameters<Xor>& parameters) { return sight(parameters); }
