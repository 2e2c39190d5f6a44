#include <ctnn/activations/linear.hpp>
#include <ctnn/layers/activation.hpp>
#include <ctnn/network/no_parameters.hpp>
#include <ctnn/network/parameters.hpp>
#include <random>
#include <string>
#include <type_traits>

#include <testing.hpp>

using namespace ctnn;

// The sentences as a compiler prints them: tests/must_not_compile/. Here what is taken for a mistake, and
// what is a program's own.
namespace {

using Net = Network<Input<2>, Activation<Linear>>;
struct Derived : Parameters<Net> {};
struct Model {
    Parameters<Net> parameters;
};

static_assert(detail::HasParameters<Derived> && !detail::HasParameters<Model>);
static_assert(detail::InPlaceOfParameters<Net> && detail::InPlaceOfParameters<const Derived*> &&
              detail::InPlaceOfParameters<int, Parameters<Net>> && !detail::InPlaceOfParameters<int, Model>);
static_assert(std::is_convertible_v<Derived, detail::AnyParameters> &&
              !std::is_convertible_v<Model, detail::AnyParameters>);
static_assert(std::is_convertible_v<Model, detail::AnyTrainer> &&
              !std::is_convertible_v<int, detail::AnyTrainer>);
static_assert(detail::NoSeed<std::string> && detail::NoSeed<char[5]> && detail::NoSeed<std::mt19937> &&
              !detail::NoSeed<int> && !detail::NoSeed<Model>);

}  // namespace

TEST_CASE("no_parameters: told apart while compiling", "[network]") { SUCCEED(); }
