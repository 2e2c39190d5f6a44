#include <ctnn/data/augmentation.hpp>

#include <algorithm>
#include <array>
#include <ctnn/data/augment.hpp>

#include <testing.hpp>

using namespace ctnn;

namespace {

struct Table {
    static constexpr std::size_t input_size = 6, output_size = 1;
};

}  // namespace

TEST_CASE("augmentation: in parts as in one, in double as in float, or none", "[data]") {
    const Dataset<Table> data{{{1, 2, 3, 4, 5, 6}}, {{1}}};
    const Augmentation<Table> augment = Augment{Image<2, 3>{}, Flip{0.5f}, Noise{0.1f}};
    CHECK(bool(augment));
    CHECK_FALSE(bool(Augmentation<Table>{}));
    std::array<float, 24> whole, parts;
    for (std::size_t i = 0; i < 24; ++i) whole[i] = parts[i] = float(i);
    std::array<double, 24> wide{};
    std::copy(whole.begin(), whole.end(), wide.begin());
    std::array<float, 4> targets{};
    std::array<double, 4> wide_targets{};
    augment(data, whole.data(), targets.data(), 0, 4, 9);
    augment(data, parts.data(), targets.data(), 2, 2, 9);
    augment(data, parts.data(), targets.data(), 0, 2, 9);
    augment(data, wide.data(), wide_targets.data(), 0, 4, 9);
    CHECK(whole == parts);
    for (std::size_t i = 0; i < 24; ++i) CHECK(wide[i] == Approx(double(whole[i])).margin(1e-5));
    CHECK(whole[0] - 2 != whole[6] - 8);  // each sample by numbers of its own
    static int settings;
    settings = 0;
    augment.each_setting([](const Setting& setting) { settings += setting.makes_sense; });
    CHECK(settings == 3);
}
