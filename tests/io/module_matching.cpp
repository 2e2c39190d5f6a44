#include <ctnn/io/module_matching.hpp>

#include <ctnn/ctnn.hpp>
#include <string>
#include <testing.hpp>
#include <vector>

using namespace ctnn;

namespace {

using Net = Network<Input<4, 3>, Bidirectional<SimpleRNN<2>>, Dense<1>>;

detail::StoredTensor tensor(const std::string& name, const std::vector<std::uint64_t>& shape) {
    return {name, &detail::stored_type(StoredAs::f32), shape};
}

std::string misfit(const detail::TensorModule& module, std::size_t layer) {
    const auto parts = detail::table_of_parts<Net>();
    return detail::misfit_of(module, detail::layers_of(parts)[layer], from_pytorch, &detail::layer_text<Net>);
}

}  // namespace

TEST_CASE("module_matching: the layers of a network, each way of a Bidirectional by itself", "[io]") {
    const auto parts = detail::table_of_parts<Net>();
    const auto layers = detail::layers_of(parts);
    REQUIRE(layers.size() == 3);
    REQUIRE((layers[0].size() == 3 && !layers[0][0].is_reverse && layers[1][0].is_reverse));
    REQUIRE((layers[2].size() == 2 && layers[2][0].layer == 1));
    REQUIRE(detail::layers_of({}).empty());
}

TEST_CASE("module_matching: why a module is not a layer", "[io]") {
    const auto weight = tensor("fc.weight", {1, 4}), bias = tensor("fc.bias", {1}),
               other = tensor("fc.x", {1}), turned = tensor("fc.weight", {4, 1}),
               in = tensor("r.weight_ih_l0", {2, 3}), recurrent = tensor("r.weight_hh_l0", {2, 2});
    REQUIRE(misfit({"fc", "", false, {{"weight", &weight}, {"bias", &bias}}}, 2).empty());
    REQUIRE(misfit({"fc", "", false, {{"weight", &weight}}}, 2).empty());
    REQUIRE(misfit({"fc", "", false, {{"bias", &bias}}}, 2) ==
            "\"fc\" has no weight, of which layer 1, Dense<1>, takes 1 x 4");
    REQUIRE(misfit({"fc", "", false, {{"weight", &turned}}}, 2) ==
            "\"fc.weight\" is 4 x 1, but layer 1, Dense<1>, takes 1 x 4: transposed?");
    REQUIRE(misfit({"fc", "", false, {{"weight", &weight}, {"x", &other}}}, 2) ==
            "\"fc.x\" is nothing that layer 1, Dense<1>, has");
    REQUIRE(misfit({"r", "_l0", false, {{"weight_ih", &in}, {"weight_hh", &recurrent}}}, 0).empty());
    REQUIRE(misfit({"r", "_l0", false, {{"weight_ih", &in}, {"weight_hh", &recurrent}}}, 1) ==
            "\"r.weight_ih_l0\" goes the other way through the sequence than layer 0, "
            "Bidirectional<SimpleRNN<2>>, "
            "does");
}
