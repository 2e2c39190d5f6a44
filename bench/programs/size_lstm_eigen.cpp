#include <Eigen/Dense>

template <int Rows, int Columns = 1>
using Matrix = Eigen::Matrix<float, Rows, Columns>;

/// All gates in one matrix, i f g o; weights and biases of i, f and o halved, for tanh is the only function.
struct Lstm {
    Matrix<80, 1> kernel;
    Matrix<80, 20> recurrent;
    Matrix<80> bias;
    Matrix<20> h, c;
};

Matrix<20> run(Lstm& lstm, float x) {
    Matrix<80> sums = lstm.bias + lstm.kernel * x;
    for (int i = 0; i < 20; ++i) sums += lstm.recurrent.col(i) * lstm.h[i];
    const Matrix<80> gates = sums.array().tanh();
    const auto sigmoid = [&](int gate) { return gates.segment<20>(20 * gate).array() * 0.5f + 0.5f; };
    lstm.c = sigmoid(1) * lstm.c.array() + sigmoid(0) * gates.segment<20>(40).array();
    lstm.h = sigmoid(3) * lstm.c.array().tanh();
    return lstm.h;
}
