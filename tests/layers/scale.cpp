#include <layers/laws.hpp>

#include <ctnn/layers/dense.hpp>
#include <ctnn/layers/scale.hpp>
#include <ctnn/network/network_folded.hpp>
#include <ctnn/network/predict.hpp>
#include <layers/torch_golden.hpp>

using namespace ctnn;
namespace golden = reference::layers;

TEST_CASE("scale: the laws, flat samples, sequences and images", "[layers]") {
    layer_laws<Scale<std::ratio<1, 255>>, Shape<17>>();
    layer_laws<Scale<std::ratio<-3>>, Shape<5, 3>>();
    layer_laws<Scale<std::ratio<1, 2>>, SparseShape<4, 3, 2>>();
}

TEST_CASE("scale: values and gradients are PyTorch's", "[layers]") {
    torch_golden::is_golden<golden::Scaled, Scale<std::ratio<1, 255>>, Shape<3>>();
}

TEST_CASE("scale: it goes into the layer before it", "[layers]") {
    using Net = Network<Input<3>, Dense<4, Linear>, Scale<std::ratio<-1, 3>>, Dense<2>>;
    static_assert(folded<Net>::layer_count == 2);
    Parameters<Net> parameters;
    initialize(parameters, 3);
    const std::array<float, 3> x{1, -2, 0.5f};
    const auto whole = predict(parameters, x), small = predict(fold(parameters), x);
    for (std::size_t i = 0; i < 2; ++i) REQUIRE(whole[i] == Approx(small[i]).epsilon(1e-5));
}
