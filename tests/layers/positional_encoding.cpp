#include <layers/laws.hpp>

#include <ctnn/layers/positional_encoding.hpp>
#include <reference/attention.hpp>

using namespace ctnn;

TEST_CASE("positional_encoding: the laws", "[layers]") {
    layer_laws<PositionalEncoding, Shape<6, 4>>();
    stream_laws<PositionalEncoding, Shape<40, 5>>();
}

TEST_CASE("positional_encoding: thousands of steps are those of PyTorch's tutorial", "[layers]") {
    using reference::attention::Encoding;
    laws::Bench<placed<PositionalEncoding, Shape<Encoding::step + 3, 6>>, 1, float> bench;
    for (std::size_t i = 0; i < bench.x.size(); ++i) bench.x[i] = 0;
    bench.predict();
    for (std::size_t i = 0; i < 18; ++i) {
        REQUIRE(double(bench.y[i]) == Approx(Encoding::first[i]).margin(1e-7));
        REQUIRE(double(bench.y[Encoding::step * 6 + i]) == Approx(Encoding::last[i]).margin(1e-7));
    }
}
