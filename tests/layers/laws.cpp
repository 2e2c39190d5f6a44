#include <layers/laws.hpp>

using namespace ctnn;

namespace {

std::string name_of(const std::string& law) { return law.substr(0, law.find(": ")); }

/// The law that is broken by a layer with a fault.
template <Fault fault, class In = Shape<7>>
std::string broken() {
    return name_of(broken_law<OwnPReLU<fault>, In>());
}

/// The same of the law of zeros alone: at zero this layer has no slope to differ from.
template <Fault fault>
std::string broken_by_zeros() {
    return name_of(laws::broken_by_zeros<OwnPReLU<fault>, SparseShape<7>, false>());
}

}  // namespace

TEST_CASE("laws: a layer without a fault keeps them", "[layers]") {
    REQUIRE(broken<Fault::none>() == "");
    REQUIRE(broken<Fault::none, Shape<3, 5>>() == "");
}

#ifndef CTNN_NO_SIMD
TEST_CASE("laws: a fault in a row is found", "[layers]") {
    REQUIRE(broken<Fault::row>() == "predict_row is predict");
    REQUIRE(broken<Fault::rest_of_row>() == "predict_row is predict");
}

TEST_CASE("laws: a fault in lanes is found", "[layers]") {
    REQUIRE(broken<Fault::lanes>() == "predict_lanes is predict");
    REQUIRE(broken<Fault::one_lane>() == "predict_lanes is predict");
}
#endif

TEST_CASE("laws: a fault in a batch is found", "[layers]") {
    REQUIRE(broken<Fault::batch>() == "a batch is its samples");
}

TEST_CASE("laws: a fault on the way forward is found", "[layers]") {
    REQUIRE(broken<Fault::forward>() == "forward is predict");
}

TEST_CASE("laws: a fault in a gradient is found", "[layers]") {
    REQUIRE(broken<Fault::gradient>() == "gradients are central differences");
    REQUIRE(broken<Fault::assigned>() == "backward adds to dw and overwrites dx");
}

TEST_CASE("laws: a fault in an update on the way is found", "[layers]") {
    REQUIRE(broken<Fault::update>() == "an update on the way is the one afterwards");
}

TEST_CASE("laws: a fault on an input that is searched for zeros is found", "[layers]") {
    REQUIRE(broken_by_zeros<Fault::none>() == "");
    REQUIRE(broken_by_zeros<Fault::sparse>() == "sparse is dense");
}

TEST_CASE("laws: a fault in a stream is found", "[layers]") {
    REQUIRE(broken<Fault::stream, Shape<3, 5>>() == "a stream is the sequence");
}

TEST_CASE("laws: a fault in constant evaluation is found", "[layers]") {
    REQUIRE(broken<Fault::constant>() == "constant evaluation is run time");
}
