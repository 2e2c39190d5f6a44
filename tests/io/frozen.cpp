#include <ctnn/train.hpp>

#include <algorithm>
#include <cstdio>
#include <ctnn/io/c_source.hpp>
#include <ctnn/io/checkpoint.hpp>
#include <ctnn/io/mapped.hpp>
#include <ctnn/io/onnx.hpp>
#include <ctnn/io/safetensors.hpp>
#include <ctnn/io/spelling.hpp>
#include <ctnn/io/write_safetensors.hpp>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include <testing.hpp>

using namespace ctnn;

namespace {

// Files of a network with frozen layers are those of the network without.

using Net = Network<Input<6, 2>, Frozen<Bidirectional<SimpleRNN<3, Returns::sequence>>>,
                    TimeDistributed<Dense<4, Tanh>>, Frozen<Residual<TimeDistributed<Dense<4>>, BatchNorm<>>>,
                    Dense<3, Softmax>>;
using Plain =
    Network<Input<6, 2>, Bidirectional<SimpleRNN<3, Returns::sequence>>, TimeDistributed<Dense<4, Tanh>>,
            Residual<TimeDistributed<Dense<4>>, BatchNorm<>>, Dense<3, Softmax>>;

struct File {
    explicit File(const char* name) : path(name) { std::remove(name); }
    ~File() { std::remove(path.c_str()); }
    std::string path;
    std::string bytes() const {
        std::ifstream file(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }
};

template <class N>
Parameters<N> initial() {
    Parameters<N> parameters;
    initialize(parameters, 3);
    return parameters;
}

std::vector<float> parts_of(const detail::LayerNode& node, const float* block) {
    std::vector<float> all;
    for (const auto& part : node.parts)
        all.insert(all.end(), block + part.offset, block + part.offset + part.count);
    for (const auto& inner : node.inner) {
        const auto more = parts_of(inner, block);
        all.insert(all.end(), more.begin(), more.end());
    }
    return all;
}

}  // namespace

TEST_CASE("frozen: files", "[io]") {
    const auto frozen = initial<Net>();
    const auto plain = initial<Plain>();
    const std::array<float, 12> x{1, 2, 3, 0, -1, -2, -3, 0.5f, 1, 0, 0, 1};
    REQUIRE(predict(frozen, x) == predict(plain, x));

    const File one("frozen_one.bin"), other("frozen_other.bin");
    save_onnx(one.path, frozen);
    save_onnx(other.path, plain);
    REQUIRE(one.bytes() == other.bytes());
    write_safetensors(one.path, frozen);
    write_safetensors(other.path, plain);
    REQUIRE(one.bytes() == other.bytes());

    save(one.path, frozen);
    Parameters<Plain> thawed;
    load(one.path, thawed);
    REQUIRE(std::ranges::equal(thawed.values, plain.values));
    save(other.path, plain);
    Parameters<Net> read;
    load(other.path, read);
    REQUIRE(std::ranges::equal(read.values, frozen.values));
    REQUIRE(std::ranges::equal(MappedParameters<Net>(one.path)->values, frozen.values));

    REQUIRE(parts_of(detail::described_network<Net>(), frozen.data()) ==
            parts_of(detail::described_network<Plain>(), plain.data()));
    REQUIRE(detail::spelling<Net>().find("ctnn::Frozen<ctnn::Bidirectional<ctnn::SimpleRNN<") !=
            std::string::npos);
}

TEST_CASE("frozen: a checkpoint", "[io]") {
    using Half = Network<Input<12>, Frozen<Dense<4>>, Dense<3, Softmax>>;
    using Learns = Learner<Half, CrossEntropy, Adam, 2>;
    const auto learner = std::make_unique<Learns>(Adam{}, 1), again = std::make_unique<Learns>(Adam{}, 2);
    std::array<float, 24> x{};
    std::array<float, 6> targets{1, 0, 0, 0, 0, 1};
    for (std::size_t i = 0; i < x.size(); ++i) x[i] = float(i % 5) - 2;
    for (int step = 0; step < 3; ++step) learner->step(x, targets);
    const File file("frozen_checkpoint.bin");
    save_checkpoint(file.path, *learner);
    resume(file.path, *again);
    REQUIRE(std::ranges::equal(again->parameters.values, learner->parameters.values));
    REQUIRE(std::ranges::equal(again->moments[1].values, learner->moments[1].values));
    REQUIRE(again->step(x, targets) == learner->step(x, targets));
}
