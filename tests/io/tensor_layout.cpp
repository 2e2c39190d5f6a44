#include <ctnn/io/tensor_layout.hpp>

#include <ctnn/ctnn.hpp>
#include <string>
#include <testing.hpp>
#include <vector>

using namespace ctnn;

namespace {

/// "weight 4x3" of each source, with where it begins in the part.
template <class L>
std::string sources(TensorLayout layout) {
    std::string all;
    for (const Part& part : L::parts)
        for (const detail::TensorSource& source : detail::sources_of(part, layout)) {
            all += std::string(source.names[0]);
            for (const detail::FileAxis& axis : source.axes)
                all += (&axis == &source.axes[0] ? " " : "x") + std::to_string(axis.extent);
            all += (source.base > 0 ? "+" + std::to_string(source.base) : "") +
                   (source.may_be_left_out ? "?, " : ", ");
        }
    return all;
}

template <class Layer, class In>
std::string in_pytorch = sources<placed<Layer, In>>(from_pytorch);
template <class Layer, class In>
std::string in_keras = sources<placed<Layer, In>>(from_keras);

constexpr Along gru = Along::gates_z_r_h;
static_assert(detail::own_gate(0, gru) == 1 && detail::own_gate(1, gru) == 0 &&
              detail::own_gate(2, gru) == 2);
static_assert(detail::own_gate(1, Along::gates_i_f_g_o) == 1 && detail::own_gate(0, Along::values) == 0);
// Of 2 x 3 pixels of two channels, channel 1 of pixel 4.
static_assert(detail::own_place(6 + 4, {{2, 3, 2}, 3}) == 4 * 2 + 1);

}  // namespace

TEST_CASE("tensor_layout: PyTorch's tensors of each kind of part", "[io]") {
    REQUIRE(in_pytorch<Dense<3>, Shape<4>> == "weight 3x4, bias 3?, ");
    REQUIRE(in_pytorch<Conv2D<6, Size2D{3, 5}>, Shape<9, 9, 4>> == "weight 6x4x3x5, bias 6?, ");
    REQUIRE(in_pytorch<Conv1D<6, 3>, Shape<9, 4>> == "weight 6x4x3, bias 6?, ");
    REQUIRE(in_pytorch<Conv2DTranspose<6, Size2D{3, 5}>, Shape<4, 4, 2>> == "weight 2x6x3x5, bias 6?, ");
    REQUIRE(in_pytorch<LSTM<5>, Shape<7, 2>> == "weight_ih 20x2, weight_hh 20x5, bias_ih 20?, bias_hh 20?, ");
    REQUIRE(in_pytorch<GRU<5>, Shape<7, 2>> ==
            "weight_ih 15x2, weight_hh 15x5, bias_ih 15?, bias_hh 15+15?, ");
    REQUIRE(in_pytorch<GRU<5, Returns::last, Tanh, Sigmoid, Resets::before>, Shape<7, 2>> ==
            "kernel 2x15, recurrent_kernel 5x15, bias 15?, ");
    REQUIRE(in_pytorch<SimpleRNN<5>, Shape<7, 2>> ==
            "weight_ih 5x2, weight_hh 5x5, bias_ih 5?, bias_hh 5?, ");
    REQUIRE(in_pytorch<BatchNorm<>, Shape<4>> == "weight 4, bias 4, running_mean 4, running_var 4, ");
    REQUIRE(in_pytorch<RMSNorm<>, Shape<4>> == "weight 4, ");
    REQUIRE(in_pytorch<PReLU<>, Shape<7, 4>> == "weight 1, ");
    REQUIRE(in_pytorch<PReLU<Slopes::by_channel>, Shape<7, 4>> == "weight 4, ");
    REQUIRE(in_pytorch<Embedding<7, 3>, Shape<4>> == "weight 7x3, ");
    REQUIRE(in_pytorch<PositionEmbedding<>, Shape<4, 3>> == "weight 4x3, ");
    REQUIRE(in_pytorch<MultiHeadAttention<2, 4>, Shape<5, 4>> ==
            "in_proj_weight 12x4, in_proj_bias 12?, out_proj.weight 4x4, out_proj.bias 4?, ");
}

TEST_CASE("tensor_layout: Keras's", "[io]") {
    REQUIRE(in_keras<Dense<3>, Shape<4>> == "kernel 4x3, bias 3?, ");
    REQUIRE(in_keras<LSTM<5>, Shape<7, 2>> == "kernel 2x20, recurrent_kernel 5x20, bias 20?, ");
    REQUIRE(in_keras<GRU<5>, Shape<7, 2>> == "kernel 2x15, recurrent_kernel 5x15, bias 2x15?, ");
    REQUIRE(in_keras<BatchNorm<>, Shape<4>> == "gamma 4, beta 4, moving_mean 4, moving_variance 4, ");
    REQUIRE(in_keras<PReLU<Slopes::by_channel>, Shape<7, 4>> == "alpha 4, ");
    REQUIRE(in_keras<Embedding<7, 3>, Shape<4>> == "embeddings 7x3, ");
}

TEST_CASE("tensor_layout: where each index leads", "[io]") {
    const auto sources = detail::sources_of(placed<GRU<2>, Shape<7, 3>>::parts[0], from_pytorch);
    const auto places = detail::places_of(sources[0], from_pytorch, {});
    REQUIRE(places == std::vector<std::vector<std::size_t>>{{2, 3, 0, 1, 4, 5}, {0, 6, 12}});
    const auto dense = detail::sources_of(placed<Dense<1>, Shape<2, 1, 3>>::parts[0], from_pytorch);
    REQUIRE(detail::places_of(dense[0], from_pytorch, {{2, 1, 3}, 3})[1] ==
            std::vector<std::size_t>{0, 3, 1, 4, 2, 5});
    REQUIRE(detail::places_of(dense[0], from_pytorch, {})[1] == std::vector<std::size_t>{0, 1, 2, 3, 4, 5});
    REQUIRE(detail::places_of(dense[0], from_keras, {{2, 1, 3}, 3})[1] ==
            std::vector<std::size_t>{0, 1, 2, 3, 4, 5});
}
