#include <catch2/catch.hpp>
#include <ctnn/ctnn.hpp>
#include <ctnn/io/layer_spelling.hpp>

namespace detail = ctnn::detail;

namespace {

template <class X>
std::string nameable() {
    const std::string text = detail::spelling<X>();
    const bool foreign = !detail::first_foreign_name(text).empty();
    return detail::has_unnameable(text) || foreign ? "not nameable: " + text : text;
}

// What is spelt so is the source of the type.
#define IS_SPELT_SO(...) REQUIRE(nameable<__VA_ARGS__>() == #__VA_ARGS__)

}  // namespace

// clang-format off
TEST_CASE("layer_spelling: convolutions", "[io]") {
    IS_SPELT_SO(ctnn::Conv1D<3, 2>);
    IS_SPELT_SO(ctnn::Conv1D<3, 2, ctnn::ReLU, ctnn::Conv1DOptions{.padding = ctnn::causal, .dilation = 4}>);
    IS_SPELT_SO(ctnn::Conv2D<6, 5, ctnn::ReLU>);
    IS_SPELT_SO(ctnn::Conv2D<6, ctnn::Size2D{3, 5}, ctnn::Linear, ctnn::ConvOptions{.stride = ctnn::Size2D{2, 1}, .groups = 3}>);
    IS_SPELT_SO(ctnn::Conv2D<6, 5, ctnn::Linear, ctnn::ConvOptions{.padding = ctnn::pad(1, 2, 0, 3)}>);
    IS_SPELT_SO(ctnn::Conv2D<6, 5, ctnn::ReLU, ctnn::ConvOptions{}, ctnn::Zeros>);
    IS_SPELT_SO(ctnn::Conv2D<6, 5, ctnn::ReLU, ctnn::ConvOptions{.padding = ctnn::same}, ctnn::Zeros>);
    IS_SPELT_SO(ctnn::Conv2DTranspose<3, 3>);
    IS_SPELT_SO(ctnn::Conv2DTranspose<3, 3, ctnn::Tanh, ctnn::ConvTransposeOptions{.stride = 2, .output_padding = 1, .dilation = 3}>);
}

TEST_CASE("layer_spelling: pools and what else changes images", "[io]") {
    IS_SPELT_SO(ctnn::MaxPool1D<2>);
    IS_SPELT_SO(ctnn::AvgPool1D<3, ctnn::Pool1DOptions{.stride = 1, .padding = ctnn::causal, .count_padding = true}>);
    IS_SPELT_SO(ctnn::MaxPool2D<2>);
    IS_SPELT_SO(ctnn::AvgPool2D<ctnn::Size2D{1, 2}, ctnn::PoolOptions{.padding = ctnn::same}>);
    IS_SPELT_SO(ctnn::Upsample2D<2>);
    IS_SPELT_SO(ctnn::Upsample2D<ctnn::Size2D{1, 2}>);
    IS_SPELT_SO(ctnn::ZeroPad2D<ctnn::pad(1, 1, 2, 2)>);
}

TEST_CASE("layer_spelling: within other layers", "[io]") {
    IS_SPELT_SO(ctnn::Network<ctnn::Input<8, 8, 1>, ctnn::Residual<ctnn::Conv2D<1, 3, ctnn::Linear, ctnn::ConvOptions{.padding = ctnn::same}>>, ctnn::MaxPool2D<2>, ctnn::Flatten>);
}
