#include <algorithm>
#include <clocale>
#include <cmath>
#include <cstdlib>
#include <ctnn/core/random.hpp>
#include <ctnn/io/header_text.hpp>
#include <limits>
#include <sstream>
#include <string>

#include <testing.hpp>

using namespace ctnn;

namespace {

std::size_t widest_line(const std::string& text) {
    std::istringstream in(text);
    std::size_t widest = 0;
    for (std::string line; std::getline(in, line);) widest = std::max(widest, line.size());
    return widest;
}

template <class T>
bool reads_back(T value) {
    std::string text = detail::exact_literal(value);
    if (std::is_same_v<T, float>) {
        if (text.back() != 'f') return false;
        text.pop_back();
    }
    char* end = nullptr;
    const double read = std::strtod(text.c_str(), &end);
    return *end == '\0' && read == double(value) && std::signbit(read) == std::signbit(value);
}

}  // namespace

TEST_CASE("header text: literals are exact, from the least to the greatest", "[io]") {
    REQUIRE(detail::exact_literal(1.5f) == "0x1.8p+0f");
    REQUIRE(detail::exact_literal(-0.0f) == "-0x0p+0f");
    REQUIRE(detail::exact_literal(-0.1) == "-0x1.999999999999ap-4");
    const auto extremes = []<class T>(T) {
        using Limits = std::numeric_limits<T>;
        for (const T x : {Limits::denorm_min(), Limits::min(), std::nextafter(Limits::min(), T(0)),
                          Limits::max(), Limits::epsilon(), T(0), T(1), T(0.1)})
            REQUIRE((reads_back(x) && reads_back(T(-x))));
    };
    extremes(0.0f);
    extremes(0.0);
    Random random{1};
    for (int i = 0; i < 2000; ++i) {
        const double x =
            std::ldexp(random.uniform<double>() - 0.5, static_cast<int>(random.below(240)) - 120);
        REQUIRE((reads_back(x) && reads_back(static_cast<float>(x))));
    }
    REQUIRE(detail::checksum_literal(0xFEDC'BA98'7654'3210u) == "0xfedcba9876543210u");
}

TEST_CASE("header text: any text is a comment, of lines of 110 columns", "[io]") {
    REQUIRE(detail::as_comment("two words") == "// two words\n");
    REQUIRE(detail::as_comment("") == "//\n");
    REQUIRE(detail::as_comment("a\n\nb") == "// a\n//\n// b\n");
    REQUIRE(detail::as_comment("C:\\data\\\r\nint x;") == "// C:\\data|\n// int x;\n");
    REQUIRE(detail::as_comment("a\tb\vc\x7F") == "// a b c\n");
    REQUIRE(detail::as_comment("a\?\?/\nb\?\?/ c\n\?\?\\") == "// a\?\?|\n// b\?\?/ c\n// \?\?|\n");
    REQUIRE(detail::as_comment("a\xE2\x80\xAE"
                               "b\xE2\x81\xA6"
                               "c\xE2\x80\xA9"
                               "d\xE2\x80\x93"
                               "e\xE2\x81") ==
            "// a b c\xE2\x80\xA9"
            "d\xE2\x80\x93"
            "e\xE2\x81\n");

    std::string words;
    for (int i = 0; i < 100; ++i) words += "word" + std::to_string(i) + ' ';
    const std::string wrapped = detail::as_comment(words);
    REQUIRE((widest_line(wrapped) <= 110 && widest_line(wrapped) > 100));
    std::string joined = wrapped;
    for (std::size_t at; (at = joined.find("\n// ")) != joined.npos;) joined.replace(at, 4, " ");
    REQUIRE(joined == "// " + words.substr(0, words.size() - 1) + '\n');

    const std::string one_word = detail::as_comment(std::string(250, 'x'));
    REQUIRE(one_word == "// " + std::string(107, 'x') + "\n// " + std::string(107, 'x') + "\n// " +
                            std::string(36, 'x') + '\n');
    std::string umlauts = "x";
    for (int i = 0; i < 100; ++i) umlauts += "\xC3\xBC";
    const std::string cut = detail::as_comment(std::string(106, 'x') + '\\' + std::string(106, 'y'));
    REQUIRE(cut == "// " + std::string(106, 'x') + "|\n// " + std::string(106, 'y') + '\n');
    REQUIRE(detail::as_comment(umlauts).find("\xC3\n") == std::string::npos);
}

TEST_CASE("header text: no word of a declaration is cut", "[io]") {
    const std::string name(150, 'n');
    std::string text;
    detail::append_declaration(
        text, "ctnn::Network<ctnn::Input<2>, own::" + name + ", own::Pair<" + name + ", " + name + ">>");
    REQUIRE(text == "\n    ctnn::Network<\n        ctnn::Input<2>,\n        own::" + name +
                        ",\n        own::Pair<" + name + ",\n            " + name + ">>;");
}

TEST_CASE("header text: values fill lines of 110 columns", "[io]") {
    std::vector<double> values(100, -0.1);
    std::string text;
    detail::append_values(text, values.data(), values.size(), "    ");
    REQUIRE(std::count(text.begin(), text.end(), ',') == 100);
    REQUIRE((widest_line(text) <= 110 && widest_line(text) > 80));
    REQUIRE((text.starts_with("    -0x1.9") && text.ends_with(",\n")));
    REQUIRE(text.find(" \n") == std::string::npos);
}
