// What own_writes wrote, in a program: as source, and as a file whose bytes the compiler has.

#include <algorithm>
#include <ctnn/io/baked.hpp>
#include <own_weights.safetensors.hpp>

#include "own_weights.hpp"

constexpr nn::Parameters<own::Deployed> baked = nn::baked<own::Deployed>(own_weights_safetensors);
static_assert(std::ranges::equal(baked.values, saved::parameters.values));

static_assert(std::is_same_v<saved::Network, own::Deployed>);
static_assert(saved::self_test());
static_assert(own::hash(saved::parameters) == own::answer_of_deployed);

int main() { return own::hash(saved::parameters) == own::answer_of_deployed ? 0 : 1; }
