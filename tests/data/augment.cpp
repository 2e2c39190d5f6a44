#include <ctnn/data/augment.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include <testing.hpp>

using namespace ctnn;

namespace {

struct Picture {
    using input = Shape<3, 4, 1>;
    static constexpr std::size_t input_size = 12, output_size = 2;
};
struct Sequence {
    using input = Shape<5, 2>;
    static constexpr std::size_t input_size = 10, output_size = 10;
};
struct Table {
    static constexpr std::size_t input_size = 6, output_size = 1;
};

std::vector<float> counting(std::size_t count) {
    std::vector<float> values(count);
    std::iota(values.begin(), values.end(), 1.0f);
    return values;
}

template <class Net>
Dataset<Net> one_sample() {
    return Dataset<Net>(counting(Net::input_size), std::vector<float>(Net::output_size, 1.0f));
}

/// What becomes of the first sample.
template <class Net>
struct Changed {
    std::array<float, Net::input_size> x;
    std::array<float, Net::output_size> t;

    Changed(const Dataset<Net>& data, const std::type_identity_t<Augmentation<Net>>& augment,
            std::uint64_t seed = 1)
        : x(data.input(0)), t(data.target(0)) {
        Random random{seed};
        augment(data, std::span<float, Net::input_size>(x), std::span<float, Net::output_size>(t), random);
    }
};

}  // namespace

TEST_CASE("augment: Rotate turns by up to its degrees, and by all of them", "[data]") {
    const auto data = one_sample<Picture>();
    CHECK(Changed(data, Augment{Rotate{0}}).x == data.input(0));
    CHECK(Changed(data, Augment{Zoom{0}}).x == data.input(0));
    Random random{3};
    double least = 0, most = 0;
    for (int i = 0; i < 1000; ++i) {
        const double angle = detail::symmetric(10, random);
        least = std::min(least, angle), most = std::max(most, angle);
    }
    CHECK((least >= -10 && least < -9.9 && most <= 10 && most > 9.9));
    const Changed turned(data, Augment{Rotate{180}}, 5);
    CHECK(turned.x != data.input(0));
}

TEST_CASE("augment: Shift moves whole pixels or steps, each way alike", "[data]") {
    const auto data = one_sample<Picture>();
    std::array<int, 25> seen{};
    for (std::uint64_t seed = 0; seed < 500; ++seed) {
        const auto x = Changed(data, Augment{Shift{.most = 2, .fill = -1}}, seed).x;
        int found = 0;
        for (int down = -2; down <= 2; ++down)
            for (int right = -2; right <= 2; ++right) {
                bool is_it = true;
                for (int r = 0; r < 3; ++r)
                    for (int c = 0; c < 4; ++c) {
                        const int row = r - down, column = c - right;
                        const bool inside = row >= 0 && row < 3 && column >= 0 && column < 4;
                        is_it &= x[std::size_t(4 * r + c)] == (inside ? float(4 * row + column + 1) : -1.0f);
                    }
                if (is_it) ++seen[std::size_t(5 * down + right + 12)], ++found;
            }
        CHECK(found == 1);
    }
    CHECK(*std::min_element(seen.begin(), seen.end()) > 5);  // of 20

    const auto steps =
        Changed(one_sample<Sequence>(), Augment{Shift{1000}}, 4).x;  // whole steps of two values
    for (std::size_t i = 0; i < 10; i += 2)
        CHECK((steps[i] == 0 ? steps[i + 1] == 0 : steps[i + 1] == steps[i] + 1));
}

TEST_CASE("augment: Flip, Gain and Cutout", "[data]") {
    const auto data = one_sample<Picture>();
    const auto flipped = Changed(data, Augment{Flip{1}}).x;
    CHECK(flipped == std::array<float, 12>{4, 3, 2, 1, 8, 7, 6, 5, 12, 11, 10, 9});
    const auto upside_down = Changed(data, Augment{Flip{.columns = 0, .rows = 1}}).x;
    CHECK(upside_down == std::array<float, 12>{9, 10, 11, 12, 5, 6, 7, 8, 1, 2, 3, 4});
    CHECK(Changed(one_sample<Sequence>(), Augment{Flip{1}}).x ==
          std::array<float, 10>{9, 10, 7, 8, 5, 6, 3, 4, 1, 2});
    int turned = 0;
    for (std::uint64_t seed = 0; seed < 400; ++seed)
        turned += Changed(data, Augment{Flip{0.25f}}, seed).x != data.input(0);
    CHECK((turned > 70 && turned < 130));

    const auto louder = Changed(data, Augment{Gain{0.5f}}).x;
    for (std::size_t i = 0; i < 12; ++i) CHECK(louder[i] == Approx(louder[0] * float(i + 1)));
    CHECK((louder[0] >= 0.5f && louder[0] <= 1.5f && louder[0] != 1));

    std::array<int, 12> covered{};
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        const auto x = Changed(data, Augment{Cutout{2}}, seed).x;
        const auto zeros = std::count(x.begin(), x.end(), 0.0f);
        CHECK((zeros == 4 || zeros == 2 || zeros == 1));
        for (std::size_t i = 0; i < 12; ++i) covered[i] += x[i] == 0;
    }
    CHECK(*std::min_element(covered.begin(), covered.end()) > 10);  // of 25 in a corner, 100 in the middle
    const auto nothing = Changed(data, Augment{Cutout{1000}}).x;
    CHECK(nothing == std::array<float, 12>{});
}

TEST_CASE("augment: Noise has its deviation, and is none of what is its own target", "[data]") {
    const Dataset<Sequence> own(counting(10), InputsAsTargets{});
    double sum = 0, squares = 0;
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        const Changed changed(own, Augment{Flip{1}, Noise{0.5f}}, seed);
        for (std::size_t i = 0; i < 10; ++i) {
            const double noise = double(changed.x[i] - changed.t[i]);
            sum += noise, squares += noise * noise;
        }
        CHECK(changed.t == std::array<float, 10>{9, 10, 7, 8, 5, 6, 3, 4, 1, 2});
    }
    CHECK(sum / 2000 == Approx(0).margin(0.05));
    CHECK(squares / 2000 == Approx(0.25).epsilon(0.1));
    CHECK(Changed(one_sample<Sequence>(), Augment{Flip{1}}).t[0] == 1);  // other targets stay
}

TEST_CASE("augment: Mixup mixes inputs and targets by one share", "[data]") {
    const Dataset<Table> data{{{0, 0, 0, 0, 0, 0}, {1, 1, 1, 1, 1, 1}}, {{0}, {10}}};
    int mixed = 0;
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        const Changed changed(data, Augment{Mixup{0.5f}}, seed);
        CHECK(changed.t[0] == Approx(10 * changed.x[0]));
        CHECK(changed.x[5] == changed.x[0]);
        mixed += changed.x[0] > 0;
    }
    CHECK((mixed > 30 && mixed < 70));  // the other may be itself
    // The partner has been through the changes before, and not through those behind.
    const auto twice = [](auto view, Random&) {
        for (auto& value : view.values) value *= 2;
    };
    const Dataset<Table> same{{{1, 1, 1, 1, 1, 1}}, {{1}}};
    CHECK(Changed(same, Augment{twice, Mixup{1}, twice}).x[3] == 4);
}

TEST_CASE("augment: by seed, in this order, of an image where it is said to be one", "[data]") {
    const Dataset<Table> data = one_sample<Table>();
    const Augmentation<Table> augment = Augment{Image<2, 3>{}, Flip{1}, Noise{0.1f}};
    CHECK(Changed(data, augment, 1).x == Changed(data, augment, 1).x);
    CHECK(Changed(data, augment, 1).x != Changed(data, augment, 2).x);
    CHECK(Changed(data, Augment{Image<2, 3>{}, Flip{1}}).x == std::array<float, 6>{3, 2, 1, 6, 5, 4});
    CHECK(Changed(data, nullptr).x == data.input(0));
}
