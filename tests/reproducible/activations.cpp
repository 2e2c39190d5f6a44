// Every activation and its slope, over the whole range of numbers.

#include <algorithm>
#include <ctnn/ctnn.hpp>
#include <iterator>
#include <limits>

#include "hash.hpp"

namespace {

constexpr std::size_t few = 61, many = 20003;

/// Where the functions' branches lie, and what no constant may come from.
template <class T>
constexpr T limits[] = {T(0),
                        -T(0),
                        T(-87.5),
                        T(-103.9),
                        T(-104.5),
                        T(88.72),
                        T(88.73),
                        T(-708.5),
                        T(-745.1),
                        T(-745.5),
                        T(709.7),
                        T(709.8),
                        T(-14.7),
                        T(-38.7),
                        T(9.02),
                        T(1),
                        T(-1),
                        T(0.5),
                        T(-0.5),
                        std::numeric_limits<T>::min(),
                        std::numeric_limits<T>::denorm_min(),
                        -std::numeric_limits<T>::denorm_min()};
template <class T>
constexpr T beyond[] = {std::numeric_limits<T>::infinity(), -std::numeric_limits<T>::infinity(),
                        std::numeric_limits<T>::quiet_NaN(), std::numeric_limits<T>::max(),
                        std::numeric_limits<T>::lowest()};

/// Those, what networks meet, and among many any bits there are, of which most are too large or too small to
/// matter.
template <std::size_t N, class T>
constexpr std::array<T, N> values_of_all_kinds(std::uint64_t seed) {
    using Bits = std::conditional_t<sizeof(T) == 4, std::uint32_t, std::uint64_t>;
    nn::Random random{seed};
    std::array<T, N> values{};
    for (std::size_t i = 0; i < N; ++i)
        values[i] = N > few && i % 4 == 0 ? __builtin_bit_cast(T, static_cast<Bits>(random()))
                                          : drawn<T>(random) * static_cast<T>(1 << i % 7);
    std::copy(std::begin(limits<T>), std::end(limits<T>), values.begin());
    if (N > few) std::copy(std::begin(beyond<T>), std::end(beyond<T>), values.begin() + std::size(limits<T>));
    return values;
}

template <class Act, std::size_t N, class T>
constexpr std::uint64_t activated(std::uint64_t seed) {
    const std::array<T, N> z = values_of_all_kinds<N, T>(seed);
    std::array<T, N> y{}, ones{}, slope{};
    ones.fill(1);
    nn::kernels::activate<Act, 1, N>(z.data(), y.data());
    nn::kernels::activate_backward<Act, 1, N>(z.data(), y.data(), ones.data(), slope.data());
    Hash hash;
    hash.add_all(y);
    hash.add_all(slope);
    return hash.value;
}

#ifdef NEW_GOLDEN
#define AT_COMPILE_TIME(name, ...)
#else
#define AT_COMPILE_TIME(name, ...)                                                     \
    static_assert(activated<__VA_ARGS__, few, float>(1) == golden(name " float few")); \
    static_assert(activated<__VA_ARGS__, few, double>(1) == golden(name " double few"));
#endif
#define EACH_ACTIVATION(DO)                    \
    DO("ELU", nn::ELU)                         \
    DO("Exponential", nn::Exponential)         \
    DO("Fast<Sigmoid>", nn::Fast<nn::Sigmoid>) \
    DO("Fast<Tanh>", nn::Fast<nn::Tanh>)       \
    DO("GELU", nn::GELU)                       \
    DO("HardSigmoid", nn::HardSigmoid)         \
    DO("HardSwish", nn::HardSwish)             \
    DO("HardTanh", nn::HardTanh)               \
    DO("LeakyReLU", nn::LeakyReLU)             \
    DO("Linear", nn::Linear)                   \
    DO("Mish", nn::Mish)                       \
    DO("ReLU", nn::ReLU)                       \
    DO("ReLU6", nn::ReLU6)                     \
    DO("SELU", nn::SELU)                       \
    DO("SiLU", nn::SiLU)                       \
    DO("Sigmoid", nn::Sigmoid)                 \
    DO("Softplus", nn::Softplus)               \
    DO("Softsign", nn::Softsign)               \
    DO("Step", nn::Step)                       \
    DO("Tanh", nn::Tanh)

EACH_ACTIVATION(AT_COMPILE_TIME)

}  // namespace

void activations() {
    const std::uint64_t seed = unknown_seed();
#define AT_RUN_TIME(name, ...)                                            \
    check(name " float few", activated<__VA_ARGS__, few, float>(seed));   \
    check(name " double few", activated<__VA_ARGS__, few, double>(seed)); \
    check(name " float", activated<__VA_ARGS__, many, float>(seed));      \
    check(name " double", activated<__VA_ARGS__, many, double>(seed));
    EACH_ACTIVATION(AT_RUN_TIME)
}
