#include <ctnn/io/c_steps.hpp>
#include <testing.hpp>

using namespace ctnn::detail;
using Catch::Contains;

// That they compute what they should is seen in c_source/.

namespace {

LayerNode rnn(std::size_t features, std::size_t units) {
    return {.kind = LayerKind::simple_rnn,
            .input = {4, features},
            .output = {4, units},
            .units = units,
            .gives_sequence = true};
}

LayerNode conv(std::size_t before, std::size_t after) {
    return {.kind = LayerKind::convolution,
            .input = {4, 2},
            .output = {4, 1},
            .rows = {1, 1, 1, 1, 0, 0},
            .columns = {4, 3, 1, 2, before, after},
            .channels = 2,
            .filters = 1};
}

}  // namespace

TEST_CASE("what does not look ahead, and gives a step for each, goes step by step") {
    CHECK(c_steps(rnn(2, 3)));
    LayerNode last = rnn(2, 3);
    last.gives_sequence = false, last.output = {3};
    CHECK_FALSE(c_steps(last));
    CHECK(c_steps(conv(4, 0)));
    CHECK_FALSE(c_steps(conv(2, 2)));
    CHECK((c_steps(conv(1, 0)) && c_waits(conv(1, 0)) && c_late(conv(1, 0)) == 3));
    CHECK_FALSE(c_waits(conv(4, 0)));
    CHECK_FALSE(c_steps(conv(5, 0)));  // an output before there is an input
    LayerNode every_second = conv(4, 0);
    every_second.columns.stride = 2;
    CHECK((c_steps(every_second) && c_waits(every_second)));
    CHECK(c_steps({.kind = LayerKind::embedding, .input = {4}, .output = {4, 2}}));
    LayerNode softmax{.kind = LayerKind::activation, .input = {4, 2}, .output = {4, 2}};
    CHECK(c_steps(softmax));
    softmax.activation.kind = ActivationKind::softmax;  // of the whole sequence
    CHECK_FALSE(c_steps(softmax));
    CHECK_FALSE(c_steps({.kind = LayerKind::copy, .input = {4, 2}, .output = {8}}));
    CHECK_FALSE(
        c_steps({.kind = LayerKind::prelu, .input = {4, 2}, .output = {4, 2}, .parts = {{"slope", 0, 8}}}));
    CHECK_FALSE(c_steps({.kind = LayerKind::bidirectional, .input = {4, 2}, .output = {4, 2}}));

    LayerNode network{.kind = LayerKind::chain, .input = {4, 2}, .output = {4, 3}, .inner = {rnn(2, 3)}};
    CHECK(c_network_steps(network));
    network.inner.push_back(last);
    CHECK_FALSE(c_network_steps(network));
}

TEST_CASE("a state is the layers' memories, then what is between the layers") {
    const LayerNode network{.kind = LayerKind::chain,
                            .input = {4, 2},
                            .output = {4, 3},
                            .inner = {conv(4, 0), {.input = {4, 1}, .output = {4, 1}}, rnn(1, 5), rnn(5, 3)}};
    const CStepPlan plan(network);
    CHECK(plan.layers == std::vector<std::size_t>{0, 2, 3});
    CHECK(plan.memory == std::vector<std::size_t>{0, 10, 20});
    CHECK((plan.even == 26 && plan.odd == 27 && plan.work == 32 && plan.size == 32));

    CWriter to("net", false);
    write_c_steps(to, network);
    CHECK_THAT(to.text(), Contains("    net_layer_0_step(input, state + 26, state);\n"
                                   "    net_layer_2_step(state + 26, state + 27, state + 10);\n"
                                   "    net_layer_3_step(state + 27, output, state + 20);\n"));
    CHECK_THAT(to.text(), Contains("for (long i = 0; i < 8; ++i) window[i] = window[i + 2];"));
    CHECK_THAT(c_declared_steps(to, network),
               Contains("net_step_inputs = 2, net_step_outputs = 3, net_state = 32"));
}

TEST_CASE("a step that gives nothing is told, and counted") {
    LayerNode late = conv(1, 0);
    late.output = {1, 1};
    const LayerNode network{.kind = LayerKind::chain, .input = {4, 2}, .output = {1, 1}, .inner = {late}};
    CWriter to("net", false);
    write_c_steps(to, network);
    CHECK_THAT(to.text(), Contains("state[10] = 3;"));
    CHECK_THAT(to.text(),
               Contains("if (!net_layer_0_step(input, output, state)) return 0;\n    return 1;\n"));
    CHECK_THAT(c_declared_steps(to, network), Contains("int net_step("));
}

TEST_CASE("a network that looks ahead has no steps") {
    const LayerNode network{
        .kind = LayerKind::chain, .input = {4, 2}, .output = {4, 1}, .inner = {conv(2, 2)}};
    CWriter to("net", false);
    write_c_steps(to, network);
    CHECK(to.text().empty());
    CHECK(c_declared_steps(to, network).empty());
}
