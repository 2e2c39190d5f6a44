// own.hpp's network, initialized, folded, and saved as the header and the safetensors file that the arguments name.

#include <array>
#include <cmath>
#include <ctnn/io/header.hpp>
#include <ctnn/io/safetensors.hpp>

#include "own.hpp"

using own::Trained, own::Deployed;

// Initialized as the activations say.
template <class Act, class Init>
constexpr bool starts_with() {
    nn::Parameters<nn::Network<nn::Input<9>, nn::Dense<8, Act>>> own;
    nn::Parameters<nn::Network<nn::Input<9>, nn::Dense<8, nn::Tanh, Init>>> wanted;
    nn::initialize(own, 1);
    nn::initialize(wanted, 1);
    for (std::size_t i = 0; i < own.size(); ++i)
        if (own.values[i] != wanted.values[i]) return false;
    return true;
}
static_assert(starts_with<own::Clip<>, nn::LecunNormal>() && starts_with<own::Rectifier, nn::HeNormal>());

// The answers of ctnn::reproducible, by the compiler.
constexpr nn::Parameters<Trained> parameters = own::trained();
static_assert(own::hash(parameters) == own::answer_of_trained);
static_assert(own::hash(nn::fold(parameters)) == own::answer_of_deployed);

int main(int, char** argv) {
    const auto deployed = nn::fold(parameters);
    if (own::hash(parameters) != own::answer_of_trained || own::hash(deployed) != own::answer_of_deployed)
        return 1;

    constexpr std::array<float, 4> sample{0.5f, -0.25f, 1, -1};
    const auto before = nn::predict(parameters, sample), after = nn::predict(deployed, sample);
    for (std::size_t i = 0; i < before.size(); ++i)
        if (!(std::abs(before[i] - after[i]) < 1e-5f)) return 2;

    nn::save_header(argv[1], deployed, sample, {.name = "saved", .includes = {"own.hpp"}});
    nn::save(argv[2], deployed);
    return 0;
}
