#include <ctnn/activations/relu.hpp>
#include <ctnn/activations/selu.hpp>
#include <ctnn/activations/tanh.hpp>
#include <ctnn/initializers/default_initializer.hpp>
#include <ctnn/initializers/zeros.hpp>
#include <type_traits>

#include <testing.hpp>

using namespace ctnn;

namespace {

struct Derived : ReLU {};
struct Own : Tanh {
    using initializer = Zeros;
};

template <class Act, class Init>
constexpr bool starts_with = std::is_same_v<typename detail::DefaultInitializer<Act>::type, Init>;
static_assert(starts_with<Tanh, GlorotUniform> && starts_with<ReLU, HeNormal> &&
              starts_with<SELU, LecunNormal>);
static_assert(starts_with<Derived, HeNormal>, "what it derives from says it");
static_assert(starts_with<Own, Zeros>);

// What was chosen stays.
static_assert(std::is_same_v<detail::InitializerFor<GlorotUniform, Tanh, ReLU>, HeNormal>);
static_assert(std::is_same_v<detail::InitializerFor<LecunNormal, Tanh, ReLU>, LecunNormal>);

}  // namespace

TEST_CASE("default_initializer: settled while compiling", "[initializers]") { SUCCEED(); }
