// A program that uses xsimd itself, and includes it before ctnn: nothing that ctnn calls may find xsimd's
// functions.

#include <xsimd/xsimd.hpp>
//
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <ctnn/train.hpp>
#include <span>
#include <vector>

namespace nn = ctnn;

namespace {

using Xor = nn::Network<nn::Input<2>, nn::Dense<4, nn::Tanh>, nn::Dense<1, nn::Sigmoid>>;
using Image = nn::Network<nn::Input<7, 6, 3>, nn::Conv2D<5, 3, nn::ReLU>, nn::MaxPool2D<2>, nn::BatchNorm<>,
                          nn::Dense<3, nn::Softmax>>;
using Sound =
    nn::Network<nn::Input<33, 1>, nn::Conv1D<5, 3, nn::Tanh, nn::Conv1DOptions{.padding = nn::causal}>,
                nn::GRU<6, nn::Returns::sequence>, nn::LSTM<5, nn::Returns::sequence>,
                nn::TimeDistributed<nn::Dense<1>>>;

bool learns_xor() {
    const nn::Dataset<Xor> truth({{0, 0}, {0, 1}, {1, 0}, {1, 1}}, {{0}, {1}, {1}, {0}});
    nn::Trainer<Xor, nn::BinaryCrossEntropy, nn::Adam, /*batch*/ 4> trainer{{.learning_rate = 0.1f},
                                                                            /*seed*/ 1};
    trainer.fit(truth, {.epochs = 200, .progress = nullptr});
    for (std::size_t i = 0; i < truth.size(); ++i) {
        const float wanted = i == 1 || i == 2 ? 1.f : 0.f;
        if (!(std::abs(nn::predict(trainer.parameters, truth.input(i))[0] - wanted) < 0.1f)) return false;
    }
    return true;
}

// The same image alone and in a batch.
bool sees_images() {
    static nn::Parameters<Image> parameters;
    nn::initialize(parameters, 1);
    std::vector<float> images(5 * Image::input_size), classes(5 * Image::output_size);
    for (std::size_t at = 0; at < images.size(); ++at) images[at] = static_cast<float>(at * 7 % 11) - 5;
    nn::predict(parameters, std::span<const float>(images), std::span(classes));
    for (std::size_t i = 0; i < 5; ++i) {
        const auto one =
            std::span<const float>(images).subspan(i * Image::input_size).first<Image::input_size>();
        for (std::size_t k = 0; const float probability : nn::predict(parameters, one))
            if (!(std::abs(probability - classes[i * Image::output_size + k++]) < 1e-5f)) return false;
    }
    return true;
}

// A sequence as a whole and step by step: the same bits.
bool streams_sound() {
    static nn::Parameters<Sound> parameters;
    nn::initialize(parameters, 1);
    std::array<float, 33> sound{};
    for (std::size_t at = 0; at < 33; ++at) sound[at] = static_cast<float>(at * 5 % 7) - 3;
    const std::array<float, 33> whole = nn::predict(parameters, sound);
    nn::Stream<Sound> stream(parameters);
    for (std::size_t at = 0; at < 33; ++at)
        if (stream(std::array{sound[at]})[0] != whole[at]) return false;
    return true;
}

// What a user does with xsimd goes on beside it.
bool has_its_own_vectors() {
    using Batch = xsimd::batch<float>;
    alignas(64) std::array<float, Batch::size> values{};
    (Batch(2) + Batch(3)).store_aligned(values.data());
    return values.front() == 5 && values.back() == 5;
}

}  // namespace

int main() {
    const std::array answers{learns_xor(), sees_images(), streams_sound(), has_its_own_vectors()};
    std::printf("XOR %d, images %d, sound %d, its own vectors %d\n", answers[0], answers[1], answers[2],
                answers[3]);
    return answers[0] && answers[1] && answers[2] && answers[3] ? 0 : 1;
}
