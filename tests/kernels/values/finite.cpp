#include <array>
#include <ctnn/kernels/values/finite.hpp>
#include <limits>

#include <testing.hpp>

using namespace ctnn;

namespace {

template <class T, std::size_t N>
constexpr bool finds_each() {
    std::array<T, N + 1> x{};
    for (T& value : x) value = std::numeric_limits<T>::max();
    if (!kernels::all_finite<N>(x.data())) return false;
    x[N] = std::numeric_limits<T>::infinity();  // which is none of them
    if (!kernels::all_finite<N>(x.data())) return false;
    for (const T odd : {std::numeric_limits<T>::infinity(), -std::numeric_limits<T>::infinity(),
                        std::numeric_limits<T>::quiet_NaN()})
        for (std::size_t i = 0; i < N; ++i) {
            const T before = x[i];
            x[i] = odd;
            if (kernels::all_finite<N>(x.data())) return false;
            x[i] = before;
        }
    return true;
}
static_assert(finds_each<float, 5>() && finds_each<double, 3>());

}  // namespace

TEMPLATE_TEST_CASE("finite: one infinity or NaN anywhere is found", "[kernels]", float, double) {
    CHECK(finds_each<TestType, 1>());
    CHECK(finds_each<TestType, 3>());
    CHECK(finds_each<TestType, 4>());
    CHECK(finds_each<TestType, 17>());
    CHECK(finds_each<TestType, 50>());
}
