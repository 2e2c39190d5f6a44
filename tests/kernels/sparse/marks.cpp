#include <cmath>
#include <cstddef>
#include <ctnn/core/random.hpp>
#include <ctnn/kernels/sparse/marks.hpp>
#include <utility>
#include <vector>

#include <kernels/sizes.hpp>
#include <testing.hpp>

#ifndef CTNN_NO_SIMD
using namespace ctnn;

namespace {

template <class T, std::size_t B, std::size_t In, std::size_t Group>
void finds_all(std::uint64_t one_of) {
    CAPTURE(B, In, Group, one_of);
    Random random{B + one_of};
    std::vector<T> x(B * In);
    for (T& value : x)
        if (random.below(one_of) == 0) value = random.below(2) == 0 ? T(-1e-40) : T(NAN);
    std::size_t inputs = 0;
    kernels::detail::each_marked<B, In, Group>(
        static_cast<const T*>(x.data()),
        [&]<std::size_t Size>(std::size_t i, const kernels::detail::Marks<B>& marks) {
            REQUIRE(i == inputs);
            REQUIRE((Size == Group || Size == 1));
            inputs += Size;
            std::vector<std::size_t> wanted, found;
            for (std::size_t s = 0; s < B; ++s) {
                bool any = false;
                for (std::size_t k = 0; k < Size; ++k) any = any || !(x[s * In + i + k] == 0);
                if (any) wanted.push_back(s);
            }
            marks.each([&](std::size_t s) { found.push_back(s); });
            REQUIRE(found == wanted);
            REQUIRE(marks.any() == !wanted.empty());
        });
    REQUIRE(inputs == In);
}

template <std::size_t B>
void finds_all_sizes() {
    for (const std::uint64_t one_of : {1u, 3u, 1000u})
        []<std::size_t... N>(std::uint64_t share, std::index_sequence<N...>) {
            (finds_all<float, B, N, 1>(share), ...);
            (finds_all<float, B, N, 2>(share), ...);
            (finds_all<double, B, N, 3>(share), ...);
        }(one_of, KernelSizes{});
}

}  // namespace

TEST_CASE("marks: every value that is not zero, NaN too, at any number of samples", "[kernels]") {
    finds_all_sizes<1>();
    finds_all_sizes<31>();
    finds_all_sizes<33>();
    finds_all_sizes<64>();
    finds_all_sizes<130>();
}
#endif
