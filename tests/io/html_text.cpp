#include <ctnn/io/html_text.hpp>
#include <io/html_checks.hpp>
#include <string>

#include <testing.hpp>

using namespace ctnn::detail;

TEST_CASE("html_text: whatever a text holds, it is a text", "[io]") {
    REQUIRE(html("a < b & c") == "a &lt; b &amp; c");
    REQUIRE(html("<script>alert('\"')</script>") == "&lt;script&gt;alert(&#39;&quot;&#39;)&lt;/script&gt;");
    REQUIRE(html(std::string("a\0b", 3)) ==
            "a\xEF\xBF\xBD"
            "b");
    REQUIRE(html("") == "");
    std::string all;
    for (int c = 1; c < 256; ++c) all += static_cast<char>(c);
    REQUIRE(wrong_in("<p title=\"" + html(all) + "\">" + html(all) + "</p>") == "");
}

TEST_CASE("html_text: the checks find what is wrong", "[io]") {
    REQUIRE(wrong_in("<p>a</p>") == "");
    REQUIRE(wrong_in("<p>a") == "left open: p");
    REQUIRE(wrong_in("<p><b>a</p></b>") == "closed: p");
    REQUIRE(wrong_in("<p title=\">\"") != "");
    REQUIRE(wrong_in("<b id=\"x\"></b><b id='x'></b>") == "twice: x");
    REQUIRE(wrong_in("<script></script>") != "");
    REQUIRE(wrong_in("<p onclick=\"a\"></p>") != "");
    REQUIRE(times("aa", "aaaab") == 2);
}

TEST_CASE("html_text: numbers for people", "[io]") {
    REQUIRE(rounded(0.1234567) == "0.1235");
    REQUIRE(rounded(1e9) == "1e+09");
    REQUIRE(rounded(0.0 / 0.0) == "\u2013");
    REQUIRE(percent(0.98333) == "98.3\u202F%");
    REQUIRE(percent(1, 0) == "100\u202F%");
    std::string text = "a-b-c";
    replace_all(text, "-", "--");
    REQUIRE(text == "a--b--c");
}
