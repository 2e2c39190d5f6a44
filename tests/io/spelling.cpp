#include <array>
#include <catch2/catch.hpp>
#include <ctnn/ctnn.hpp>
#include <ctnn/io/spelling.hpp>
#include <ratio>
#include <string>
#include <type_traits>

using namespace ctnn;

namespace own {

enum class Kind { first, second };
template <Kind>
struct Chosen {};
struct Options {
    int a;
};
template <Options>
struct Told {};
struct Layer {};
struct lambda_layer {};
struct unnamed {};
struct anonymous {};

}  // namespace own

namespace {

struct Hidden {};

}  // namespace

TEST_CASE("spelling: default arguments are left out, others stay", "[io]") {
    using Net = Network<Input<28, 28, 1>, Flatten, Dense<4>, Dense<4, Linear, Zeros>, Dense<3, ReLU>,
                        Dense<3, ReLU, GlorotUniform>, Dropout<std::ratio<1, 5>>, Dense<2, Fast<Softmax>>>;
    REQUIRE(detail::spelling<Net>() ==
            "ctnn::Network<ctnn::Input<28, 28, 1>, ctnn::Flatten, ctnn::Dense<4>, "
            "ctnn::Dense<4, ctnn::Linear, ctnn::Zeros>, ctnn::Dense<3, ctnn::ReLU>, "
            "ctnn::Dense<3, ctnn::ReLU, ctnn::GlorotUniform>, ctnn::Dropout<std::ratio<1, 5>>, "
            "ctnn::Dense<2, ctnn::Fast<ctnn::Softmax>>>");
}

TEST_CASE("spelling: an activation with an argument", "[io]") {
    REQUIRE(detail::spelling<
                Network<Input<2>, Dense<3, LeakyReLUOf<std::ratio<3, 10>>>, Dense<1, LeakyReLU>>>() ==
            "ctnn::Network<ctnn::Input<2>, ctnn::Dense<3, ctnn::LeakyReLUOf<std::ratio<3, 10>>>, "
            "ctnn::Dense<1, ctnn::LeakyReLU>>");
}

TEST_CASE("spelling: layers within layers", "[io]") {
    REQUIRE(detail::spelling<Residual<Dense<8, Tanh>>>() == "ctnn::Residual<ctnn::Dense<8, ctnn::Tanh>>");
    REQUIRE(detail::spelling<Concat<Dense<1>, Sequential<Dense<2>, Activation<ELU>>>>() ==
            "ctnn::Concat<ctnn::Dense<1>, ctnn::Sequential<ctnn::Dense<2>, ctnn::Activation<ctnn::ELU>>>");
    REQUIRE(detail::spelling<Residual<own::Layer>>() == "ctnn::Residual<own::Layer>");
}

TEST_CASE("spelling: types that no other file can name are known by their spelling", "[io]") {
    struct Local {};
    const auto nothing = [] {};
    const auto unnameable = []<class X>(std::type_identity<X>) {
        return detail::has_unnameable(detail::spelling<Residual<X>>());
    };
    REQUIRE(unnameable(std::type_identity<Hidden>{}));
    REQUIRE(unnameable(std::type_identity<std::remove_const_t<decltype(nothing)>>{}));
    REQUIRE_FALSE(unnameable(std::type_identity<own::Layer>{}));
    REQUIRE_FALSE(unnameable(std::type_identity<own::lambda_layer>{}));
    REQUIRE_FALSE(unnameable(std::type_identity<own::unnamed>{}));
    REQUIRE_FALSE(unnameable(std::type_identity<own::anonymous>{}));
    REQUIRE_FALSE(unnameable(std::type_identity<own::Chosen<own::Kind::second>>{}));
    // Of a value clang may leave out the class.
    const std::string told = detail::spelling<own::Told<own::Options{1}>>();
    REQUIRE(detail::has_unnameable(told) == (told != "own::Told<own::Options{1}>"));
    // clang writes no more of it than its name, which is then foreign.
    REQUIRE((unnameable(std::type_identity<Local>{}) ||
             detail::first_foreign_name(detail::spelling<Residual<Local>>()) == "Local"));
}

TEST_CASE("spelling: names that are not ours", "[io]") {
    REQUIRE(detail::first_foreign_name(
                "ctnn::Dense<4, ctnn::Act<true, 3u, unsigned int, std::ratio<1, 5>>>") == "");
    REQUIRE(detail::first_foreign_name("ctnn::Residual<own::Layer, Other>") == "own::Layer");
    REQUIRE(detail::first_foreign_name("ctnn::Residual<_x1>") == "_x1");
    REQUIRE(detail::first_foreign_name("ctnn::L<ctnn::O{.stride = 2, .padding = ctnn::same}, x>") == "x");
    REQUIRE(detail::first_foreign_name("ctnn::Dense<4, ctnnoise::Act>") == "ctnnoise::Act");
}
