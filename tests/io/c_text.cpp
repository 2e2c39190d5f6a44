#include <ctnn/io/c_text.hpp>
#include <testing.hpp>

using ctnn::detail::CWriter;

TEST_CASE("gaps are filled, those within what fills them too") {
    CWriter to("net", false);
    CHECK(to.filled("$T @_a[$n] = 0.5$f;") == "float net_a[$n] = 0.5f;");
    CHECK(to.filled("$x + $name_of * 2", {{"x", "@_$n"}, {"n", 3}, {"name_of", "b"}}) == "net_3 + b * 2");
    CHECK(CWriter("net", true).filled("$T x = exp$f(0.5$f)") == "double x = exp(0.5)");
    to.write("$n;", {{"n", 12}});
    to.write_plain("@ $n");
    CHECK(to.text() == "12;@ $n");
}

TEST_CASE("what helps is written once, and counted by its beginning") {
    CWriter to("net", false);
    to.help("relu", "static $T @_relu;");
    to.help("relu", "never");
    CHECK(to.helpers() == "static float net_relu;\n");
    to.help("leaky 1", "a");
    CHECK(to.number_of("leaky 1", "leaky ") == 0);
    CHECK(to.number_of("leaky 2", "leaky ") == 1);
    CHECK_FALSE(to.needs_math());
}
