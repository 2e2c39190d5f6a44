#include <cmath>
#include <ctnn/math/lanes.hpp>

#include <testing.hpp>

#ifndef CTNN_NO_SIMD
using namespace ctnn;
using detail::lane;

namespace {

template <class T>
using V = detail::Lanes<T>;

/// Other numbers in each lane.
template <class T>
V<T> numbers(T first, T step) {
    V<T> all;
    for (std::size_t k = 0; k < V<T>::width; ++k) *lane(&all, k) = first + step * T(k);
    return all;
}

/// Whether f of lanes is f of each lane's vector.
template <class T, class F>
void require_by_lane(F f, const V<T>& a) {
    using Register = typename V<T>::Register;
    const V<T> all = f(a);
    for (std::size_t k = 0; k < V<T>::width; ++k) {
        const V<T> alone = f(Register(*lane(&a, k)));
        CAPTURE(k, *lane(&a, k));
        REQUIRE(*lane(&all, k) == *lane(&alone, k));
    }
}

}  // namespace

TEMPLATE_TEST_CASE("lanes: each by itself", "[math]", float, double) {
    using T = TestType;
    const V<T> a = numbers<T>(T(0.25), T(0.5)), b = numbers<T>(3, -1);
    for (std::size_t k = 0; k < V<T>::width; ++k) {
        const T x = *lane(&a, k), y = *lane(&b, k);
        const auto holds = [&](const V<T>& found, T expected) { REQUIRE(*lane(&found, k) == expected); };
        holds(a + b, x + y);
        holds(a - b, x - y);
        holds(a * b, x * y);
        holds(b / a, y / x);
        holds(-b, -y);
        holds(2 * a - 1, 2 * x - 1);
        holds(math::min(a, b), x < y ? x : y);
        holds(math::max(a, b), x > y ? x : y);
        holds(math::select(a < b, a, b), x < y ? x : y);
        holds(math::select(a > b, a, b), x > y ? x : y);
        holds(math::select(b == V<T>(0), a, b), y == 0 ? x : y);
        V<T> sum = a;
        sum += b, sum *= b, sum -= 1;
        holds(sum, (x + y) * y - 1);
    }
    require_by_lane([](auto x) { return V<T>(math::tanh(V<T>(x))); }, b);
    require_by_lane([](auto x) { return V<T>(math::sigmoid(V<T>(x))); }, b);
    require_by_lane([](auto x) { return V<T>(math::exp(V<T>(x))); }, b);
    require_by_lane([](auto x) { return V<T>(math::log(V<T>(x))); }, a);
    require_by_lane([](auto x) { return V<T>(math::sqrt(V<T>(x))); }, a);
    require_by_lane([](auto x) { return V<T>(math::abs(V<T>(x))); }, b);

}
#endif
