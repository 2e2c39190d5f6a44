#include <ctnn/kernels/attention/positions.hpp>

#include <cmath>
#include <cstddef>

#include <testing.hpp>

using namespace ctnn;

static_assert(kernels::wave_values(5) == 12 && kernels::wave_values(6) == 12);

TEST_CASE("positions: a hundred thousand turns stay on the sines", "[kernels]") {
    float waves[kernels::wave_values(5)];
    kernels::begin_waves<5>(waves);
    const float x[5]{1, 1, 1, 1, 1};
    for (int t = 0; t <= 100'000; ++t, kernels::turn_waves<5>(waves)) {
        if (t > 3 && t < 99'998) continue;
        float y[5];
        kernels::add_waves<5>(static_cast<const float*>(waves), x, y);
        for (int i = 0; i < 5; ++i) {
            const double angle = t * std::pow(10000.0, -2.0 * (i / 2) / 5);
            REQUIRE(double(y[i]) ==
                    Approx(1 + (i % 2 == 0 ? std::sin(angle) : std::cos(angle))).margin(2e-7));
        }
    }
}
