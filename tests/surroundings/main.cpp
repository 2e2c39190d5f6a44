// A network of every family predicts, streams and learns, every optimizer trains, files are read and written,
// and it says what came out: the same whatever was included, defined or declared before ctnn. Compiled as it
// is, with preludes in front of it, and at the warnings of others.

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <ctnn/io/baked.hpp>
#include <ctnn/io/checkpoint.hpp>
#include <ctnn/io/csv.hpp>
#include <ctnn/io/header.hpp>
#include <ctnn/io/idx.hpp>
#include <ctnn/io/npz.hpp>
#include <ctnn/io/onnx.hpp>
#include <ctnn/train.hpp>
#include <ratio>
#include <span>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <vector>

namespace surroundings {

namespace nn = ctnn;

template <class Net>
using Loss = std::conditional_t<Net::output_size == 3, nn::CrossEntropy, nn::MeanSquaredError>;

inline double checked_sum(std::span<const float> outputs) {
    double sum_of_all = 0;
    for (std::size_t at = 0; at < outputs.size(); ++at)
        sum_of_all += double(outputs[at]) * double(at % 7 + 1);
    return sum_of_all;
}

template <class Net>
void learns(const char* name) {
    constexpr std::size_t samples = 5;
    static nn::Learner<Net, Loss<Net>, nn::Adam, samples> learner{nn::Adam{}, 1};
    static std::array<float, samples * Net::input_size> inputs{};
    for (std::size_t at = 0; at < inputs.size(); ++at)
        inputs[at] = static_cast<float>(at * 7 % 5) - (Net::input_size == 12 ? 0.f : 2.f);
    static std::array<float, samples * Net::output_size> targets{};
    for (std::size_t at = 0; at < samples; ++at) targets[at * Net::output_size + at % Net::output_size] = 1;
    const float loss_before = learner.step(inputs, targets);
    std::vector<float> outputs(samples * Net::output_size);
    nn::predict(learner.parameters, std::span<const float>(inputs), std::span<float>(outputs));
    const std::array<float, Net::output_size> one =
        nn::predict(learner.parameters, std::span<const float>(inputs).template first<Net::input_size>());
    std::printf("%s: loss %.5g, outputs %.5g and %.5g\n", name, double(loss_before), checked_sum(outputs),
                checked_sum(one));
}

template <class Net>
void streams(const char* name) {
    static nn::Parameters<Net> parameters;
    nn::initialize(parameters, 2);
    nn::Stream<Net> stream{parameters};
    std::vector<float> steps(Net::input_size), outputs(Net::output_size);
    for (std::size_t at = 0; at < steps.size(); ++at) steps[at] = static_cast<float>(at % 5) - 2;
    stream.run(std::span<const float>(steps), std::span<float>(outputs));
    std::printf("%s: streams %.5g\n", name, checked_sum(outputs));
}

template <class Act>
void activates(const char* name) {
    using Net = nn::Network<nn::Input<23>, nn::Activation<Act>>;
    std::array<float, 23> values{};
    for (std::size_t at = 0; at < values.size(); ++at) values[at] = 0.5f * static_cast<float>(at) - 6;
    std::printf("%s: %.5g\n", name, checked_sum(nn::predict(nn::Parameters<Net>{}, values)));
}

/// Two epochs on two threads, with all that a step can do.
template <class Optimizer, class As>
void trains(const char* name) {
    using Net = nn::Network<nn::Input<3>, nn::Dense<5, nn::Tanh>, nn::Dense<2, nn::Softmax>>;
    std::vector<float> inputs(3 * 300);
    std::vector<std::uint32_t> classes(300);
    for (std::size_t at = 0; at < inputs.size(); ++at) inputs[at] = static_cast<float>(at * 7 % 11) - 5;
    for (std::size_t at = 0; at < classes.size(); ++at) classes[at] = inputs[3 * at] > 0;
    const nn::Dataset<Net> all(inputs, classes);
    const auto [learnt, held_out] = nn::split(nn::scaled_inputs(nn::standard_scaling(all), all), 0.25, 1);
    static nn::Trainer<Net, nn::CrossEntropy, Optimizer, 128, As> trainer{
        {.learning_rate = 0.01f}, 1, {.l1 = 1e-4f, .l2 = 1e-3f, .clip_value = 1, .clip_norm = 2}};
    const nn::History<Net> history = trainer.fit(learnt, {.epochs = 2,
                                                          .validation = &held_out,
                                                          .schedule = nn::CosineDecay{},
                                                          .early_stopping = {.patience = 2},
                                                          .threads = 2,
                                                          .progress = nullptr});
    const std::string table = history.csv();  // but for its first line it tells of time
    std::printf("%s: loss %.5g; %s%s", name, history.epochs.back().loss,
                nn::to_string(nn::confusion_matrix(trainer.parameters, held_out)).c_str(),
                table.substr(0, table.find('\n') + 1).c_str());
}

/// What the reader or writer of a file that is not there says.
void says_of_files(auto&& use) {
    try {
        use();
        std::puts("no error");
    } catch (const std::runtime_error& wrong) {
        std::puts(wrong.what());
    }
}

template <class Net>
void uses_files() {
    static constexpr nn::Parameters<Net> parameters{};
    constexpr std::array<float, Net::input_size> sample{};
    says_of_files([] { nn::read_csv<Net>("no-such-folder/table.csv"); });
    says_of_files([] { nn::read_csv_table("no-such-folder/table.csv"); });
    says_of_files([] { nn::read_idx<Net>("no-such-folder/images", "no-such-folder/labels"); });
    says_of_files([] { nn::read_npy<Net>("no-such-folder/x.npy", "no-such-folder/y.npy"); });
    says_of_files([] { nn::read_npz<Net>("no-such-folder/arrays.npz"); });
    says_of_files([&] { nn::save_header("no-such-folder/weights.hpp", parameters, sample); });
    says_of_files([&] { nn::save_onnx("no-such-folder/net.onnx", parameters); });
    says_of_files([&] { nn::save("no-such-folder/weights.safetensors", parameters); });
    static nn::Parameters<Net> read;
    says_of_files([] { nn::load("no-such-folder/weights.safetensors", read); });
    static nn::Learner<Net, Loss<Net>, nn::SGD, 2> learner{};
    says_of_files([] { nn::save_checkpoint("no-such-folder/training", learner); });
    says_of_files([] { nn::resume("no-such-folder/training", learner); });
    says_of_files([] { nn::read_safetensors("no-such-folder/weights.safetensors", read); });
}

using Logic = nn::Network<nn::Input<2>, nn::Dense<2, nn::Sigmoid>, nn::Dense<1, nn::Sigmoid>>;
using Digits = nn::Network<nn::SparseInput<37>, nn::Dense<19, nn::GELU>, nn::Dense<3, nn::Softmax>>;
using Mixed = nn::Network<
    nn::Input<6, 5>, nn::Flatten, nn::Residual<nn::Dense<30, nn::SELU>, nn::Dropout<std::ratio<1, 2>>>,
    nn::Concat<nn::Dense<7, nn::Softplus>, nn::Sequential<nn::Dense<20, nn::ELU>, nn::LayerNorm<>>>,
    nn::Add<nn::Dense<9, nn::LeakyReLU>, nn::Dense<9>>,
    nn::Multiply<nn::Dense<9, nn::Softsign>, nn::Dense<9>>, nn::RMSNorm<>,
    nn::GaussianNoise<std::ratio<1, 10>>, nn::BatchNorm<>, nn::Activation<nn::ReLU>, nn::PReLU<>,
    nn::Dense<3, nn::Softmax>>;
using Image =
    nn::Network<nn::Input<9, 8, 2>, nn::ZeroPad2D<nn::pad(1)>, nn::Conv2D<5, 3>, nn::BatchNorm<>,
                nn::Activation<nn::ReLU>, nn::MaxPool2D<2>, nn::Conv2DTranspose<4, 2>,
                nn::Conv2D<4, 3, nn::Tanh, nn::ConvOptions{.padding = nn::same, .groups = 4}>,
                nn::AvgPool2D<2>, nn::Upsample2D<2>, nn::GlobalMaxPool2D, nn::Dense<3, nn::Softmax>>;
using Words = nn::Network<nn::Input<12>, nn::Embedding<8, 5>, nn::Permute<1, 0>, nn::Reshape<12, 5>,
                          nn::Bidirectional<nn::GRU<4, nn::Returns::sequence>>,
                          nn::TimeDistributed<nn::Dense<6, nn::Tanh>>, nn::LSTM<7>, nn::Dense<2>>;
using Sound = nn::Network<nn::Input<40, 1>,
                          nn::Conv1D<8, 5, nn::Tanh, nn::Conv1DOptions{.padding = nn::causal, .dilation = 2}>,
                          nn::Conv1D<3, 3, nn::Linear, nn::Conv1DOptions{.padding = nn::causal}>,
                          nn::LSTM<5, nn::Returns::sequence>, nn::GRU<17, nn::Returns::sequence>,
                          nn::SimpleRNN<6, nn::Returns::sequence>, nn::TimeDistributed<nn::Dense<1>>>;

}  // namespace surroundings

int main() {
    using namespace surroundings;
    learns<Logic>("logic");
    learns<Digits>("digits");
    learns<Mixed>("mixed");
    learns<Image>("image");
    learns<Words>("words");
    learns<Sound>("sound");
    streams<Sound>("sound");
    trains<nn::SGD, float>("sgd");
    trains<nn::Momentum, float>("momentum");
    trains<nn::Nesterov, double>("nesterov");
    trains<nn::AdaGrad, float>("adagrad");
    trains<nn::RMSprop, float>("rmsprop");
    trains<nn::Adam, double>("adam");
    trains<nn::AdamW, float>("adamw");
    uses_files<Logic>();
    uses_files<Digits>();
    activates<nn::Tanh>("tanh");
    activates<nn::Exponential>("exponential");
    activates<nn::Step>("step");
    activates<nn::Fast<nn::Sigmoid>>("fast sigmoid");
    activates<nn::Fast<nn::Softmax>>("fast softmax");
}
