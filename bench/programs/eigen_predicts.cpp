#define EIGEN_STACK_ALLOCATION_LIMIT (16 * 1024 * 1024)
#include <Eigen/Dense>
#include <cstdio>

struct Digits {
    Eigen::Matrix<float, 128, 784> weight1;
    Eigen::Matrix<float, 128, 1> bias1;
    Eigen::Matrix<float, 10, 128> weight2;
    Eigen::Matrix<float, 10, 1> bias2;
};

static Digits net;
static Eigen::Matrix<float, 784, 1> image;

int main() {
    if (std::fread(&net, sizeof net, 1, stdin) != 1) return 1;
    while (std::fread(image.data(), 784 * sizeof(float), 1, stdin) == 1) {
        Eigen::Matrix<float, 128, 1> hidden;
        hidden.noalias() = net.weight1 * image + net.bias1;
        hidden = hidden.cwiseMax(0.0f);
        Eigen::Matrix<float, 10, 1> y;
        y.noalias() = net.weight2 * hidden + net.bias2;
        y = (y.array() - y.maxCoeff()).exp();
        y *= 1 / y.sum();
        for (int i = 0; i < 10; ++i) std::printf(" %g", double(y[i]));
        std::puts("");
    }
}
