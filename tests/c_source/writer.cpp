// Writes networks as C into the folder that the argument names, and main.c, which predicts a dozen inputs by
// each and compares the outputs with those of this program. The names of the files go to files.txt.

#include <array>
#include <cstddef>
#include <ctnn/ctnn.hpp>
#include <ctnn/io/c_source.hpp>
#include <fstream>
#include <memory>
#include <string>
#include <type_traits>

namespace nn = ctnn;

using Activations = nn::Network<
    nn::Input<5>,
    nn::Concat<nn::Dense<3>, nn::Dense<3, nn::Sigmoid>, nn::Dense<3, nn::Tanh>, nn::Dense<3, nn::ReLU>,
               nn::Dense<3, nn::LeakyReLU>, nn::Dense<3, nn::LeakyReLUOf<std::ratio<3, 10>>>,
               nn::Dense<3, nn::ELU>, nn::Dense<3, nn::SELU>, nn::Dense<3, nn::Softplus>,
               nn::Dense<3, nn::Softsign>, nn::Dense<3, nn::Exponential>, nn::Dense<3, nn::GELU>,
               nn::Dense<3, nn::SiLU>, nn::Dense<3, nn::Mish>, nn::Dense<3, nn::HardSigmoid>,
               nn::Dense<3, nn::KerasHardSigmoid>, nn::Dense<3, nn::HardSwish>, nn::Dense<3, nn::HardTanh>,
               nn::Dense<3, nn::ReLU6>, nn::Dense<3, nn::Softmax>, nn::Dense<3, nn::Fast<nn::Sigmoid>>,
               nn::Dense<3, nn::Fast<nn::Tanh>>, nn::Dense<3, nn::Fast<nn::Softmax>>,
               nn::NoBias<nn::Dense<2, nn::Step>>, nn::Activation<nn::Tanh>>>;
using Digits = nn::Network<nn::Input<784>, nn::Dense<32, nn::ReLU>, nn::Dropout<std::ratio<1, 2>>,
                           nn::Dense<10, nn::Softmax>>;
using Alone = nn::Network<nn::Input<3>, nn::Dense<2>>;
using Copy = nn::Network<nn::Input<2, 2>, nn::Flatten, nn::Dropout<std::ratio<1, 2>>>;

using Images = nn::Network<
    nn::Input<9, 8, 4>,
    nn::Conv2D<
        6, nn::Size2D{3, 2}, nn::ReLU,
        nn::ConvOptions{
            .stride = nn::Size2D{1, 2}, .padding = nn::same, .dilation = nn::Size2D{2, 1}, .groups = 2}>,
    nn::MaxPool2D<nn::Size2D{2, 3}, nn::PoolOptions{.stride = 2, .padding = nn::same}>,
    nn::Conv2D<5, 2, nn::Tanh, nn::ConvOptions{.padding = nn::pad(1, 0, 2, 1)}>, nn::BatchNorm<>,
    nn::AvgPool2D<2, nn::PoolOptions{.stride = 1, .padding = nn::pad(1)}>,
    nn::AvgPool2D<2, nn::PoolOptions{.stride = 2, .padding = nn::pad(1), .count_padding = true}>,
    nn::NoBias<nn::Conv2D<3, 1, nn::Softmax>>, nn::Flatten, nn::Dense<4>>;
using Pooled = nn::Network<nn::Input<5, 4, 3>, nn::Concat<nn::GlobalMaxPool2D, nn::GlobalAvgPool2D>>;
using Sequences = nn::Network<
    nn::Input<16, 4>,
    nn::Conv1D<8, 3, nn::ReLU, nn::Conv1DOptions{.padding = nn::causal, .dilation = 2, .groups = 4}>,
    nn::Conv1D<6, 4, nn::Softmax, nn::Conv1DOptions{.stride = 2, .padding = nn::same}>,
    nn::Concat<nn::MaxPool1D<3, nn::Pool1DOptions{.stride = 1, .padding = nn::causal}>,
               nn::AvgPool1D<3, nn::Pool1DOptions{.stride = 1, .padding = nn::same}>>,
    nn::Concat<nn::GlobalMaxPool1D, nn::GlobalAvgPool1D>>;

using Long = nn::LSTM<6, nn::Returns::sequence>;
using Recurrent = nn::Network<
    nn::Input<7, 3>, Long, nn::Bidirectional<nn::GRU<4, nn::Returns::sequence>>,
    nn::WithInitialState<nn::NoBias<nn::LSTM<5, nn::Returns::sequence, nn::SiLU, nn::KerasHardSigmoid>>>,
    nn::NoBias<nn::GRU<4, nn::Returns::sequence>>,
    nn::Bidirectional<nn::GRU<2, nn::Returns::sequence, nn::Tanh, nn::Sigmoid, nn::Resets::before>>,
    nn::TimeDistributed<nn::Sequential<nn::Dense<6, nn::GELU>, nn::Dense<5>>>,
    nn::WithInitialState<nn::SimpleRNN<4, nn::Returns::sequence>, nn::Initial::given>,
    nn::Bidirectional<nn::LSTM<3>>, nn::Dense<2>>;
using Doubles =
    nn::Network<nn::Input<5, 2>, nn::LSTM<3, nn::Returns::sequence>, nn::GRU<4>,
                nn::Dense<6, nn::HardTanhOf<std::ratio<-1, 3>, std::ratio<2, 3>>>, nn::Dense<3, nn::Softmax>>;
using Blocks = nn::Network<
    nn::Input<3, 4>, nn::BatchNorm<>, nn::LayerNorm<>, nn::PReLU<nn::Slopes::by_channel>, nn::RMSNorm<>,
    nn::Residual<nn::TimeDistributed<nn::Dense<4, nn::Tanh>>, nn::PReLU<>>, nn::Reshape<12>,
    nn::Residual<nn::Dense<7, nn::ELU>, nn::Dropout<std::ratio<1, 2>>, nn::Dense<12>>,
    nn::Add<nn::Activation<nn::Linear>, nn::Dense<12>, nn::Sequential<nn::Dense<5>, nn::Dense<12>>>,
    nn::Multiply<nn::Sequential<nn::Dense<9, nn::ReLU>, nn::Dense<8, nn::Tanh>>, nn::Dense<8, nn::Sigmoid>>,
    nn::GaussianNoise<std::ratio<1, 10>>, nn::Residual<nn::Flatten>,
    nn::Concat<nn::Sequential<nn::Dense<3>, nn::Activation<nn::Softmax>>, nn::PReLU<nn::Slopes::by_value>>>;

using Normed =
    nn::Network<nn::Input<3, 2, 6>, nn::GroupNorm<2>, nn::NoAffine<nn::BatchNorm<>>, nn::InstanceNorm<>,
                nn::NoAffine<nn::LayerNorm<>>, nn::NoAffine<nn::GroupNorm<3, std::ratio<1, 10>>>,
                nn::NoAffine<nn::RMSNorm<>>, nn::Flatten, nn::Dense<3>, nn::GroupNorm<1>>;

using Axes =
    nn::Network<nn::Input<7, 5, 6>, nn::Scale<std::ratio<3, 2>>, nn::GLU<>, nn::AdaptiveAvgPool2D<3, 4>,
                nn::Upsample2D<nn::Size2D{3, 2}, nn::Interpolation::bilinear>, nn::Slice<1, 1, 8, 2>,
                nn::Upsample2D<2, nn::Interpolation::bilinear_corners>, nn::AdaptiveMaxPool2D<5, 3>,
                nn::MaxPool2D<2, nn::PoolOptions{.ceil_mode = true}>, nn::MeanOver<0>,
                nn::Concat<nn::MaxOver<0>, nn::MinOver<0>, nn::SumOver<0>, nn::MeanOver<0>>,
                nn::GeGLU>;
using AxesOfSteps = nn::Network<nn::Input<7, 4>, nn::SwiGLU, nn::TimeDistributed<nn::Dense<6>>,
                                nn::Slice<1, 1, 6, 2>, nn::Scale<std::ratio<-1, 3>>>;

template <class T>
void declare(std::ofstream& to, const std::string& name, const std::vector<T>& values) {
    std::string text;
    ctnn::detail::append_values(text, values.data(), values.size(), "    ");
    to << "static const " << (std::is_same_v<T, float> ? "float " : "double ") << name << "[] = {\n"
       << text << "};\n";
}

// Those that take their steps as they come, too.
using Steps = nn::Network<
    nn::Input<9, 3>, nn::Conv1D<5, 3, nn::Tanh, nn::Conv1DOptions{.padding = nn::causal, .dilation = 2}>,
    nn::BatchNorm<>, nn::Dropout<std::ratio<1, 2>>, nn::WithInitialState<nn::LSTM<4, nn::Returns::sequence>>,
    nn::TimeDistributed<nn::Sequential<nn::Dense<6>, nn::Dense<5, nn::Softmax>>>, nn::LayerNorm<>,
    nn::PReLU<nn::Slopes::by_channel>, nn::GRU<3, nn::Returns::sequence>,
    nn::GRU<3, nn::Returns::sequence, nn::Tanh, nn::HardSigmoid, nn::Resets::before>,
    nn::WithInitialState<nn::SimpleRNN<4, nn::Returns::sequence>, nn::Initial::given>,
    nn::Activation<nn::SiLU>, nn::Conv1D<2, 1>>;
// Of every third step, with the first ones missing, an output; indices too.
using StepsApart = nn::Network<
    nn::Input<17>, nn::Embedding<4, 3>,
    nn::Conv1D<4, 2, nn::ReLU, nn::Conv1DOptions{.stride = 3, .padding = nn::causal, .dilation = 2}>,
    nn::GRU<3, nn::Returns::sequence>, nn::Conv1D<2, 3>>;
using Larger =
    nn::Network<nn::Input<3, 4, 4>,
                nn::Conv2DTranspose<6, nn::Size2D{3, 2}, nn::Tanh,
                                    nn::ConvTransposeOptions{.stride = nn::Size2D{2, 1},
                                                             .padding = nn::pad(1, 0, 0, 1),
                                                             .output_padding = nn::Size2D{1, 0},
                                                             .dilation = nn::Size2D{1, 2},
                                                             .groups = 2}>,
                nn::NoBias<nn::Conv2DTranspose<2, 2, nn::Softmax,
                                               nn::ConvTransposeOptions{.stride = 2, .padding = nn::same}>>,
                nn::Permute<2, 0, 1>, nn::ReflectionPad2D<nn::pad(1, 0, 3, 2)>, nn::Permute<1, 2, 0>,
                nn::Upsample2D<nn::Size2D{1, 2}>, nn::ZeroPad2D<nn::pad(1, 2, 0, 1)>,
                nn::ReplicationPad2D<nn::pad(0, 1, 2, 0)>, nn::Cropping2D<nn::pad(2, 1, 0, 5)>, nn::Dense<3>>;
using Longer = nn::Network<
    nn::Input<5, 2>,
    nn::Conv1DTranspose<4, 3, nn::ReLU, nn::Conv1DTransposeOptions{.stride = 2, .padding = nn::causal}>,
    nn::Conv1DTranspose<2, 4, nn::Linear,
                        nn::Conv1DTransposeOptions{.padding = nn::pad(0, 0, 1, 2), .groups = 2}>,
    nn::ReflectionPad1D<nn::pad(0, 0, 2, 3)>, nn::Cropping1D<nn::pad(0, 0, 1, 2)>,
    nn::ReplicationPad1D<nn::pad(0, 0, 0, 2)>, nn::Permute<1, 0>>;
using StepsAlone = nn::Network<nn::Input<3, 2>, nn::Activation<nn::Tanh>>;

using Attentions = nn::Network<nn::Input<7>, nn::Embedding<9, 6>, nn::PositionEmbedding<>,
                               nn::PositionalEncoding, nn::TransformerBlock<2, 6, 8, nn::Causal>,
                               nn::NoBias<nn::MultiHeadAttention<3, 9>>, nn::Dense<2>>;

using Waves =
    nn::Network<nn::Input<11, 2>,
                nn::WaveNet<nn::WaveNetStack<3, nn::InTurn<nn::Dilated<2, 1>, nn::Dilated<3, 2>>, 4>,
                            nn::WaveNetStack<
                                4, nn::Dilated<2, 20, 3>, 2, nn::LeakyReLU,
                                nn::WaveNetOptions{
                                    .gated = true, .head_bias = true, .head_kernel = 3, .head_dilation = 2}>>,
                nn::WaveNet<nn::WaveNetStack<2, nn::Dilated<1, 1>, 1, nn::Linear>>>;

struct Writer {
    std::string folder;
    std::ofstream main{folder + "main.c"}, files{folder + "files.txt"};
    std::string calls{};
    int stepped = 0;

    template <class Net, class T = float>
    void write(const std::string& name, int indices = 0) {
        const auto parameters = std::make_unique<nn::Parameters<Net, T>>();
        nn::Random random{name.size()};
        for (std::size_t i = 0; i < parameters->size(); ++i)  // a variance is positive
            parameters->values[i] = i < Net::parameter_count ? random.uniform<T>() * T(1.2) - T(0.6)
                                                             : random.uniform<T>() + T(0.5);
        std::vector<T> inputs, outputs;
        for (int sample = 0; sample < 12; ++sample) {
            std::array<T, Net::input_size> x;
            for (T& value : x)
                value = indices > 0 ? T(int(random.uniform<T>() * T(indices + 2)) - 1)
                                    : random.uniform<T>() * 2 - 1;
            if (sample == 0)
                nn::save_c(folder + name + ".c", *parameters, x, {.name = name, .origin = "a test\n@ $T \\"});
            const auto y = nn::predict(*parameters, x);
            inputs.insert(inputs.end(), x.begin(), x.end());
            outputs.insert(outputs.end(), y.begin(), y.end());
        }
        const std::string type = std::is_same_v<T, float> ? "float" : "double";
        main << "void " << name << "_predict(const " << type << " *, " << type << " *);\nint " << name
             << "_self_test(void);\n";
        declare(main, name + "_inputs", inputs);
        declare(main, name + "_outputs", outputs);
        calls += "    if (!" + name + "_self_test()) puts(\"" + name +
                 ": self test\"), failed = 1;\n    for (i = 0; i < 12; ++i) {\n        " + type + " y[" +
                 std::to_string(Net::output_size) + "];\n        " + name + "_predict(" + name +
                 "_inputs + i * " + std::to_string(Net::input_size) + ", y);\n        for (j = 0; j < " +
                 std::to_string(Net::output_size) + "; ++j)\n            if (!(fabs(y[j] - " + name +
                 "_outputs[i * " + std::to_string(Net::output_size) +
                 " + j]) <= " + (type == "float" ? "1e-5" : "1e-13") + "))\n                printf(\"" +
                 name + ": sample %d, output %d\\n\", i, j), failed = 1;\n    }\n";
        if (nn::detail::c_network_steps(nn::detail::described_network<Net>())) call_steps<Net>(name, type);
        files << name << ".c\n";
    }

    template <class Net>
    void call_steps(const std::string& name, const std::string& type) {
        constexpr std::size_t steps = Net::input::extents[0], n = Net::input_size / steps,
                              outputs = Net::output::extents[0], m = Net::output_size / outputs;
        const bool waits = nn::detail::c_network_waits(nn::detail::described_network<Net>());
        main << "void " << name << "_begin(" << type << " *);\n"
             << (waits ? "int " : "void ") << name << "_step(" << type << " *, const " << type << " *, "
             << type << " *);\n";
        calls +=
            "    for (i = 0; i < 12; ++i) {\n        static " + type + " state[1000], y[" +
            std::to_string(m) + "];\n        int t, o = 0;\n        " + name +
            "_begin(state);\n        for (t = 0; t < " + std::to_string(steps) + "; ++t) {\n            " +
            (waits ? "if (!" : "") + name + "_step(state, " + name + "_inputs + (i * " +
            std::to_string(steps) + " + t) * " + std::to_string(n) + ", y)" + (waits ? ") continue" : "") +
            ";\n            for (j = 0; j < " + std::to_string(m) +
            "; ++j)\n                if (!(fabs(y[j] - " + name + "_outputs[(i * " + std::to_string(outputs) +
            " + o) * " + std::to_string(m) + " + j]) <= 1e-5))\n                    printf(\"" + name +
            ": sample %d, step %d\\n\", i, t), failed = 1;\n            ++o;\n        }\n        if (o != " +
            std::to_string(outputs) + ") puts(\"" + name + ": steps\"), failed = 1;\n    }\n";
        ++stepped;
    }
};

int main(int, char** argv) {
    Writer writer{std::string(argv[1]) + '/'};
    writer.main << "#include <math.h>\n#include <stdio.h>\n";
    writer.write<Activations>("activations");
    writer.write<Activations, double>("activations_of_double");
    writer.write<Digits>("digits");
    writer.write<Alone>("alone");
    writer.write<Copy>("copy");
    writer.write<Images>("images");
    writer.write<Pooled>("pooled");
    writer.write<Sequences>("sequences");
    writer.write<Recurrent>("recurrent");
    writer.write<Doubles, double>("doubles");
    writer.write<Blocks>("blocks");
    writer.write<Steps>("steps");
    writer.write<StepsAlone, double>("steps_alone");
    writer.write<StepsApart>("steps_apart", 4);
    writer.write<Larger>("larger");
    writer.write<Longer, double>("longer");
    writer.write<Attentions>("attentions", 9);
    writer.write<Attentions, double>("attentions_of_double", 9);
    writer.write<Waves>("waves");
    writer.write<Normed>("normed");
    writer.write<Axes>("axes");
    writer.write<AxesOfSteps>("axes_of_steps");
    if (writer.stepped != 5) return 1;
    writer.main << "int main(void) {\n    int failed = 0, i, j;\n"
                << writer.calls << "    return failed;\n}\n";
}
