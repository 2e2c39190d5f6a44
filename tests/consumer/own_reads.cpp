// What own_writes wrote, in a program.

#include "own_weights.hpp"

static_assert(std::is_same_v<saved::Network, own::Deployed>);
static_assert(saved::self_test());
static_assert(own::hash(saved::parameters) == own::answer_of_deployed);

int main() { return own::hash(saved::parameters) == own::answer_of_deployed ? 0 : 1; }
