// What one has from PyTorch, Keras, RTNeural or Eigen, said in ctnn.

// [headers]
#include <array>
#include <cmath>
#include <cstdio>
#include <ctnn/io/checkpoint.hpp>
#include <ctnn/io/npz_parameters.hpp>
#include <ctnn/io/safetensors.hpp>
#include <ctnn/io/write_npz.hpp>
#include <ctnn/io/write_safetensors.hpp>
#include <ctnn/train.hpp>
#include <span>
#include <vector>

namespace nn = ctnn;
// [headers]

// [torch_network]
// nn.Sequential(nn.Linear(4, 16), nn.ReLU(), nn.Linear(16, 3))
using Net = nn::Network<nn::Input<4>, nn::Dense<16, nn::ReLU>, nn::Dense<3>>;
// [torch_network]

void from_torch() {
    // [torch_write]
    nn::Parameters<Net> parameters;
    nn::initialize(parameters, /*seed*/ 1);
    nn::write_safetensors("model.safetensors",
                          parameters);  // for load_state_dict(load_file(...), strict=True)
    // [torch_write]

    // [torch_read]
    // torch: safetensors.torch.save_file(model.state_dict(), "model.safetensors")
    parameters = nn::read_safetensors<Net>("model.safetensors");

    // torch: with torch.no_grad(): y = model(torch.tensor([0.5, -1.0, 2.0, 0.0]))
    const std::array<float, 3> y = nn::predict(parameters, {0.5f, -1.0f, 2.0f, 0.0f});
    // [torch_read]
    std::printf("%g %g %g\n", double(y[0]), double(y[1]), double(y[2]));
}

float torch_loop(const std::vector<float>& x, const std::vector<float>& t) {
    // [torch_loop]
    // optimizer = torch.optim.Adam(model.parameters(), lr=1e-3); loss = nn.MSELoss()
    static nn::Learner<Net, nn::MeanSquaredError, nn::Adam, /*batch*/ 32> learner{{.learning_rate = 1e-3f},
                                                                                  /*seed*/ 1};

    float loss = 0;
    for (int epoch = 0; epoch < 5; ++epoch)
        for (std::size_t at = 0; at + 32 * 4 <= x.size(); at += 32 * 4) {
            // loss = criterion(model(x), t); optimizer.zero_grad(); loss.backward(); optimizer.step()
            const std::span<const float, 32 * 4> inputs(x.data() + at, 32 * 4);
            const std::span<const float, 32 * 3> targets(t.data() + at / 4 * 3, 32 * 3);
            loss = learner.step(inputs, targets);
        }
    // [torch_loop]
    return loss;
}

// [keras_network]
// keras.Sequential([Input((4,)), Dense(16, "relu"), Dropout(0.2), Dense(3, "softmax")])
using Classes = nn::Network<nn::Input<4>, nn::Dense<16, nn::ReLU>, nn::Dropout<std::ratio<1, 5>>,
                            nn::Dense<3, nn::Softmax>>;
// [keras_network]

double keras(const nn::Dataset<Classes>& train, const nn::Dataset<Classes>& test) {
    // [keras_fit]
    // model.compile("adam", "sparse_categorical_crossentropy", ["accuracy"])
    static nn::Trainer<Classes, nn::CrossEntropy, nn::Adam, /*batch*/ 32> model{{.learning_rate = 1e-3f},
                                                                                /*seed*/ 1};

    // history = model.fit(x, y, epochs=20, validation_data=(xt, yt), callbacks=[EarlyStopping(patience=3)])
    const auto history = model.fit(
        train, {.epochs = 20, .validation = &test, .early_stopping = {.patience = 3}, .progress = nullptr});

    // model.evaluate(xt, yt); model.save_weights(...)
    const nn::Evaluation judged = nn::evaluate<nn::CrossEntropy>(model.parameters, test);
    std::printf("loss %.3f, accuracy %.3f\n", judged.loss, judged.accuracy);
    nn::save("classes.safetensors", model.parameters);
    // [keras_fit]

    // [keras_read]
    // keras: numpy.savez("classes.npz", **{w.path: w.numpy() for w in model.weights})
    nn::read_npz("classes.npz", model.parameters, {.layout = nn::from_keras});
    // [keras_read]
    return history.back().loss;
}

// [rtneural]
// RTNeural::ModelT<float, 1, 1, RTNeural::LSTMLayerT<float, 1, 16>, RTNeural::DenseT<float, 16, 1>> model;
using Amp =
    nn::Network<nn::Input<64, 1>, nn::LSTM<16, nn::Returns::sequence>, nn::TimeDistributed<nn::Dense<1>>>;

float play(nn::Stream<Amp>& model, float x) {
    return model(std::array{x})[0];  // model.forward(&x)
}
void stop(nn::Stream<Amp>& model) { model.reset(); }  // model.reset()
// [rtneural]

bool eigen() {
    // [eigen]
    // Eigen::Matrix<float, 3, 2> W;  Eigen::Vector3f b;  y = (W * x + b).array().tanh();
    using Layer = nn::Network<nn::Input<2>, nn::Dense<3, nn::Tanh>>;
    constexpr float W[] = {1, 2, 3, 4, 5, 6};  // W.data(): a column for each input, as Eigen stores it
    nn::Parameters<Layer> layer;
    layer.layer<0>().weight = W;  // the same order; of a RowMajor matrix the transpose
    layer.layer<0>().bias = std::array{0.1f, 0.2f, 0.3f};
    const auto y = nn::predict(layer, {0.1f, -0.1f});
    // [eigen]
    return std::fabs(y[2] - std::tanh(3 * 0.1f - 6 * 0.1f + 0.3f)) < 1e-6f;
}

// [checkpoint]
/// Trains up to so many epochs, and goes on where it was when the program last ended, bit for bit.
template <class Trainer>
void train_on(Trainer& trainer, const nn::Dataset<Classes>& data, const char* path, bool is_new) {
    trainer.fit(data, {.epochs = 10,
                       .first_epoch = is_new ? 1 : nn::resume(path, trainer),
                       .on_epoch = [&](const auto&) { nn::save_checkpoint(path, trainer); },
                       .progress = nullptr});
}
// [checkpoint]

int main() {
    from_torch();
    std::vector<float> x, t;
    std::vector<int> classes;
    for (int i = 0; i < 320; ++i) {
        for (int k = 0; k < 4; ++k) x.push_back(float((i * 7 + k * 5) % 11) / 11);
        classes.push_back(i % 11 / 4);
        for (int k = 0; k < 3; ++k) t.push_back(k == classes.back() ? 1.0f : 0.0f);
    }
    const float loss = torch_loop(x, t);

    nn::Parameters<Classes> kept;
    nn::initialize(kept, 3);
    nn::write_npz("classes.npz", kept, {.layout = nn::for_keras});
    const nn::Dataset<Classes> data(x, classes);
    const double last = keras(data, data);

    static nn::Trainer<Classes, nn::CrossEntropy, nn::Adam, 32> trainer{{}, /*seed*/ 1};
    train_on(trainer, data, "training.safetensors", true);
    train_on(trainer, data, "training.safetensors", false);

    nn::Parameters<Amp> weights;
    nn::initialize(weights, 1);
    nn::Stream<Amp> amp(weights);
    const float first = play(amp, 0.5f);
    stop(amp);
    return loss < 1 && last < 1.2 && first == play(amp, 0.5f) && eigen() ? 0 : 1;
}
