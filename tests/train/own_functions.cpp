#include <ctnn/io/csv.hpp>
#include <ctnn/io/idx.hpp>
#include <ctnn/io/onnx.hpp>
#include <ctnn/io/safetensors.hpp>
#include <ctnn/train.hpp>
#include <span>
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

template <class N>
int initialize(Parameters<N>&, const std::string& how) {
    return int(how.size());
}
int save(const Parameters<Net>&, const std::string& path) { return int(path.size()); }
template <class P>
int load(P&, const char*) {
    return 4;
}
template <class N>
int save_onnx(const Parameters<N>&, const std::string& path) {
    return int(path.size());
}
template <class N, class X>
int predict(const X& x) {
    return int(x.size());
}
int read_csv(const std::string& path) { return int(path.size()); }
template <int Columns>
int read_csv(const std::string&) {
    return Columns;
}
template <class N>
Parameters<N> load(const std::string&) {
    Parameters<N> parameters;
    parameters.values[0] = 6;
    return parameters;
}
template <class Row = int>
int read_idx(const std::string&, Row row = {}) {
    return row;
}
struct Holder {
    Parameters<Net> parameters;
};
template <class M>
std::size_t predict(const M&, std::span<const float> x) {
    return x.size();
}
struct Sample {
    float values[2]{};
};

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
    Parameters<Net> changed;
    CHECK(initialize(changed, "zeros") == 5);
    CHECK(save(parameters, "a") == 1);
    CHECK(save_onnx(parameters, "ab") == 2);
    CHECK(load(changed, "a") == 4);
    CHECK(own::predict<Net>(found) == 2);
    CHECK(predict<Net>(found) == 2);
    CHECK(read_csv("abc") == 3);
    CHECK(read_csv<5>("abc") == 5);
    CHECK(load<Net>("a").values[0] == 6);
    CHECK(read_idx("images") == 0);
    CHECK(predict(Holder{}, std::vector<float>(9)) == 9);
    CHECK(loss<CrossEntropy>(parameters, Sample{}.values, 1) > 0);
    CHECK(gradient<CrossEntropy>(parameters, Sample{}.values, Sample{{0, 1}}.values, changed) > 0);
}
