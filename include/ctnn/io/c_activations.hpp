#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <ctnn/core/code.hpp>
#include <ctnn/io/c_text.hpp>
#include <ctnn/io/header_text.hpp>
#include <ctnn/io/layer_nodes.hpp>
#include <ctnn/kernels/recurrence/gates.hpp>

// Activations in C: one function for each that a network has.

namespace ctnn::detail::inline CTNN_CODE {

/// An activation as a function of C: what is said before the value, and what it is called. NaN stays NaN.
struct CActivation {
    ActivationKind kind;
    std::string_view name;
    bool needs_math;
    std::string_view body;
};

inline constexpr CActivation c_activations[]{
    {ActivationKind::step, "heaviside", false, "    return z > 0 ? 1 : z <= 0 ? 0 : z;\n"},
    {ActivationKind::sigmoid, "sigmoid", true, "    return 1 / (1 + exp$f(-z));\n"},
    {ActivationKind::tanh, "tanh", true, "    return tanh$f(z);\n"},
    {ActivationKind::relu, "relu", false, "    return z < 0 ? 0 : z;\n"},
    {ActivationKind::leaky_relu, "leaky_relu", false, "    return z > 0 ? z : z * $first;\n"},
    {ActivationKind::elu, "elu", true, "    return z > 0 ? z : expm1$f(z);\n"},
    {ActivationKind::selu, "selu", true,
     "    return z > 0 ? z * 1.0507009873554805$f : expm1$f(z) * 1.7580993408473769$f;\n"},
    {ActivationKind::softplus, "softplus", true,
     "    return (z > 0 ? z : 0) + log1p$f(exp$f(-fabs$f(z)));\n"},
    {ActivationKind::softsign, "softsign", false, "    return z / (1 + (z < 0 ? -z : z));\n"},
    {ActivationKind::exponential, "exponential", true, "    return exp$f(z);\n"},
    {ActivationKind::gelu, "gelu", true,
     "    return 0.5$f * z * erfc$f(z * -0.70710678118654752$f);  // not its approximation by tanh\n"},
    {ActivationKind::silu, "silu", true, "    return z / (1 + exp$f(-z));\n"},
    {ActivationKind::mish, "mish", true,
     "    return z * tanh$f((z > 0 ? z : 0) + log1p$f(exp$f(-fabs$f(z))));\n"},
    {ActivationKind::hard_sigmoid, "hard_sigmoid", false,
     "    const $T from = z + $second, above = from < 0 ? 0 : from;\n"
     "    const $T y = above * $first;\n"
     "    return y > 1 ? 1 : y;\n"},
    {ActivationKind::hard_swish, "hard_swish", false,
     "    const $T from = z < -3 ? -3 : z, above = from + 3;\n"
     "    return from * ((above > 6 ? 6 : above) * 0.16666666666666667$f);\n"},
    {ActivationKind::hard_tanh, "hard_tanh", false,
     "    return z < $first ? $first : z > $second ? $second : z;\n"},
    {ActivationKind::fast_tanh, "fast_tanh", false,
     "    const $T x = z < -5.2$f ? -5.2$f : z > 5.2$f ? 5.2$f : z, s = x * x;  // within 1e-4\n"
     "    return x * ((6.35608717e-4$f * s + 0.101044914$f) * s + 0.999765677$f) /\n"
     "           ((0.0124399558$f * s + 0.433715059$f) * s + 1);\n"},
    {ActivationKind::fast_sigmoid, "fast_sigmoid", false,
     "    return 0.5$f * @_fast_tanh(0.5$f * z) + 0.5$f;\n"},
};

inline constexpr std::string_view c_softmax = R"(// The probabilities in place of their logits.
static void @_softmax($T *y, long count) {
    $T most = y[0], sum = 0;
    for (long i = 1; i < count; ++i)
        if (y[i] > most) most = y[i];
    for (long i = 0; i < count; ++i) sum += y[i] = exp$f(y[i] - most);
    for (long i = 0; i < count; ++i) y[i] /= sum;
}
)";

inline constexpr std::string_view c_fast_softmax =
    R"(// The same to within 1e-4: e^z as a power of two and a polynomial.
static void @_fast_softmax($T *y, long count) {
    $T most = y[0], sum = 0;
    for (long i = 1; i < count; ++i)
        if (y[i] > most) most = y[i];
    for (long i = 0; i < count; ++i) {
        const $T z = y[i] - most < -87 ? -87 : y[i] - most;
        const $T n = rint$f(z * 1.4426950408889634$f), x = z - n * 0.6931471805599453$f;
        const $T low = 1.00016425$f * x + 0.99992807$f, high = 0.165667430$f * x + 0.504963360$f;
        sum += y[i] = ldexp$f(high * (x * x) + low, n == n ? (int)n : 0);
    }
    for (long i = 0; i < count; ++i) y[i] /= sum;
}
)";

// The fractions of kernels/recurrence/gates.hpp: no exponential, and so no other answer than ours.
inline constexpr std::string_view c_cell_fraction =
    R"(// A fraction within a few units in the last place.
static float @_$name(float z) {
    const float x = z < -$bound ? -$bound : z > $bound ? $bound : z, s = x * x;
    const float above = x * (((($pe * s + $pd) * s + $pc) * s + $pb) * s + $pa);
    const float below = ((($qe * s + $qd) * s + $qc) * s + $qb) * s + 1;
    const float y = above / below;
    return (y < -$most ? -$most : y > $most ? $most : y) + $offset;
}
)";

template <class T>
std::string c_number(const CWriter& to, T value) {
    return to.is_double() ? exact_literal(double(value)) : exact_literal(static_cast<float>(value));
}

inline void help_with_fraction(CWriter& to, std::string_view name, const kernels::Fraction& f) {
    const auto number = [](float value) { return exact_literal(value); };
    to.help(name, c_cell_fraction,
            {{"name", std::string(name)},
             {"bound", number(f[1])},
             {"most", number(1 - f[2])},
             {"offset", number(f[2])},
             {"pa", number(f[3])},
             {"pb", number(f[4])},
             {"pc", number(f[5])},
             {"pd", number(f[6])},
             {"pe", number(f[7])},
             {"qb", number(f[8])},
             {"qc", number(f[9])},
             {"qd", number(f[10])},
             {"qe", number(f[11])}});
}

/// The name of a function of one value, which is written if it is new; of softmax, of values and their count;
/// none of what changes nothing.
inline std::string c_function(CWriter& to, const ActivationNode& activation) {
    const auto use = [&](std::string_view name, std::string_view piece, bool needs_math) {
        if (needs_math) to.need_math();
        to.help(name, piece);
        return "@_" + std::string(name);
    };
    ActivationNode node = activation;
    switch (node.kind) {
        case ActivationKind::linear:
            return "";
        case ActivationKind::softmax:
            return use("softmax", c_softmax, true);
        case ActivationKind::fast_softmax:
            return use("fast_softmax", c_fast_softmax, true);
        case ActivationKind::cell_tanh:
        case ActivationKind::cell_sigmoid: {
            const bool is_tanh = node.kind == ActivationKind::cell_tanh;
            if (to.is_double()) {
                node.kind = is_tanh ? ActivationKind::tanh : ActivationKind::sigmoid;
                break;
            }
            const std::string_view name = is_tanh ? "cell_tanh" : "cell_sigmoid";
            help_with_fraction(to, name, is_tanh ? kernels::tanh_fraction : kernels::sigmoid_fraction);
            return "@_" + std::string(name);
        }
        case ActivationKind::hard_sigmoid:
            node.second = 0.5 / node.first;  // where it begins to rise
            break;
        case ActivationKind::fast_sigmoid:
            c_function(to, {ActivationKind::fast_tanh});
            break;
        default:
            break;
    }
    for (const CActivation& known : c_activations) {
        if (known.kind != node.kind) continue;
        if (known.needs_math) to.need_math();
        // Of those that have numbers there may be several.
        std::string name(known.name), key = name;
        if (node.first != 0 || node.second != 0) {
            const std::string beginning = name + ' ';
            key = beginning + number_text(node.first) + ' ' + number_text(node.second);
            if (const std::size_t number = to.number_of(key, beginning); number > 0)
                name += '_' + std::to_string(number + 1);
        }
        to.help(key, "static $T @_$name($T z) {\n" + std::string(known.body) + "}\n",
                {{"name", name}, {"first", c_number(to, node.first)}, {"second", c_number(to, node.second)}});
        return "@_" + name;
    }
    return "";
}

}  // namespace ctnn::detail::inline CTNN_CODE
