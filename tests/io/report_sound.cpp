#include <ctnn/io/report_sound.hpp>

#include <cmath>
#include <complex>
#include <ctnn/core/random.hpp>
#include <ctnn/core/value_range.hpp>
#include <data/message_of.hpp>
#include <numbers>
#include <vector>

#include <testing.hpp>

using namespace ctnn;
using namespace ctnn::detail;

TEST_CASE("report_sound: the transform is what its definition says", "[io]") {
    for (const std::size_t size : {std::size_t{1}, std::size_t{2}, std::size_t{8}, std::size_t{64}}) {
        Random random{size};
        std::vector<std::complex<double>> values(size), wanted(size);
        for (auto& value : values) value = {random.uniform<double>(), random.uniform<double>()};
        for (std::size_t k = 0; k < size; ++k)
            for (std::size_t i = 0; i < size; ++i)
                wanted[k] +=
                    values[i] * std::polar(1.0, -2 * std::numbers::pi * double(i * k) / double(size));
        fourier_transform(values);
        for (std::size_t k = 0; k < size; ++k)
            REQUIRE(std::abs(values[k] - wanted[k]) < 1e-12 * double(size));
    }
}

TEST_CASE("report_sound: a full sine has 0 dB where it is, and little elsewhere", "[io]") {
    std::vector<float> sine(48'000);
    for (std::size_t i = 0; i < sine.size(); ++i)
        sine[i] = float(std::sin(2 * std::numbers::pi * 100 * double(i) / 2048));
    const auto power = spectrum(sine);
    REQUIRE(power.size() == 1025);
    REQUIRE(power[100] == Approx(0).margin(0.01));
    for (std::size_t k = 0; k < power.size(); ++k)
        if (k < 98 || k > 102) REQUIRE(power[k] < -90);
    for (float& value : sine) value *= 0.1f;
    REQUIRE(spectrum(sine)[100] == Approx(-20).margin(0.01));
    REQUIRE(spectrum(std::vector<float>(4096)).front() == -200);
    REQUIRE(spectrum(std::vector<float>(3)).empty());
    REQUIRE(spectrum(std::vector<float>(100)).size() == 33);
}

TEST_CASE("report_sound: waves and spectra, of any length", "[io]") {
    const std::vector<float> sound(1000, 0.5f), none;
    const auto plots = sound_plots({{"dry", sound}, {"none", none}}, 8000);
    REQUIRE(plots[0].curves[0].x[8] == Approx(0.001));
    REQUIRE(plots[1].curves[0].x.back() == 4);
    REQUIRE(plots[0].curves[1].y.empty());
    REQUIRE_FALSE(prepared(plots[1]).empty);
    REQUIRE(prepared(sound_plots({}, 8000)[0]).empty);
    const std::vector<float> broken(5000, not_a_number<float>);
    REQUIRE(prepared(sound_plots({{"", broken}}, 1)[0]).empty);
    REQUIRE(message_of<DataError>([&] { sound_plots({}, 0); }) ==
            "the sound of a report: expected a rate of samples a second above 0, found 0");
}
