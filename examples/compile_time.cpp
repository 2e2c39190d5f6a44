// Networks that the compiler trains and proves: gates and XOR, and out of one gate, a NAND perceptron, an
// adder of two bytes. What is left in the program are constants; running it checks all 65,536 sums.

#include <array>
#include <cstdio>
#include <ctnn/train.hpp>
#include <utility>

namespace nn = ctnn;

// Four perceptrons, by Rosenblatt's rule.
using Gate = nn::Network<nn::Input<2>, nn::Dense<1, nn::Step>>;

constexpr nn::Samples<Gate, 4> and_table{{{0, 0}, {0, 1}, {1, 0}, {1, 1}}, {0, 0, 0, 1}};
constexpr nn::Samples<Gate, 4> or_table{{{0, 0}, {0, 1}, {1, 0}, {1, 1}}, {0, 1, 1, 1}};
constexpr nn::Samples<Gate, 4> nand_table{{{0, 0}, {0, 1}, {1, 0}, {1, 1}}, {1, 1, 1, 0}};
constexpr nn::Samples<Gate, 4> nor_table{{{0, 0}, {0, 1}, {1, 0}, {1, 1}}, {1, 0, 0, 0}};

constexpr nn::Parameters<Gate> and_gate = nn::trained_at_compile_time<Gate, and_table, /*seed*/ 1>;
constexpr nn::Parameters<Gate> or_gate = nn::trained_at_compile_time<Gate, or_table, 1>;
constexpr nn::Parameters<Gate> nand_gate = nn::trained_at_compile_time<Gate, nand_table, 1>;
constexpr nn::Parameters<Gate> nor_gate = nn::trained_at_compile_time<Gate, nor_table, 1>;

// XOR, which no single one of them can learn: a hidden layer, by backpropagation.
using Xor = nn::Network<nn::Input<2>, nn::Dense<3, nn::Tanh>, nn::Dense<1, nn::Sigmoid>>;

constexpr nn::Samples<Xor, 4> xor_table{{{0, 0}, {0, 1}, {1, 0}, {1, 1}}, {0, 1, 1, 0}};
constexpr nn::Parameters<Xor> xor_net = nn::trained_at_compile_time<Xor, xor_table, 1>;

/// What a network of two inputs and one output answers.
template <class Net>
constexpr bool ask(const nn::Parameters<Net>& net, bool a, bool b) {
    return nn::classify(net, std::array<float, 2>{a ? 1.0f : 0.0f, b ? 1.0f : 0.0f}) == 1;
}

constexpr bool holds(auto claim) {
    return claim(false, false) && claim(false, true) && claim(true, false) && claim(true, true);
}
static_assert(holds([](bool a, bool b) { return ask(and_gate, a, b) == (a && b); }));
static_assert(holds([](bool a, bool b) { return ask(or_gate, a, b) == (a || b); }));
static_assert(holds([](bool a, bool b) { return ask(nand_gate, a, b) == !(a && b); }));
static_assert(holds([](bool a, bool b) { return ask(nor_gate, a, b) == !(a || b); }));
static_assert(holds([](bool a, bool b) { return ask(xor_net, a, b) == (a != b); }));

// An adder made of nothing but NAND perceptrons.
constexpr bool nand(bool a, bool b) { return ask(nand_gate, a, b); }

struct Bits {
    bool sum, carry;
};

constexpr Bits half_adder(bool a, bool b) {
    const bool n = nand(a, b);
    return {nand(nand(a, n), nand(b, n)), nand(n, n)};
}

/// Nine gates: the second half adder's carry is never made, but joined to the first one's.
constexpr Bits full_adder(bool a, bool b, bool carry) {
    const bool n = nand(a, b), s = nand(nand(a, n), nand(b, n));
    const bool m = nand(s, carry);
    return {nand(nand(s, m), nand(carry, m)), nand(n, m)};
}

/// Eight full adders, the carry rippling through.
constexpr unsigned add(unsigned a, unsigned b) {
    unsigned sum = 0;
    bool carry = false;
    for (unsigned bit = 0; bit < 8; ++bit) {
        const Bits bits = full_adder(a >> bit & 1, b >> bit & 1, carry);
        sum |= unsigned{bits.sum} << bit;
        carry = bits.carry;
    }
    return sum | unsigned{carry} << 8;
}

static_assert(holds([](bool a, bool b) {
    const Bits bits = half_adder(a, b);
    return bits.sum == (a != b) && bits.carry == (a && b);
}));
static_assert(holds([](bool a, bool b) {
    const Bits without = full_adder(a, b, false), with = full_adder(a, b, true);
    return int{without.sum} + 2 * int{without.carry} == a + b &&
           int{with.sum} + 2 * int{with.carry} == a + b + 1;
}));
static_assert(add(200, 100) == 300 && add(255, 255) == 510);

/// Whether a row of 16 sums is right: a and multiples of 17. Each is a constant expression of its own,
/// because compilers limit what one of them may compute.
template <unsigned A>
constexpr bool row_is_right = [] {
    for (unsigned b = 0; b < 256; b += 17)
        if (add(A, b) != A + b) return false;
    return true;
}();
static_assert(
    []<unsigned... Row>(std::integer_sequence<unsigned, Row...>) {
        return (row_is_right<17 * Row> && ...);
    }(std::make_integer_sequence<unsigned, 16>{}),
    "256 sums, proved by the compiler");

int main() {
    std::puts("Trained by the compiler:");
    for (const auto& [name, gate] :
         {std::pair{"AND", &and_gate}, {"OR", &or_gate}, {"NAND", &nand_gate}, {"NOR", &nor_gate}})
        std::printf("%-4s fires when %+.2f a %+.2f b %+.2f > 0\n", name, double(gate->values[0]),
                    double(gate->values[1]), double(gate->values[2]));
    for (const auto& x : xor_table.inputs)
        std::printf("%g XOR %g = %.3f\n", double(x[0]), double(x[1]), double(nn::predict(xor_net, x)[0]));

    unsigned right = 0;
    for (unsigned a = 0; a < 256; ++a)
        for (unsigned b = 0; b < 256; ++b) right += add(a, b) == a + b;
    std::printf("Adder of NAND perceptrons: %u of 65536 sums are right\n", right);
    return right == 65536 ? 0 : 1;
}
