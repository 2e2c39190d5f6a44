// noexcept, all the way down from predict. What is declared so and throws ends the program, which is all that
// a caller in real time could do; here only the declarations are looked at, nothing runs.

#include <array>
#include <cstddef>
#include <ctnn/ctnn.hpp>
#include <ratio>
#include <span>
#include <utility>

namespace nn = ctnn;

namespace {

template <class T>
inline constexpr T* p = nullptr;
template <class T>
inline constexpr const T* c = nullptr;

#define PROMISES(...) static_assert(noexcept(__VA_ARGS__))

template <class L, std::size_t B, class T>
constexpr bool layer_predicts_samples() {
    constexpr std::size_t scratch = B * L::scratch;
    PROMISES(L::template predict<B, T>(
        std::declval<nn::View<T, L::parameters>>(), std::declval<nn::View<T, L::state>>(),
        std::declval<nn::View<T, B * L::input::size>>(), std::declval<nn::Slot<T, B * L::output::size>>(),
        std::declval<nn::Slot<T, scratch>>()));
    return true;
}

template <class L, class T>
constexpr bool layer_predicts() {
#ifndef CTNN_NO_SIMD
    if constexpr (nn::kernels::TakesRows<L, T>)
        PROMISES(L::template predict_row<T>(c<T>, nn::kernels::InMemory<T, L::input::size>{}));
    if constexpr (nn::kernels::TakesLanes<L, T>)
        PROMISES(L::predict_lanes(c<T>, c<nn::kernels::LanesOf<T>>, p<nn::kernels::LanesOf<T>>));
#endif
    return layer_predicts_samples<L, 1, T>() && layer_predicts_samples<L, 8, T>() &&
           layer_predicts_samples<L, 64, T>();
}

template <class Net, class T>
constexpr bool predicts() {
    using Parameters = nn::Parameters<Net, T>;
    using Sample = std::array<T, Net::input_size>;
    using Body = typename Net::body;
    PROMISES(nn::predict(std::declval<const Parameters&>(), std::declval<const Sample&>()));
    PROMISES(nn::classify(std::declval<const Parameters&>(), std::declval<const Sample&>()));
    PROMISES(nn::predict(std::declval<const Parameters&>(), std::declval<std::span<const T>>(),
                         std::declval<std::span<T>>()));
    PROMISES(nn::predict(std::declval<const Parameters&>(), std::declval<std::span<const T>>(),
                         std::declval<std::span<T>>(), std::declval<std::span<T>>()));
    PROMISES(nn::initialize(std::declval<Parameters&>(), 1));
    constexpr auto given = nn::detail::Workspace::given;
    PROMISES(nn::detail::predict_block<Body, 1>(c<T>, c<T>, c<T>, p<T>));
    PROMISES(nn::detail::predict_block<Body, 8>(c<T>, c<T>, c<T>, p<T>));
    PROMISES(nn::detail::predict_block<Body, 8, given>(c<T>, c<T>, c<T>, p<T>, p<T>));
    PROMISES(nn::detail::predict_many<Body>(c<T>, c<T>, c<T>, p<T>, 1));
    PROMISES(nn::detail::predict_many<Body, given>(c<T>, c<T>, c<T>, p<T>, 1, p<T>, 1));
    return layer_predicts<Body, T>() && []<std::size_t... I>(std::index_sequence<I...>) {
        return (layer_predicts<typename Body::template layer<I>, T>() && ...);
    }(std::make_index_sequence<Net::layer_count>{});
}

template <class Net, class T>
constexpr bool streams() {
    using Stream = nn::Stream<Net, T>;
    using Step = std::array<T, Stream::step_input>;
    using Output = std::array<T, Stream::step_output>;
    PROMISES(Stream(std::declval<const nn::Parameters<Net, T>&>()));
    PROMISES(std::declval<Stream&>().step(std::declval<const Step&>(), std::declval<Output&>()));
    PROMISES(std::declval<Stream&>().run(std::declval<std::span<const T>>(), std::declval<std::span<T>>()));
    PROMISES(std::declval<Stream&>().bind(std::declval<const nn::Parameters<Net, T>&>()));
    PROMISES(Stream(std::declval<const Stream&>()));
    PROMISES(std::declval<Stream&>() = std::declval<const Stream&>());
    PROMISES(std::declval<Stream&>().state() = std::declval<const Stream&>().state());
    PROMISES(std::declval<Stream&>().reset());
    PROMISES(std::declval<const Stream&>().outputs_of(1));
    if constexpr (Stream::delay == 0 && Stream::period == 1)
        PROMISES(std::declval<Stream&>()(std::declval<const Step&>()));
    return predicts<Net, T>();
}

template <class Net, class T>
constexpr bool folds() {
    using Folded = nn::Parameters<nn::folded<Net>, T>;
    PROMISES(nn::fold(std::declval<const nn::Parameters<Net, T>&>()));
    PROMISES(nn::fold(std::declval<const nn::Parameters<Net, T>&>(), std::declval<Folded&>()));
    return predicts<Net, T>() && predicts<nn::folded<Net>, T>();
}

// A layer as a user writes it, which promises nothing; around it the library does.
struct Doubled {
    template <class In>
    struct on {
        using input = In;
        using output = In;
        static constexpr std::size_t parameters = 0;
        static constexpr void predict(auto, auto x, auto y) {
            for (std::size_t i = 0; i < In::size; ++i) y[i] = 2 * x[i];
        }
        static constexpr void backward(auto, auto, auto, auto dy, auto dx, auto) {
            for (std::size_t i = 0; i < In::size; ++i) dx[i] = 2 * dy[i];
        }
        static constexpr void initialize(auto, auto&) {}
    };
};

using nn::Dense;
using Small = nn::Network<nn::Input<2>, Dense<3, nn::Tanh>, Dense<1, nn::Sigmoid>>;
using Large = nn::Network<nn::Input<64>, Dense<128, nn::ReLU>, Dense<10, nn::Softmax>>;
using Sparse = nn::Network<nn::SparseInput<40>, Dense<17, nn::GELU>, Dense<3, nn::Fast<nn::Softmax>>>;
using Mixed = nn::Network<nn::Input<6, 5>, nn::Flatten,
                          nn::Residual<Dense<30, nn::SELU>, nn::Dropout<std::ratio<1, 2>>>,
                          nn::Concat<Dense<7, nn::Softplus>, nn::Sequential<Dense<20, nn::ELU>, Dense<5>>>,
                          Doubled, nn::Activation<nn::Softmax>>;
static_assert(predicts<Small, float>() && predicts<Small, double>());
static_assert(predicts<Large, float>() && predicts<Sparse, float>() && predicts<Mixed, float>());

using Image =
    nn::Network<nn::Input<9, 8, 3>, nn::ZeroPad2D<nn::pad(1)>, nn::Conv2D<5, 3>, nn::BatchNorm<>,
                nn::Activation<nn::ReLU>, nn::MaxPool2D<2>,
                nn::Multiply<nn::Conv2D<4, 1, nn::Sigmoid>, nn::Conv2D<4, 1>>, nn::AvgPool2D<2>,
                nn::Upsample2D<2>, nn::Permute<2, 0, 1>, nn::Conv2DTranspose<2, 2>, nn::LayerNorm<>,
                nn::Add<nn::GlobalMaxPool2D, nn::GlobalAvgPool2D>, nn::Reshape<1, 2>, nn::RMSNorm<>>;
static_assert(folds<Image, float>() && folds<Image, double>());

using Signal =
    nn::Network<nn::Input<40, 2>, nn::Conv1D<5, 3>, nn::BatchNorm<>, nn::PReLU<nn::Slopes::by_channel>,
                nn::MaxPool1D<2>, nn::GaussianNoise<std::ratio<1, 10>>, nn::AvgPool1D<2>,
                nn::LSTM<4, nn::Returns::sequence>, nn::GRU<3, nn::Returns::sequence>,
                nn::TimeDistributed<Dense<2, nn::Tanh>>, nn::SimpleRNN<3>, Dense<1>>;
using Steps = nn::Network<nn::Input<7, 3>, nn::LSTM<8, nn::Returns::sequence>, nn::LayerNorm<>, nn::GRU<5>>;
using Longer = nn::Network<
    nn::Input<40, 2>, nn::Add<nn::Cropping1D<nn::pad(0, 0, 2, 0)>, nn::NoBias<nn::Conv1D<2, 3>>>,
    nn::Conv1DTranspose<3, 4, nn::Tanh, nn::Conv1DTransposeOptions{.stride = 2, .padding = nn::causal}>,
    nn::WithInitialState<nn::LSTM<4>>, nn::NoBias<Dense<1>>>;
using Bordered =
    nn::Network<nn::Input<9, 8, 3>, nn::ReflectionPad2D<nn::pad(1)>, nn::NoBias<nn::Conv2D<5, 3>>,
                nn::BatchNorm<>, nn::ReplicationPad2D<nn::pad(1)>, nn::Cropping2D<nn::pad(1)>>;
static_assert(streams<Longer, float>() && folds<Bordered, float>());
using BothWays = nn::Network<nn::Input<11>, nn::Embedding<6, 3>, nn::Bidirectional<nn::LSTM<4>>, Dense<2>>;
static_assert(streams<Signal, float>() && streams<Steps, float>() && streams<Steps, double>());
static_assert(folds<Signal, float>() && predicts<BothWays, float>());

template <class Act, class V>
constexpr bool computes_values() {
    PROMISES(Act::value(std::declval<V>()));
    PROMISES(Act::slope(std::declval<V>(), std::declval<V>()));
    return true;
}

template <class... Acts>
constexpr bool compute_values() {
#ifndef CTNN_NO_SIMD
    static_assert((computes_values<Acts, nn::simd::vec<float, 4>>() && ...));
#endif
    return (computes_values<Acts, float>() && ...) && (computes_values<Acts, double>() && ...);
}
static_assert(
    compute_values<nn::Linear, nn::Step, nn::Sigmoid, nn::Tanh, nn::ReLU, nn::LeakyReLU, nn::ELU, nn::SELU,
                   nn::Softplus, nn::Softsign, nn::Exponential, nn::GELU, nn::SiLU, nn::Mish, nn::HardSwish,
                   nn::HardSigmoid, nn::HardTanh, nn::ReLU6, nn::Fast<nn::Tanh>, nn::Fast<nn::Sigmoid>>());

template <class Act>
constexpr bool computes_samples() {
    PROMISES(Act::template values<5>(c<float>, p<float>));
    PROMISES(Act::template gradient<5>(c<float>, c<float>, p<float>));
#ifndef CTNN_NO_SIMD
    PROMISES(Act::row(std::declval<nn::kernels::Row<float, 5>&>()));
    PROMISES(Act::template lanes<5>(p<nn::simd::vec<float, 4>>));
#endif
    return true;
}
static_assert(computes_samples<nn::Softmax>() && computes_samples<nn::Fast<nn::Softmax>>());

// The kernels that layers call.
constexpr auto identity = [](auto v) noexcept { return v; };
PROMISES(nn::kernels::dense<8, 20, 30, nn::Tanh>(c<float>, c<float>, c<float>, p<float>));
PROMISES(nn::kernels::dense<1, 20, 30, nn::Tanh>(c<float>, c<float>, c<float>, p<float>));
PROMISES(nn::kernels::sparse_dense<8, 20, 30, nn::Tanh>(c<float>, c<float>, c<float>, p<float>));
PROMISES(nn::kernels::softmax<20>(c<float>, p<float>));
PROMISES(nn::kernels::activate<nn::Tanh, 2, 20>(c<float>, p<float>));
PROMISES(nn::kernels::transform<20>(identity, p<float>, c<float>));
PROMISES(nn::kernels::add<20>(c<float>, p<float>));
PROMISES(nn::kernels::copy<20>(c<float>, p<float>));
PROMISES(nn::kernels::fill<20>(1.0f, p<float>));
PROMISES(nn::kernels::sum<20>(c<float>));
PROMISES(nn::kernels::maximum<20>(c<float>));
PROMISES(nn::kernels::dot<20>(c<float>, c<float>));

}  // namespace
