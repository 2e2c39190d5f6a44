#include <ctnn/data/number_text.hpp>

#include <algorithm>
#include <bit>
#include <clocale>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <ctnn/core/random.hpp>
#include <limits>
#include <locale>

#include <testing.hpp>

using ctnn::detail::number_text, ctnn::detail::NumberForm, ctnn::detail::read_number;

namespace {

constexpr float unread = -77;

// What a text says, or `unread`.
float read(std::string_view text) {
    float value = unread;
    return read_number(text, value) ? value : unread;
}

/// A program that writes commas, in C and in C++.
class Commas {
    struct Points : std::numpunct<char> {
        char do_decimal_point() const override { return ','; }
        char do_thousands_sep() const override { return '.'; }
        std::string do_grouping() const override { return "\3"; }
    };
    std::locale before_ = std::locale::global(std::locale(std::locale::classic(), new Points));

  public:
    Commas() {
        for (const char* name : {"de_DE.UTF-8", "fr_FR.UTF-8"}) std::setlocale(LC_ALL, name);  // if installed
    }
    ~Commas() {
        std::locale::global(before_);
        std::setlocale(LC_ALL, "C");
    }
    Commas(const Commas&) = delete;
    Commas& operator=(const Commas&) = delete;
};

void check_all() {
    CHECK(number_text(0.1f) == "0.1");
    CHECK(number_text(0.1) == "0.1");
    CHECK(number_text(-2.0) == "-2");
    CHECK(number_text(0.0) == "0");
    CHECK(number_text(-0.0f) == "-0");
    CHECK(number_text(100'000.0) == "1e+05");
    CHECK(number_text(1'234'500.0) == "1234500");
    CHECK(number_text(16'777'216.0f) == "16777216");
    CHECK(number_text(0.00015) == "0.00015");
    CHECK(number_text(1e-7f) == "1e-07");
    CHECK(number_text(1.0 / 3) == "0.3333333333333333");
    CHECK(number_text(1.0f / 3) == "0.33333334");
    CHECK(number_text(std::numeric_limits<float>::max()) == "3.4028235e+38");
    CHECK(number_text(std::numeric_limits<double>::denorm_min()) == "5e-324");
    CHECK(number_text(std::numeric_limits<float>::quiet_NaN()) == "nan");
    CHECK(number_text(-std::numeric_limits<float>::quiet_NaN()) == "nan");
    CHECK(number_text(-std::numeric_limits<double>::infinity()) == "-inf");
    CHECK(number_text(12'345'678u) == "12345678");
    CHECK(number_text(-5) == "-5");

    CHECK(number_text(100.0, NumberForm::fixed, 1) == "100.0");
    CHECK(number_text(1234.56, NumberForm::fixed, 1) == "1234.6");
    CHECK(number_text(0.693147180559, NumberForm::general, 9) == "0.693147181");
    CHECK(number_text(1e-10, NumberForm::general, 9) == "1e-10");
    CHECK(number_text(0.5, NumberForm::hex) == "1p-1");
    CHECK(number_text(double(0.1f), NumberForm::hex) == "1.99999ap-4");

    CHECK(read("0.1") == 0.1f);
    CHECK(read("1234.5") == 1234.5f);
    CHECK(read("-.5e+1") == -5.0f);
    CHECK(read("5.") == 5.0f);
    for (const char* none : {"", " 1", "1 ", "+1", "1,5", "1.234,5", "0x10", "0X1p3", "1e", "-", "- 1", "\n1",
                             "1f", ".", "one", "-e", "--1", "-+1"}) {
        INFO('"' << none << '"');
        CHECK(read(none) == unread);
    }
    CHECK(read(std::string_view("1\0", 2)) == unread);
}

}  // namespace

TEST_CASE("number_text: numbers are written and read", "[data]") { check_all(); }

TEST_CASE("number_text: in every locale alike", "[data]") {
    const Commas here;
    check_all();
}

TEST_CASE("number_text: a text in a longer one ends where it ends", "[data]") {
    CHECK(read(std::string_view("12345").substr(0, 3)) == 123.0f);
    CHECK(read(std::string_view("1e38").substr(0, 3)) == 1000.0f);
}

TEST_CASE("number_text: what is read is the nearest float, of what no float holds too", "[data]") {
    CHECK(read("16777217") == 16777216.0f);
    // Above the middle between 1 and the next float by less than a double tells: no rounding by way of
    // double.
    CHECK(read("1.000000059604644775390625") == 1.0f);
    CHECK(read("1.00000005960464477539062500000001") == 1 + std::numeric_limits<float>::epsilon());
    CHECK(read("1e-45") == std::numeric_limits<float>::denorm_min());
    CHECK(read("7.0064923e-46") == 0.0f);
    CHECK(read("7.0064924e-46") == std::numeric_limits<float>::denorm_min());
    CHECK(read("1e-60") == 0.0f);
    CHECK(read("-1e-999999999999") == 0.0f);
    CHECK(std::signbit(read("-1e-60")));
    CHECK(read("0." + std::string(400, '0') + "1e401") == 1.0f);
    CHECK(read("3.4028235e38") == std::numeric_limits<float>::max());
    CHECK(read("1e39") == std::numeric_limits<float>::infinity());
    CHECK(read("-1e999") == -std::numeric_limits<float>::infinity());
    CHECK(read("1" + std::string(400, '0') + "e-400") == 1.0f);
    CHECK(std::isnan(read("nan")));
    CHECK(read("-inf") == -std::numeric_limits<float>::infinity());
}

TEST_CASE("number_text: what is written reads back as the same number, and no shorter text does", "[data]") {
    ctnn::Random random{5};
    for (int i = 0; i < 2'000; ++i) {
        const float value = std::bit_cast<float>(static_cast<std::uint32_t>(random()));
        if (!std::isfinite(value)) continue;
        const std::string text = number_text(value);
        CAPTURE(text);
        CHECK(read(text) == value);
        char shorter[32];
        const auto digits = std::count_if(
            text.begin(),
            text.begin() +
                static_cast<std::ptrdiff_t>(text.find('e') == text.npos ? text.size() : text.find('e')),
            [](char c) { return c >= '0' && c <= '9'; });
        if (digits < 2 || text.find('e') == text.npos) continue;
        std::snprintf(shorter, sizeof shorter, "%.*e", static_cast<int>(digits) - 2, double(value));
        CHECK(read(shorter) != value);
    }
}

TEST_CASE("number_text: counts for people", "[data]") {
    REQUIRE(ctnn::detail::grouped(0) == "0");
    REQUIRE(ctnn::detail::grouped(999) == "999");
    REQUIRE(ctnn::detail::grouped(1000) == "1,000");
    REQUIRE(ctnn::detail::grouped(1234567) == "1,234,567");
}
