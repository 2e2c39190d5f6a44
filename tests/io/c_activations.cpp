#include <ctnn/io/c_activations.hpp>
#include <string>
#include <testing.hpp>

using namespace ctnn::detail;
using Catch::Contains;

// That they compute what they should is seen in c_source/.

TEST_CASE("every activation is a function, but what changes nothing") {
    for (int kind = 0; kind <= int(ActivationKind::cell_tanh); ++kind) {
        CWriter to("net", false);
        const ActivationKind which{kind};
        const std::string name = c_function(to, {which, 0.25, 1});
        INFO(kind);
        CHECK(name.empty() == (which == ActivationKind::linear));
        CHECK(to.helpers().empty() == name.empty());
        CHECK_THAT(to.helpers(), !Contains("$"));
    }
}

TEST_CASE("one that has numbers is a function for each of them") {
    CWriter to("net", false);
    CHECK(c_function(to, {ActivationKind::leaky_relu, 0.25}) == "@_leaky_relu");
    CHECK(c_function(to, {ActivationKind::leaky_relu, 0.5}) == "@_leaky_relu_2");
    CHECK(c_function(to, {ActivationKind::leaky_relu, 0.25}) == "@_leaky_relu");
    CHECK(to.helpers() ==
          "static float net_leaky_relu(float z) {\n    return z > 0 ? z : z * 0x1p-2f;\n}\n\n"
          "static float net_leaky_relu_2(float z) {\n    return z > 0 ? z : z * 0x1p-1f;\n}\n\n");
    CHECK_FALSE(to.needs_math());
}

TEST_CASE("cells of double, and what needs an exponential, need math.h") {
    CWriter of_float("net", false), of_double("net", true);
    CHECK(c_function(of_float, {ActivationKind::cell_tanh}) == "@_cell_tanh");
    CHECK_FALSE(of_float.needs_math());
    CHECK(c_function(of_double, {ActivationKind::cell_tanh}) == "@_tanh");
    CHECK(of_double.needs_math());
    CHECK_THAT(of_double.helpers(), Contains("return tanh(z);"));
}
