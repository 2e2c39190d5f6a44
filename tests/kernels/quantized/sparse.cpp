#include <cstddef>
#include <cstdint>
#include <ctnn/kernels/quantized/sparse.hpp>
#include <vector>

#include <kernels/quantized/byte_layer.hpp>
#include <testing.hpp>

using namespace ctnn;

namespace {

template <std::size_t In, std::size_t Out>
void check() {
    for (const std::uint64_t zeros : {0u, 3u, 4u}) {
        CAPTURE(In, Out, zeros);
        constexpr std::size_t count = 3, outputs = kernels::ByteWeights<In, Out>::outputs;
        const SomeByteLayer<In, Out> some(7, count, false, zeros);
        std::vector<float> y(count * outputs), wanted(count * outputs);
        const auto [layer, x, stride] = some.view();
        kernels::sparse_bytes<In, Out>(layer, x, stride, count, kernels::ToNumbers{y.data(), outputs});
        kernels::dense_bytes_plain<In, Out>(layer, x, stride, count,
                                            kernels::ToNumbers{wanted.data(), outputs});
        for (std::size_t s = 0; s < count; ++s)
            for (std::size_t o = 0; o < Out; ++o) REQUIRE(y[s * outputs + o] == wanted[s * outputs + o]);
    }
}

}  // namespace

TEST_CASE("sparse bytes: what the plain loops give", "[kernels]") {
    check<1, 3>();
    check<66, 8>();
    check<130, 20>();
    check<300, 150>();
}
