// The headers that writer.cpp wrote, in a program.

#include <cmath>
#include <limits>
#include <type_traits>

#include "big.hpp"
#include "doubles.hpp"
#include "small.hpp"

static_assert(small::self_test() && doubles::self_test());
static_assert(small::self_test<small::Network>(small::parameters));
static_assert(
    std::is_same_v<decltype(doubles::parameters), const ctnn::Parameters<doubles::Network, double>>);
static_assert(doubles::parameters.values[0] == std::numeric_limits<double>::denorm_min());

template <class T>
bool kept(const T* values) {
    using Limits = std::numeric_limits<T>;
    return values[0] == Limits::denorm_min() && values[1] == 0 && std::signbit(values[1]) &&
           values[2] == std::nextafter(Limits::min(), T(0)) && values[3] == std::nextafter(T(1), T(2)) &&
           values[4] == -Limits::max();
}

int main() {
    static auto copy = big::parameters;
    if (!big::self_test(copy) || !small::self_test() || !doubles::self_test()) return 1;
    if (!kept(big::parameters.data()) || !kept(small::parameters.data()) || !kept(doubles::parameters.data()))
        return 2;
    copy.values[101'769] = std::nextafter(copy.values[101'769], 1.0f);
    return big::self_test(copy) ? 3 : 0;
}
