#include <algorithm>
#include <ctnn/kernels/values/vectors.hpp>

#include <testing.hpp>

using namespace ctnn::kernels;

static_assert(Vectors<5, 8>::count == 1 && Vectors<5, 8>::start(0) == 0 && Vectors<5, 8>::filled(0) == 5);
static_assert(Vectors<8, 8>::count == 1 && Vectors<8, 8>::start(0) == 0 && Vectors<8, 8>::filled(0) == 8);
static_assert(Vectors<17, 8>::count == 3);
static_assert(Vectors<17, 8>::start(1) == 8 && Vectors<17, 8>::filled(1) == 8);
static_assert(Vectors<17, 8>::start(2) == 9, "the last one ends with the values");
static_assert(Vectors<17, 8>::filled(2) == 1);
static_assert(Vectors<16, 8>::start(1) == 8 && Vectors<16, 8>::filled(1) == 8);

TEST_CASE("vectors: panels are even, none is too large, and they hold each vector once", "[kernels]") {
    const auto panels = []<std::size_t All, std::size_t Most> {
        std::size_t next = 0, largest = 0, smallest = Most;
        each_panel<All, Most>([&]<std::size_t First, std::size_t Count>() {
            REQUIRE(First == next);
            next += Count;
            largest = std::max(largest, Count);
            smallest = std::min(smallest, Count);
        });
        REQUIRE(next == All);
        REQUIRE(largest <= Most);
        REQUIRE(largest - smallest <= 1);
    };
    panels.template operator()<1, 4>();
    panels.template operator()<4, 4>();
    panels.template operator()<5, 4>();
    panels.template operator()<9, 4>();
    panels.template operator()<7, 1>();
    panels.template operator()<31, 6>();
}
