#include <Eigen/Dense>

template <int Rows, int Columns = 1>
using Matrix = Eigen::Matrix<float, Rows, Columns>;

struct Net {
    Matrix<32, 24> weight1;
    Matrix<32> bias1;
    Matrix<32, 32> weight2;
    Matrix<32> bias2;
    Matrix<8, 32> weight3;
    Matrix<8> bias3;
};

Matrix<8> run(const Net& net, const Matrix<24>& x) {
    Matrix<32> a, b;
    a.noalias() = net.weight1 * x + net.bias1;
    a = a.array().tanh();
    b.noalias() = net.weight2 * a + net.bias2;
    b = b.array().tanh();
    Matrix<8> y;
    y.noalias() = net.weight3 * b + net.bias3;
    return y;
}
