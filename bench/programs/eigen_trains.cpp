#define EIGEN_STACK_ALLOCATION_LIMIT (16 * 1024 * 1024)
#include <Eigen/Dense>
#include <cmath>
#include <cstdio>

constexpr float rate = 1e-3f, beta1 = 0.9f, beta2 = 0.999f, epsilon = 1e-8f;

/// A matrix of parameters, its gradient and Adam's moments.
template <int Rows, int Columns>
struct Trained {
    using Matrix = Eigen::Matrix<float, Rows, Columns>;
    Matrix value, gradient, mean = Matrix::Zero(), square = Matrix::Zero();

    void update(float first, float second) {
        mean = beta1 * mean + (1 - beta1) * gradient;
        square = beta2 * square + (1 - beta2) * gradient.cwiseAbs2();
        value.array() -= rate * first * mean.array() / (square.array().sqrt() * second + epsilon);
    }
};

static Trained<128, 784> weight1;
static Trained<128, 1> bias1;
static Trained<10, 128> weight2;
static Trained<10, 1> bias2;
static Eigen::Matrix<float, 784, 64> images;
static Eigen::Matrix<float, 10, 64> targets, y, y_delta;
static Eigen::Matrix<float, 128, 64> hidden, hidden_delta;

int main() {
    weight1.value.setRandom() *= std::sqrt(6.0f / 784);
    weight2.value.setRandom() *= std::sqrt(6.0f / 138);
    bias1.value.setZero();
    bias2.value.setZero();
    for (int step = 1; std::fread(images.data(), sizeof(float), 64 * 784, stdin) == 64 * 784 &&
                       std::fread(targets.data(), sizeof(float), 64 * 10, stdin) == 64 * 10;
         ++step) {
        hidden.noalias() = weight1.value * images;
        hidden = (hidden.colwise() + bias1.value).cwiseMax(0.0f);
        y.noalias() = weight2.value * hidden;
        y.colwise() += bias2.value;
        y.array().rowwise() -= y.colwise().maxCoeff().eval().array();
        y = y.array().exp();
        y.array().rowwise() /= y.colwise().sum().eval().array();
        std::printf("%g\n", double(-(y.array() * targets.array()).colwise().sum().log().mean()));

        y_delta = (y - targets) / 64;
        hidden_delta.noalias() = weight2.value.transpose() * y_delta;
        hidden_delta = (hidden.array() > 0).select(hidden_delta, 0.0f);
        weight2.gradient.noalias() = y_delta * hidden.transpose();
        bias2.gradient = y_delta.rowwise().sum();
        weight1.gradient.noalias() = hidden_delta * images.transpose();
        bias1.gradient = hidden_delta.rowwise().sum();

        const float first = 1 / (1 - std::pow(beta1, float(step))),
                    second = 1 / std::sqrt(1 - std::pow(beta2, float(step)));
        weight1.update(first, second);
        bias1.update(first, second);
        weight2.update(first, second);
        bias2.update(first, second);
    }
    std::fwrite(weight1.value.data(), sizeof(float), 128 * 784, stderr);
    std::fwrite(bias1.value.data(), sizeof(float), 128, stderr);
    std::fwrite(weight2.value.data(), sizeof(float), 10 * 128, stderr);
    std::fwrite(bias2.value.data(), sizeof(float), 10, stderr);
}
