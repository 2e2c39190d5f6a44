// A user's program full of globals with everyday names, at every warning: none of them is the library's
// business.
#include <ctnn/train.hpp>
//
#include <ctnn/io/csv.hpp>
#include <ctnn/io/idx.hpp>
#include <ctnn/io/npz.hpp>

#include <array>

#include <testing.hpp>

namespace nn = ctnn;

namespace {
using Small =
    nn::Network<nn::Input<4>, nn::Dense<5, nn::ReLU>, nn::Dropout<std::ratio<1, 5>>,
                nn::Concat<nn::Dense<3, nn::GELU>, nn::Dense<2, nn::Tanh>>, nn::Dense<3, nn::Softmax>>;
}  // namespace

nn::Parameters<Small> parameters, sum;
std::array<float, 4> x{1, 2, 3, 4}, dx, image;
int i, j, k, m, n, t, row, column, count, value, values, target, settings, seed, options, line, out, in, w, b,
    y, z;
int data, dataset, samples, inputs, outputs, how, loss, step, epoch, text, path, rows, columns, state, work,
    random_;
nn::Trainer<Small, nn::CrossEntropy, nn::AdamW, 8> trainer{
    {.learning_rate = 0.01f}, 1, {.l2 = 0.1f, .clip_norm = 1}};

TEST_CASE("warnings: a user's globals may have any names", "[train]") {
    nn::initialize(parameters, 42);
    REQUIRE(nn::gradient<nn::CrossEntropy>(parameters, x, 1u, sum, dx) > 0);
    REQUIRE(nn::classify(parameters, image) < 3);
    const nn::Dataset<Small> train({{1, 0, 0, 0}, {0, 1, 0, 0}}, {{1, 0, 0}, {0, 1, 0}});
    trainer.fit(train, {.epochs = 2, .validation = &train, .progress = nullptr});
    REQUIRE(to_string(nn::confusion_matrix(trainer.parameters, train)).size() > 0);
    nn::summary_lines<Small>([](std::string_view) {});
}
