#include <cmath>
#include <ctnn/math/fast_math.hpp>
#include <limits>

#include <testing.hpp>

using namespace ctnn;

namespace {

template <class T>
void check() {
    for (double x = -86.9; x <= 0; x += 0.0007) {
        const double wanted = std::exp(double(T(x))), e = double(math::fast::exp_of_negative(T(x)));
        if (std::abs(e / wanted - 1) <= 8e-5) continue;
        CAPTURE(x, wanted);
        CHECK(std::abs(e / wanted - 1) <= 8e-5);
    }
    for (double x = -12; x <= 12; x += 0.0001) {
        const double tanh = double(math::fast::tanh(T(x))), sigmoid = double(math::fast::sigmoid(T(x)));
        const double off = std::abs(tanh - std::tanh(x)),
                     of_sigmoid = std::abs(sigmoid - 1 / (1 + std::exp(-x)));
        if (off <= 5.5e-5 && of_sigmoid <= 2.8e-5) continue;
        CAPTURE(x);
        CHECK(off <= 5.5e-5);
        CHECK(of_sigmoid <= 2.8e-5);
    }
    CHECK(double(math::fast::exp_of_negative(-std::numeric_limits<T>::infinity())) < 1e-37);
    CHECK(std::isnan(math::fast::exp_of_negative(std::numeric_limits<T>::quiet_NaN())));
}

static_assert(math::fast::tanh(-0.0f) == 0 && math::fast::tanh(5.2f) < 1);

}  // namespace

TEST_CASE("fast math: every function within its bound", "[math]") {
    check<float>();
    check<double>();
}
