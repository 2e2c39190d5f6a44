#include <ctnn/train.hpp>
#include <string>
#include <vector>

#include <testing.hpp>

// A program's own functions of the same names as ctnn's, with arguments of its own and of ctnn's, are called
// as if there were no others: the overloads that say a sentence take no more than what a mistake looks like.

using namespace ctnn;

namespace own {

using Net = Network<Input<2>, Dense<2, Softmax>>;
struct Model {
    int number = 0;
};

double loss(double y, double wanted) { return y - wanted; }
template <class M>
int predict(const M& model, const Dataset<Net>&) {
    return model.number;
}
int predict(const Model& model) { return model.number; }
template <class X>
int classify(const X&, const std::string&) {
    return 3;
}
template <class N>
int initialize(Model& model, const Parameters<N>&) {
    return model.number;
}
template <class N>
int mean_squared_error(const Dataset<N>&, auto&& restore) {
    return restore();
}
int accuracy(const std::vector<int>& found, const Dataset<Net>&) { return int(found.size()); }
template <class N>
int evaluate(const Parameters<N>&, const std::vector<int>& found) {
    return int(found.size());
}
int gradient(const Dataset<Net>&, const Model& model) { return model.number; }
template <class N>
int loss(const Parameters<N>&, const Model& model) {
    return model.number;
}

}  // namespace own

TEST_CASE("own functions: of the names of ctnn's, with arguments of its types", "[train]") {
    using namespace own;
    const Dataset<Net> data;
    Model model{7};
    const Parameters<Net> parameters;
    const std::vector<int> found{1, 2};
    CHECK(own::loss(2, 1) == 1);
    CHECK(loss(2, 1) == 1);
    CHECK(predict(model, data) == 7);
    CHECK(predict(model) == 7);
    CHECK(classify(data, "one") == 3);
    CHECK(initialize(model, parameters) == 7);
    CHECK(mean_squared_error(data, [] { return 5; }) == 5);
    CHECK(accuracy(found, data) == 2);
    CHECK(evaluate(parameters, found) == 2);
    CHECK(gradient(data, model) == 7);
    CHECK(loss(parameters, model) == 7);
}
