#include "formats/onnx_elementwise.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>

#include "model/refusal.hpp"

namespace ctnn_tool {

OnnxConstant elementwise(const OnnxConstant& a, const OnnxConstant& b, Elementwise of) {
    constexpr std::size_t most = std::size_t{1} << 20;
    const std::size_t rank = std::max(a.shape.size(), b.shape.size());
    const auto extent = [&](const OnnxConstant& one, std::size_t axis) {
        const std::size_t missing = rank - one.shape.size();
        return axis < missing ? 1 : one.shape[axis - missing];
    };
    Shape shape;
    for (std::size_t axis = 0; axis < rank; ++axis) {
        const std::size_t of_a = extent(a, axis), of_b = extent(b, axis);
        if (of_a != of_b && of_a != 1 && of_b != 1)
            throw Refusal("constants of " + text_of(a.shape) + " and " + text_of(b.shape) + " do not fit");
        shape.push_back(of_a == 1 ? of_b : of_a);
    }
    const std::size_t size = size_of(shape);
    if (size > most && size > a.values->size())
        throw Refusal("a constant of " + text_of(shape) + " is too large");
    Values values;
    for (std::size_t i = 0; i < size; ++i) {
        std::size_t left = i, at_a = 0, at_b = 0, wide_a = 1, wide_b = 1;
        for (std::size_t axis = rank; axis-- > 0; left /= shape[axis]) {
            const std::size_t index = left % shape[axis], of_a = extent(a, axis), of_b = extent(b, axis);
            at_a += of_a == 1 ? 0 : index * wide_a, at_b += of_b == 1 ? 0 : index * wide_b;
            wide_a *= of_a, wide_b *= of_b;
        }
        values.push_back(of((*a.values)[at_a], b.values ? (*b.values)[at_b] : 0));
    }
    return {shape, std::make_shared<const Values>(std::move(values))};
}

Elementwise elementwise_named(std::string_view operation, bool of_integers) {
    if (operation == "Add") return [](double a, double b) { return a + b; };
    if (operation == "Sub") return [](double a, double b) { return a - b; };
    if (operation == "Mul") return [](double a, double b) { return a * b; };
    if (operation == "Div" && of_integers)
        return [](double a, double b) { return b == 0 ? 0 : std::trunc(a / b); };
    if (operation == "Div") return [](double a, double b) { return a / b; };
    if (operation == "Pow") return [](double a, double b) { return std::pow(a, b); };
    if (operation == "Equal") return [](double a, double b) { return a == b ? 1.0 : 0.0; };
    if (operation == "Neg") return [](double a, double) { return -a; };
    if (operation == "Sqrt") return [](double a, double) { return std::sqrt(a); };
    if (operation == "Exp") return [](double a, double) { return std::exp(a); };
    if (operation == "Trunc") return [](double a, double) { return std::trunc(a); };
    if (operation == "Floor") return [](double a, double) { return std::floor(a); };
    if (operation == "Reciprocal") return [](double a, double) { return 1 / a; };
    return nullptr;
}

OnnxConstant chosen(const std::vector<OnnxConstant>& inputs) {
    const Elementwise times = elementwise_named("Mul", false), plus = elementwise_named("Add", false);
    const Elementwise where = [](double a, double) { return a != 0 ? 1.0 : 0.0; };
    const Elementwise where_not = [](double a, double) { return a != 0 ? 0.0 : 1.0; };
    const OnnxConstant none{};
    return elementwise(elementwise(elementwise(inputs[0], none, where), inputs[1], times),
                       elementwise(elementwise(inputs[0], none, where_not), inputs[2], times), plus);
}

OnnxConstant range(const std::vector<OnnxConstant>& inputs) {
    constexpr double most = 1 << 20;
    for (const OnnxConstant& one : inputs)
        if (one.values->size() != 1) throw Refusal("a Range of what are no numbers");
    const double start = inputs[0].values->front(), end = inputs[1].values->front(),
                 step = inputs[2].values->front();
    const double count = std::ceil((end - start) / step);
    if (!(count <= most)) throw Refusal("a Range is too long");
    Values values;
    for (double i = 0; i < count; ++i) values.push_back(start + i * step);
    return {{values.size()}, std::make_shared<const Values>(std::move(values))};
}

OnnxConstant expanded(const OnnxConstant& from, const OnnxConstant& wanted) {
    Shape shape;
    for (const std::int64_t extent : wanted.integers())
        shape.push_back(extent < 0 ? 0 : static_cast<std::size_t>(extent));
    const OnnxConstant none{shape, nullptr};
    return elementwise(from, none, [](double a, double) { return a; });
}

}  // namespace ctnn_tool
