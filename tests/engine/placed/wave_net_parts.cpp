#include <ctnn/engine/placed/wave_net_parts.hpp>

#include <ctnn/layers/wave_net.hpp>

#include <testing.hpp>

using namespace ctnn;

namespace {

constexpr auto in_turn = detail::KernelsOf<InTurn<Dilated<6, 1, 3>, InTurn<Dilated<15, 13>>>>::all;
static_assert(in_turn.size() == 3 && in_turn[1].kernel == 6 && in_turn[1].dilation == 3);
static_assert(in_turn[2].reach() == 14 * 13);
static_assert(!detail::KernelsOf<InTurn<Dilated<6, 1>, int>>::are_known);

using Stack = detail::WaveNetStackOn<WaveNetStack<4, Dilated<3, 1, 8>, 2>, 10, 1, 5, true>;
static_assert(Stack::reach == 16 && Stack::sums == 4 && Stack::has_output(0) && !Stack::has_output(1));
static_assert(Stack::at[0].conv == 5 * 4 && Stack::at[0].mixin == 20 + 3 * 4 * 4 + 4);
static_assert(Stack::parameters == 20 + 2 * (52 + 4) + 20 + 4 * 2);
static_assert(detail::values_before<Stack, Stack>[2] == 2 * Stack::parameters);

}  // namespace

TEST_CASE("wave_net_parts: they lie one behind the other", "[engine]") {
    std::size_t next = 0, parts = 0;
    Stack::each_part([&]<class P>(std::type_identity<P>, std::string_view, std::size_t, std::size_t offset) {
        CHECK(offset == next);
        next += P::parameters;
        ++parts;
    });
    CHECK(next == Stack::parameters);
    CHECK(parts == 1 + 3 + 2 + 1);
}
