#include <ctnn/network/trained_part.hpp>

#include <algorithm>
#include <ctnn/ctnn.hpp>
#include <ratio>
#include <string>
#include <vector>

#include <testing.hpp>

using namespace ctnn;

namespace {

using Net = Network<Input<100>, Frozen<Dense<100>>, BatchNorm<>, Dense<1>>;
static_assert(Gradient<Net>::size() == Net::parameter_count && Net::parameter_count == 200 + 101);
static_assert(sizeof(Gradient<Net>) < 320 * sizeof(float));
static_assert(std::is_same_v<Gradient<Net, double>::value_type, double>);

using Unfrozen = Network<Input<100>, Dense<100>, BatchNorm<>, Dense<1>>;
static_assert(std::is_same_v<Gradient<Unfrozen>, Parameters<Unfrozen>>);

}  // namespace

TEST_CASE("trained_part: by name", "[network]") {
    Gradient<Net> gradient;
    gradient.layer<2>().bias[0] = 7;
    REQUIRE(gradient.values[300] == 7);
    REQUIRE(gradient.layer<0>().values.empty());
    REQUIRE(gradient.state().empty());
    std::vector<std::string> names;
    for_each_part(gradient, [&](std::string_view path, const Part& part, std::span<float> values) {
        names.emplace_back(path);
        REQUIRE(!part.is_state);
        REQUIRE(values.data() + values.size() <= gradient.data() + gradient.size());
    });
    REQUIRE(names ==
            std::vector<std::string>{"layers.1.gamma", "layers.1.beta", "layers.2.weight", "layers.2.bias"});
}
