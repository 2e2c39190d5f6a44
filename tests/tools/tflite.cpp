#include "formats/tflite.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include <data/message_of.hpp>
#include <testing.hpp>
#include <tools/tflite_graph.hpp>

#include "model/refusal.hpp"

using namespace ctnn_tool;

namespace {

using namespace tflite;

/// What the program makes of a graph.
struct Network : tflite::Graph {
    Model model() const { return read_tflite(file(), {}); }
    std::string refusal() const {
        return message_of<Refusal>([&] { model(); });
    }
};

Network graph_of(const Ints& input) {
    Network graph;
    graph.tensor(input);
    return graph;
}

const flat::Field relu = number(std::int8_t{1});
const flat::Field valid = number(std::int8_t{1}), same = number(std::int8_t{0});
flat::Field one(int value) { return number(static_cast<std::int32_t>(value)); }

constexpr int add = 0, average = 1, concatenation = 2, convolution = 3, depthwise = 4, dequantize = 6,
              dense = 9, sigmoid = 14, greatest = 17, product = 18, reshape = 22, softmax = 25, zeros = 34,
              transpose = 39, mean = 40, difference = 41, quotient = 42, prelu = 54, leaky = 98,
              quantize = 114;

}  // namespace

TEST_CASE("tflite: dense layers in float, half and eight bits", "[tools]") {
    Network plain = graph_of({1, 2});
    const int weight = plain.constant({3, 2}, {1, 2, 3, 4, -5, 6});
    plain.add(dense, {0, weight, plain.constant({3}, {10, 20, 30})}, {1, 3}, {relu});
    CHECK(plain.model().declaration() == "ctnn::Network<ctnn::Input<2>, ctnn::Dense<3, ctnn::ReLU>>");
    CHECK(plain.model().run({1, -1}) == Values{9, 19, 19});
    CHECK(plain.model().notes.empty());

    Network half = graph_of({1, 2});
    const int halved = half.constant<std::uint16_t>({1, 2}, {0x3E00, 0xC001}, halves);  // 1.5, -2.001953125
    const int again = half.add(dequantize, {halved}, {1, 2});
    half.add(dense, {0, again, -1}, {1, 1});
    CHECK(half.model().run({2, 1}) == Values{3 - 2.001953125});
    CHECK(half.model().declaration() == "ctnn::Network<ctnn::Input<2>, ctnn::NoBias<ctnn::Dense<1>>>");

    Network eight;
    eight.tensor({1, 2}, bytes, scales({0.5f}, {-3}));
    const int rows = eight.constant<std::int8_t>({2, 2}, {1, 2, 3, -4}, bytes, scales({0.25f, 2}, {0, 0}));
    const int bias = eight.constant<std::int32_t>({2}, {8, -2}, whole, scales({0.125f, 1}, {0, 0}));
    eight.add(dense, {0, rows, bias}, {1, 2});
    CHECK(eight.model().run({1, 1}) == Values{0.75 + 1, -2 - 2});
    CHECK(eight.model().comments ==
          std::vector<std::string>{"There a byte q of its input stands for 0.5 (q + 3)."});
    CHECK(eight.model().notes.size() == 1);
}

TEST_CASE("tflite: scales go along the axis that the file names", "[tools]") {
    Network graph = graph_of({1, 1, 1, 2});
    const int weight = graph.constant<std::int8_t>({1, 1, 1, 2}, {3, 5}, bytes, scales({1, 10}, {1, 1}, 3));
    graph.add(depthwise, {0, weight}, {1, 1, 1, 2}, {valid, one(1), one(1), one(1)});
    CHECK(graph.model().run({1, 1}) == Values{2, 40});
}

TEST_CASE("tflite: convolutions and pools", "[tools]") {
    // 2 filters of 2 x 1 over 3 x 2 pixels of one channel, rows by strides of 2, zeros below.
    Network rows = graph_of({1, 3, 2, 1});
    const int weight = rows.constant({2, 2, 1, 1}, {1, 10, 100, 1000});
    rows.add(convolution, {0, weight, rows.constant({2}, {0.5, 0})}, {1, 2, 2, 2},
             {same, one(1), one(2), relu});
    CHECK(rows.model().declaration() ==
          "ctnn::Network<ctnn::Input<3, 2, 1>, ctnn::Conv2D<2, ctnn::Size2D{2, 1}, ctnn::ReLU, "
          "ctnn::ConvOptions{.stride = ctnn::Size2D{2, 1}, .padding = ctnn::same}>>");
    CHECK(rows.model().run({1, 2, 3, 4, 5, 6}) == Values{31.5, 3100, 42.5, 4200, 5.5, 500, 6.5, 600});

    // Filters 2 c and 2 c + 1 see channel c.
    Network each = graph_of({1, 1, 3, 2});
    const int own = each.constant({1, 1, 2, 4}, {1, 2, 3, 4, 10, 20, 30, 40});
    each.add(depthwise, {0, own}, {1, 1, 1, 4}, {valid, one(1), one(1), one(2), {}, one(2), one(1)});
    CHECK(each.model().run({1, 2, 0, 0, 3, 4}) == Values{31, 62, 126, 168});

    // Two groups.
    Network groups = graph_of({1, 1, 1, 4});
    const int halved = groups.constant({2, 1, 1, 2}, {1, 2, 3, 4});
    groups.add(convolution, {0, halved}, {1, 1, 1, 2}, {valid, one(1), one(1)});
    CHECK(groups.model().run({1, 10, 100, 1000}) == Values{21, 4300});

    for (const bool averages : {true, false}) {
        Network pool = graph_of({1, 2, 3, 1});
        pool.add(averages ? average : greatest, {0}, {1, 1, 2, 1}, {same, one(2), one(2), one(2), one(2)});
        CHECK(pool.model().run({1, 2, 3, 4, 5, 9}) == (averages ? Values{3, 6} : Values{5, 9}));
    }
}

TEST_CASE("tflite: zeros, shapes, axes and means", "[tools]") {
    Network image = graph_of({1, 1, 1, 2});
    image.add(zeros, {0, image.constant<std::int32_t>({4, 2}, {0, 0, 0, 1, 1, 0, 0, 0}, whole)},
              {1, 2, 2, 2});
    CHECK(image.model().run({1, 2}) == Values{0, 0, 1, 2, 0, 0, 0, 0});

    Network steps = graph_of({1, 2, 1});
    steps.add(zeros, {0, steps.constant<std::int32_t>({3, 2}, {0, 0, 2, 0, 0, 0}, whole)}, {1, 4, 1});
    CHECK(steps.model().run({1, 2}) == Values{0, 0, 1, 2});

    Network turned = graph_of({1, 2, 3});
    const int other = turned.add(transpose, {0, turned.axes({0, 2, 1})}, {1, 3, 2});
    turned.add(reshape, {other}, {1, 6});
    CHECK(turned.model().run({1, 2, 3, 4, 5, 6}) == Values{1, 4, 2, 5, 3, 6});

    Network all = graph_of({1, 2, 1, 2});
    all.add(mean, {0, all.axes({1, -2})}, {1, 1, 1, 2});
    CHECK(all.model().run({1, 2, 3, 6}) == Values{2, 4});
    CHECK(all.model().output() == Shape{1, 1, 2});
    Network one_axis = graph_of({1, 2, 2});
    one_axis.add(mean, {0, one_axis.axes({2})}, {1, 2});
    CHECK(one_axis.model().run({1, 2, 3, 6}) == Values{1.5, 4.5});
}

TEST_CASE("tflite: activations", "[tools]") {
    const auto computed = [](int code, const Values& x, std::vector<flat::Field> options = {}) {
        Network graph = graph_of({1, static_cast<std::int32_t>(x.size())});
        graph.add(code, {0}, {1, static_cast<std::int32_t>(x.size())}, std::move(options));
        return graph.model().run(x);
    };
    CHECK(computed(19, {-1, 7}) == Values{0, 7});
    CHECK(computed(21, {-1, 7}) == Values{0, 6});
    CHECK(computed(28, {1})[0] == Approx(std::tanh(1.0)));
    CHECK(computed(111, {-1})[0] == Approx(std::expm1(-1.0)));
    CHECK(computed(117, {1})[0] == Approx(4.0 / 6));
    CHECK(computed(sigmoid, {1})[0] == Approx(1 / (1 + std::exp(-1.0))));
    CHECK(computed(softmax, {0, 0}, {number(1.0f)}) == Values{0.5, 0.5});
    CHECK(computed(leaky, {-4, 4}, {number(0.25f)}) == Values{-1, 4});
    Network slopes = graph_of({1, 1, 2});
    slopes.add(prelu, {0, slopes.constant({1, 2}, {0.5, 0.25})}, {1, 1, 2});
    CHECK(slopes.model().run({-4, -4}) == Values{-2, -1});
}

TEST_CASE("tflite: branches and constants", "[tools]") {
    const auto both = [](int code, std::vector<flat::Field> options = {}) {
        Network graph = graph_of({1, 2});
        const int minus = graph.add(dense, {0, graph.constant({2, 2}, {-1, 0, 0, -2})}, {1, 2});
        graph.add(code, {minus, 0}, {1, code == concatenation ? 4 : 2}, std::move(options));
        return graph.model().run({1, 3});
    };
    CHECK(both(add) == Values{0, -3});
    CHECK(both(add, {relu}) == Values{0, 0});
    CHECK(both(product) == Values{-1, -18});
    CHECK(both(difference) == Values{-2, -9});
    CHECK(both(concatenation, {one(-1)}) == Values{-1, -6, 1, 3});

    const auto with = [](int code, bool first) {
        Network graph = graph_of({1, 2});
        const int constant = graph.constant({2}, {2, 4});
        graph.add(code, first ? Ints{constant, 0} : Ints{0, constant}, {1, 2});
        return graph.model().run({1, 3});
    };
    CHECK(with(add, true) == Values{3, 7});
    CHECK(with(product, false) == Values{2, 12});
    CHECK(with(difference, true) == Values{1, 1});
    CHECK(with(difference, false) == Values{-1, -1});
    CHECK(with(quotient, false) == Values{0.5, 0.75});

    Network rows = graph_of({1, 2, 1});
    const int twice = rows.add(dense, {0, rows.constant({1, 1}, {2})}, {1, 2, 1});
    rows.add(concatenation, {0, rows.add(quantize, {twice}, {1, 2, 1})}, {1, 4, 1}, {one(1)});
    CHECK(rows.model().run({1, 3}) == Values{1, 3, 2, 6});
}

TEST_CASE("tflite: what is not translated is named", "[tools]") {
    const auto refused = [](int code, std::vector<flat::Field> options = {}, const Ints& to = {1, 2}) {
        Network graph = graph_of({1, 2});
        graph.add(code, {0}, to, std::move(options));
        return graph.refusal();
    };
    CHECK(refused(27) == "operator 0 (SVDF): it is not translated");
    CHECK(refused(140) == "operator 0 (operator 140): it is not translated");
    CHECK(refused(softmax, {number(2.0f)}) ==
          "operator 0 (SOFTMAX): a softmax of 2 times its values is not translated");
    CHECK(refused(sigmoid, {}, {1, 3}) == "operator 0 (LOGISTIC): it gives 2, but the file says 3");
    CHECK(refused(sigmoid, {}, {2, 1}) ==
          "operator 0 (LOGISTIC): it takes or gives 2 x 1, which is no batch of one sample");
    CHECK(refused(convolution) == "operator 0 (CONV_2D): it takes height x width x channels, but is given 2");
    CHECK(refused(dense) == "operator 0 (FULLY_CONNECTED): it takes 1 tensors only");

    Network short_of = graph_of({1, 2});
    short_of.add(dense, {0, short_of.constant({1, 3}, {1, 2})}, {1, 1});
    CHECK(short_of.refusal() == "operator 0 (FULLY_CONNECTED): tensor \"c\" has 8 bytes, but is 1 x 3");
    Network unscaled = graph_of({1, 2});
    unscaled.add(dense, {0, unscaled.constant<std::int8_t>({1, 2}, {1, 2}, bytes)}, {1, 1});
    CHECK(unscaled.refusal() ==
          "operator 0 (FULLY_CONNECTED): tensor \"c\" has whole numbers, and no scale that says what they "
          "stand "
          "for");
    Network scaled = graph_of({1, 2});
    scaled.add(dense, {0, scaled.constant<std::int8_t>({1, 2}, {1, 2}, bytes, scales({1, 2}, {0, 0}))},
               {1, 1});
    CHECK(scaled.refusal() == "operator 0 (FULLY_CONNECTED): tensor \"c\" has 2 scales, but is 1 x 2");
    Network lost = graph_of({1, 2});
    const int nowhere = lost.tensor({1, 2});
    lost.add(add, {0, nowhere}, {1, 2});
    CHECK(lost.refusal() == "operator 0 (ADD): it takes tensor 1, which none before it gives");
    Network loose = graph_of({1, 2});
    loose.add(sigmoid, {0}, {1, 2});
    loose.add(28, {0}, {1, 2});
    CHECK(loose.refusal() == "its branches are not joined: not translated");
    CHECK(graph_of({1, 2}).refusal() == "it has no operator that computes");

    Network dated = graph_of({1, 2});
    CHECK(message_of<Refusal>([&] { read_tflite(dated.file(2), {}); }) ==
          "it is of version 2 of TFLite's schema, of which 3 is read");
    CHECK(message_of<Refusal>([&] { read_tflite(dated.file(), {.steps = 3}); }) ==
          "a TFLite file says how many steps there are");
}

TEST_CASE("tflite: a file that ends too early, or says what cannot be, is refused", "[tools]") {
    Network graph = graph_of({1, 2});
    graph.add(dense, {0, graph.constant({1, 2}, {1, 2})}, {1, 1});
    const std::string all = graph.file();
    for (std::size_t size = 0; size < all.size(); ++size) {
        const std::string refused = message_of<Refusal>([&] { read_tflite(all.substr(0, size), {}); });
        CAPTURE(size);
        CHECK_FALSE(refused.empty());
    }
    // Whatever a byte says, it is read or refused.
    for (std::size_t at = 8; at < all.size(); ++at)
        for (const char wrong : {'\x00', '\x7F', '\xFF'}) {
            std::string changed = all;
            changed[at] = wrong;
            try {
                read_tflite(changed, {});
            } catch (const Refusal&) {
            }
        }
}
