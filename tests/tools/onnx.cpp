#include "formats/onnx.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <data/message_of.hpp>
#include <reference/onnx.hpp>
#include <reference/onnx_graphs.hpp>
#include <reference/random_models.hpp>
#include <testing.hpp>

#include "formats/onnx_constants.hpp"
#include "formats/onnx_graph.hpp"
#include "formats/protobuf.hpp"
#include "model/refusal.hpp"

using namespace ctnn_tool;
using namespace std::string_literals;

namespace {

std::string refusal(const std::string& bytes) {
    return message_of<Refusal>([&] { read_onnx(bytes, {}); });
}

void require_answer(const std::string& bytes, const Values& x, const Values& y) {
    const Model model = read_onnx(bytes, {});
    REQUIRE(size_of(model.input()) == x.size());
    const Values found = model.run(x);
    REQUIRE(found.size() == y.size());
    for (std::size_t i = 0; i < y.size(); ++i) CHECK(std::abs(found[i] - y[i]) < 1e-6);
}

std::string field(unsigned number, const std::string& content) {
    return std::string{static_cast<char>(number << 3 | 2), static_cast<char>(content.size())} + content;
}

std::string node_of(const std::string& operation, const std::vector<std::string>& inputs,
                    const std::string& output, const std::string& more = "") {
    std::string content;
    for (const std::string& input : inputs) content += field(1, input);
    return field(1, content + field(2, output) + field(3, "N") + field(4, operation) + more);
}

/// From an input x of 1 x 2 to y, with a constant w of 2 x 1.
std::string graph_of(const std::string& nodes) {
    const std::string shape = field(2, field(1, "\x08\x01"s) + field(1, "\x08\x02"s));
    const std::string input = field(11, field(1, "x") + field(2, field(1, "\x08\x01"s + shape)));
    const std::string weight =
        field(5, "\x08\x02\x08\x01\x10\x01"s + field(8, "w") + field(9, "\0\0\x80\x3F\0\0\0\x40"s));
    const std::string whole = nodes + weight + input + field(12, field(1, "y"));
    const auto size = static_cast<unsigned>(whole.size());  // below 2^14
    return "\x08\x07\x3A"s + static_cast<char>(size | 0x80) + static_cast<char>(size >> 7) + whole +
           field(8, "\x10\x0D"s);
}

std::string one_node(const std::string& operation, const std::string& more = "") {
    return graph_of(node_of(operation, {"x", "w"}, "y", more));
}

}  // namespace

TEST_CASE("onnx: what PyTorch exports gives what PyTorch computes", "[tools]") {
    require_answer(golden::images, golden::images_x, golden::images_y);
    require_answer(golden::reshaped, golden::reshaped_x, golden::reshaped_y);
    require_answer(golden::pooled, golden::pooled_x, golden::pooled_y);
    require_answer(golden::dense, golden::dense_x, golden::dense_y);
    require_answer(golden::sequence, golden::sequence_x, golden::sequence_y);
    require_answer(golden::lstm, golden::lstm_x, golden::lstm_y);
    require_answer(golden::gru, golden::gru_x, golden::gru_y);
    require_answer(golden::rnn, golden::rnn_x, golden::rnn_y);
    require_answer(golden::last_step, golden::last_step_x, golden::last_step_y);
    require_answer(golden::causal, golden::causal_x, golden::causal_y);
    require_answer(golden::convolved, golden::convolved_x, golden::convolved_y);
    require_answer(golden::begun, golden::begun_x, golden::begun_y);
    require_answer(golden::begun_gru, golden::begun_gru_x, golden::begun_gru_y);
    require_answer(golden::reset_before, golden::reset_before_x, golden::reset_before_y);
    require_answer(golden::blocks, golden::blocks_x, golden::blocks_y);
    require_answer(golden::gated, golden::gated_x, golden::gated_y);
    require_answer(golden::bordered, golden::bordered_x, golden::bordered_y);
    require_answer(golden::painted, golden::painted_x, golden::painted_y);
    require_answer(golden::lengthened, golden::lengthened_x, golden::lengthened_y);
    require_answer(golden::words, golden::words_x, golden::words_y);
    require_answer(golden::bent, golden::bent_x, golden::bent_y);
    require_answer(golden::both_ways, golden::both_ways_x, golden::both_ways_y);
}

TEST_CASE("onnx: a dozen of random models give what PyTorch computes", "[tools]") {
    REQUIRE(golden::random_models.size() == 12);
    for (const golden::RandomModel& model : golden::random_models) {
        CAPTURE(read_onnx(golden::from_hex(model.onnx), {}).declaration());
        require_answer(golden::from_hex(model.onnx), model.x, model.y);
    }
}

TEST_CASE("onnx: as the library declares it", "[tools]") {
    CHECK(read_onnx(golden::dense, {}).declaration() ==
          "ctnn::Network<ctnn::Input<3>, ctnn::Dense<4, ctnn::Softplus>, "
          "ctnn::NoBias<ctnn::Dense<2>>>");
    CHECK(read_onnx(golden::begun, {}).declaration() ==
          "ctnn::Network<ctnn::Input<3, 2>, ctnn::WithInitialState<ctnn::NoBias<ctnn::LSTM<2, "
          "ctnn::Returns::sequence>>>, ctnn::TimeDistributed<ctnn::NoBias<ctnn::Dense<1>>>>");
    CHECK(read_onnx(golden::sequence, {}).declaration() ==
          "ctnn::Network<ctnn::Input<4, 2>, ctnn::TimeDistributed<ctnn::Dense<3, ctnn::Tanh>>, "
          "ctnn::TimeDistributed<ctnn::Dense<2, ctnn::Softmax>>>");
    CHECK(read_onnx(golden::convolved, {}).declaration() ==
          "ctnn::Network<ctnn::Input<6, 2>, ctnn::Conv1D<3, 3, ctnn::Sigmoid, ctnn::Conv1DOptions{.padding = "
          "ctnn::pad(0, 0, 1, 1)}>, ctnn::Conv1D<2, 2, ctnn::Linear, ctnn::Conv1DOptions{.dilation = 2}>>");
    CHECK(read_onnx(golden::gated, {}).declaration() ==
          "ctnn::Network<ctnn::Input<3>, ctnn::Multiply<ctnn::Add<ctnn::Dense<4, ctnn::Sigmoid>, "
          "ctnn::Sequential<ctnn::Dense<4>, ctnn::PReLU<ctnn::Slopes::by_channel>>>, "
          "ctnn::Sequential<ctnn::Dense<4>, ctnn::Activation<ctnn::HardSwish>>>, ctnn::PReLU<>>");
    CHECK_THAT(read_onnx(golden::blocks, {}).declaration(),
               Catch::StartsWith("ctnn::Network<ctnn::Input<3, 3, 2>, ctnn::Residual<ctnn::Conv2D<") &&
                   Catch::Contains(", ctnn::Concat<ctnn::Activation<ctnn::Linear>, ctnn::Conv2D<1, 1>, "
                                   "ctnn::NoBias<ctnn::Conv2D<2, 1, ctnn::Tanh>>>, ") &&
                   Catch::Contains(", ctnn::Activation<ctnn::SiLU>, "));
    CHECK(read_onnx(golden::bordered, {}).declaration() ==
          "ctnn::Network<ctnn::Input<3, 3, 1>, ctnn::ReflectionPad2D<ctnn::pad(0, 1, 2, 1)>, ctnn::Conv2D<2, "
          "2, ctnn::GELU>, ctnn::ReplicationPad2D<ctnn::pad(2, 0, 1, 0)>, ctnn::AvgPool2D<2, "
          "ctnn::PoolOptions{.padding = ctnn::pad(1, 1, 1, 1), .count_padding = true}>>");
    CHECK(read_onnx(golden::lengthened, {}).declaration() ==
          "ctnn::Network<ctnn::Input<4, 2>, ctnn::NoBias<ctnn::Conv1DTranspose<3, 3, ctnn::ReLU, "
          "ctnn::Conv1DTransposeOptions{.stride = 2, .padding = ctnn::pad(0, 0, 1, 1)}>>>");
    CHECK(read_onnx(golden::words, {}).declaration() ==
          "ctnn::Network<ctnn::Input<3>, ctnn::Embedding<5, 2>, ctnn::GRU<2>, ctnn::Dense<1>>");
    CHECK(read_onnx(golden::bent, {}).declaration() ==
          "ctnn::Network<ctnn::Input<1>, ctnn::Dense<2, ctnn::Softsign>, ctnn::Activation<ctnn::Mish>, "
          "ctnn::Activation<ctnn::ReLU6>, ctnn::Activation<ctnn::HardTanh>, "
          "ctnn::Activation<ctnn::HardSigmoid>>");
    CHECK(read_onnx(golden::branches, {}).declaration() ==
          "ctnn::Network<ctnn::Input<1>, ctnn::Residual<ctnn::Dense<1>>>");
    CHECK(read_onnx(golden::causal, {}).declaration() ==
          "ctnn::Network<ctnn::Input<6, 1>, ctnn::Conv1D<2, 3, ctnn::ReLU, ctnn::Conv1DOptions{.padding = "
          "ctnn::causal, .dilation = 2}>>");
    CHECK(read_onnx(golden::pooled, {}).declaration() ==
          "ctnn::Network<ctnn::Input<3, 3, 1>, ctnn::Conv2D<2, 3, ctnn::Tanh, ctnn::ConvOptions{.padding = "
          "ctnn::pad(1, 1, 1, 1)}>, ctnn::GlobalAvgPool2D, ctnn::Dense<1>>");
}

TEST_CASE("onnx: what is not translated is named", "[tools]") {
    CHECK_THAT(refusal(golden::recurrent), Catch::Contains("is not translated"));
    CHECK(refusal(one_node("MatMul")) == "nothing was thrown");
    CHECK(refusal(one_node("Sin")) == "node N: operator Sin is not translated");
    CHECK(refusal(one_node("Conv")) == "node N: a Conv with a weight of 2 x 1 is not translated");
    CHECK(refusal(one_node("Gemm", field(5, field(1, "transB") + "\x18\x01"s))) ==
          "node N: a weight of 1 x 2 for 2 values");
    CHECK(refusal(one_node("Add")) == "node N: a constant of 2 x 1 for 1 x 2 is not translated");
    CHECK(refusal(one_node("MaxPool")) ==
          "node N: a pool of an input whose axes are in another order is not translated");
    CHECK(refusal(one_node("Reshape")) == "it has no layers");
    const auto one = [](const std::string& operation, const std::vector<std::string>& inputs) {
        return refusal(graph_of(node_of(operation, inputs, "y")));
    };
    CHECK(one("Squeeze", {"x"}) == "node N: a Squeeze that names no axes is not translated");
    CHECK(one("Pow", {"x", "w"}) == "node N: a Pow of another exponent than 2 or 3 is not translated");
    CHECK(one("MatMul", {"w", "x"}) == "node N: a product whose first factor is constant is not translated");
    CHECK(one("Cast", {"x"}) == "node N: a Cast that changes values is not translated");
    CHECK(one("ReduceMean", {"x"}) ==
          "node N: what joins the batch, or all there is to one number, is not translated");
    CHECK(one("Resize", {"x", "", "w"}) == "node N: a Resize of what is no image is not translated");
    CHECK(one("DepthToSpace", {"x"}) == "node N: a DepthToSpace of 1 x 2 is not translated");
    CHECK(one("Div", {"w", "x"}) == "node N: operator Div is not translated");
}

TEST_CASE("onnx: branches are joined, or named", "[tools]") {
    const auto declared = [](const std::string& nodes) {
        const std::string text = read_onnx(graph_of(nodes), {}).declaration();
        return text.substr(text.find(">, ") + 3);
    };
    const std::string a = node_of("Relu", {"x"}, "a"), b = node_of("Tanh", {"x"}, "b"),
                      c = node_of("Exp", {"a"}, "c");
    CHECK(declared(node_of("Add", {"x", "x"}, "y")) ==
          "ctnn::Add<ctnn::Activation<ctnn::Linear>, ctnn::Activation<ctnn::Linear>>>");
    CHECK(declared(a + node_of("Mul", {"x", "a"}, "y")) ==
          "ctnn::Multiply<ctnn::Activation<ctnn::ReLU>, ctnn::Activation<ctnn::Linear>>>");
    CHECK(declared(a + node_of("Concat", {"x", "a"}, "y", field(5, field(1, "axis") + "\x18\x01"s))) ==
          "ctnn::Concat<ctnn::Activation<ctnn::Linear>, ctnn::Activation<ctnn::ReLU>>>");
    CHECK(declared(a + b + c + node_of("Sum", {"c", "b"}, "y")) ==
          "ctnn::Add<ctnn::Sequential<ctnn::Activation<ctnn::ReLU>, ctnn::Activation<ctnn::Exponential>>, "
          "ctnn::Activation<ctnn::Tanh>>>");
    // x + exp a + a: a is taken within a branch and beside it, and is computed for each.
    CHECK(declared(a + c + node_of("Add", {"x", "c"}, "d") + node_of("Add", {"d", "a"}, "y")) ==
          "ctnn::Add<ctnn::Residual<ctnn::Activation<ctnn::ReLU>, ctnn::Activation<ctnn::Exponential>>, "
          "ctnn::Activation<ctnn::ReLU>>>");
    CHECK(refusal(graph_of(a + b + node_of("Exp", {"a"}, "y"))) ==
          "its branches from \"x\" on are not joined: not translated");
    CHECK(refusal(graph_of(a + b + node_of("Div", {"a", "b"}, "y"))) ==
          "node N: operator Div of several values is not translated");
    CHECK(refusal(graph_of(node_of("MatMul", {"x", "w"}, "a") + node_of("Add", {"a", "x"}, "y"))) ==
          "node N: what it joins is 1 x 2 and 1 x 1: not translated");
    CHECK(refusal(graph_of(a + node_of("Concat", {"x", "a"}, "y"))) ==
          "node N: a Concat along another axis than channels or features is not translated");
    CHECK(refusal(graph_of(a + node_of("Add", {"a", "e"}, "y"))) ==
          "node N: it takes \"e\", which no node before it gives");
}

TEST_CASE("onnx: branches go so deep, and no deeper", "[tools]") {
    // Each value is what the next branch begins with and is added to.
    const auto of_depth = [](int depth) {
        std::string nodes, end = "v" + std::to_string(depth);
        for (int i = 0; i < depth; ++i)
            nodes += node_of("Relu", {i == 0 ? "x" : "v" + std::to_string(i)}, "v" + std::to_string(i + 1));
        for (int i = depth; i-- > 0;) {
            const std::string sum = i == 0 ? "y" : "s" + std::to_string(i);
            nodes += node_of("Add", {i == 0 ? "x" : "v" + std::to_string(i), end}, sum);
            end = sum;
        }
        return refusal(graph_of(nodes));
    };
    CHECK(of_depth(60) == "nothing was thrown");
    CHECK(of_depth(66) == "node N: branches within branches are not translated that deep");
}

TEST_CASE("onnx: constants are folded", "[tools]") {
    const auto made = [](const Shape& shape, const Values& values) {
        return OnnxConstant{shape, std::make_shared<const Values>(values)};
    };
    const OnnxConstant six = made({2, 3}, {1, 2, 3, 4, 5, 6});
    const auto node = [](std::string_view operation) {
        OnnxNode one;
        one.operation = operation;
        return one;
    };
    CHECK(folded(node("Reshape"), {six, made({2}, {-1, 2})}).shape == Shape{3, 2});
    CHECK(folded(node("Reshape"), {six, made({2}, {0, -1})}).shape == Shape{2, 3});
    CHECK(*folded(node("Transpose"), {six}).values == Values{1, 4, 2, 5, 3, 6});
    CHECK(folded(node("Unsqueeze"), {six, made({2}, {0, -1})}).shape == Shape{1, 2, 3, 1});
    CHECK(folded(node("Squeeze"), {made({1, 2, 1}, {1, 2})}).shape == Shape{2});
    CHECK(*folded(node("Concat"), {made({1}, {1}), made({2}, {5, 6})}).values == Values{1, 5, 6});
    CHECK(*folded(node("Gather"), {made({3}, {7, 8, 9}), made({}, {-1})}).values == Values{9});
    CHECK(*folded(node("ConstantOfShape"), {made({2}, {1, 2})}).values == Values{0, 0});
    CHECK(*folded(node("Slice"), {six, made({1}, {-1}), made({1}, {-1e19}), made({1}, {0}), made({1}, {-1})})
               .values == Values{4, 5, 6, 1, 2, 3});
    CHECK(*folded(node("Slice"), {six, made({1}, {1}), made({1}, {9}), made({1}, {1})}).values ==
          Values{2, 3, 5, 6});
    CHECK(folded(node("Slice"), {six, made({1}, {5}), made({1}, {9})}).values->empty());
    const auto refused = [&](std::string_view operation, const std::vector<OnnxConstant>& inputs) {
        return message_of<Refusal>([&] { folded(node(operation), inputs); });
    };
    CHECK(refused("Reshape", {six, made({2}, {-1, -1})}) == "it asks for a shape that there is not");
    CHECK(refused("Reshape", {six, made({2}, {4, -1})}) == "it asks for 4 x 1 of 2 x 3");
    CHECK(refused("Reshape", {six, made({1}, {1e300})}) == "it asks for 9000000000000000 of 2 x 3");
    CHECK(refused("Gather", {made({1}, {1}), made({}, {1})}) == "there is no axis 1");
    CHECK(refused("Unsqueeze", {six, made({2}, {0, 0})}) == "an axis is added twice");
    CHECK(refused("ConstantOfShape", {made({2}, {1e6, 1e6})}) ==
          "a constant of 1000000 x 1000000 is too large");
    CHECK(refused("Slice", {six, made({1}, {0}), made({1}, {9}), made({1}, {0}), made({1}, {0})}) ==
          "a step of 0");
    CHECK(*folded(node("Mul"), {six, made({2, 1}, {1, -1})}).values == Values{1, 2, 3, -4, -5, -6});
    CHECK(*folded(node("Expand"), {made({2, 1}, {3, 4}), made({2}, {1, 2})}).values == Values{3, 3, 4, 4});
    CHECK(*folded(node("Where"), {made({2}, {1, 0}), made({}, {5}), made({2}, {6, 7})}).values ==
          Values{5, 7});
    CHECK(*folded(node("Range"), {made({}, {1}), made({}, {7}), made({}, {3})}).values == Values{1, 4});
    OnnxConstant whole = made({1}, {-7});
    whole.is_whole = true;
    CHECK(*folded(node("Div"), {whole, whole}).values == Values{1});
    CHECK(*folded(node("Neg"), {whole}).values == Values{7});
    CHECK(folded(node("Shape"), {six}).is_whole);
    CHECK(folded(node("Concat"), {six, six}).shape == Shape{4, 3});
    CHECK(refused("Add", {six, made({2}, {1, 2})}) == "constants of 2 x 3 and 2 do not fit");
    CHECK(refused("Expand", {made({}, {1}), made({2}, {1e6, 1e6})}) ==
          "a constant of 1000000 x 1000000 is too large");
    CHECK(refused("Range", {made({}, {0}), made({}, {1e9}), made({}, {1})}) == "a Range is too long");
    CHECK(refused("Concat", {six, made({1}, {1})}) == "Concat of constants that do not fit");
    CHECK(refused("Sin", {six}) == "operator Sin of constants is not translated");
}

TEST_CASE("onnx: a file that ends anywhere, or of which any byte is another, is read or refused", "[tools]") {
    for (const std::string& whole : {golden::images, golden::reshaped, golden::lstm, golden::gated,
                                     golden::painted, golden::words, one_node("Gemm")}) {
        for (std::size_t size = 0; size < whole.size(); size += 11)
            REQUIRE(refusal(whole.substr(0, size)) != "nothing was thrown");
        for (std::size_t at = 0; at < whole.size(); at += 5) {  // fuzz/ goes on
            std::string changed = whole;
            changed[at] = static_cast<char>(changed[at] + (at % 3 == 0 ? 1 : at % 3 == 1 ? 0x80 : -1));
            REQUIRE(refusal(changed).size() > 10);
        }
    }
    CHECK(refusal("\x08\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01"s) ==
          "it is no ONNX file: a number of more than 64 bits");
    CHECK(refusal("\x08\x07\x3A\xFF\xFF\xFF\xFF\x0F"s) == "it is no ONNX file, or ends too early");
    CHECK(refusal("\x08\x07"s) == "it is no ONNX file: there is no graph");
    // A tensor that says that it is 2^32 x 2^32.
    const std::string huge =
        field(5, "\x08\x80\x80\x80\x80\x10\x08\x80\x80\x80\x80\x10\x10\x01"s + field(8, "w"));
    CHECK(refusal("\x08\x07"s + field(7, huge)) ==
          "tensor \"w\": it is 4294967296 x 4294967296, but has 0 values");
}
