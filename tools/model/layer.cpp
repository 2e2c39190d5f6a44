#include "model/layer.hpp"

#include <cmath>
#include <ctnn/core/sizes.hpp>
#include <ctnn/data/number_text.hpp>
#include <utility>

#include "model/refusal.hpp"

namespace ctnn_tool {

void Layer::each_part(const std::string& path, const Visitor& visit) {
    for (Part& part : parts_) visit(path + '.' + part.name, part);
}

std::size_t Layer::work() const {
    using ctnn::detail::size_sum;
    return size_sum(multiply_adds(), size_sum(size_of(input()), size_of(output())));
}

void Layer::add_part(const std::string& name, Tensor tensor, const Shape& shape, bool is_state) {
    if (tensor.shape != shape)
        throw Refusal("the " + name + " is " + text_of(tensor.shape) + ", but it should be " +
                      text_of(shape));
    for (std::size_t i = 0; i < tensor.values.size(); ++i) {
        double& value = tensor.values[i];
        const double rounded = static_cast<double>(static_cast<float>(value));
        if (!std::isfinite(rounded))
            throw Refusal("value " + std::to_string(i) + " of the " + name + " is " +
                          ctnn::detail::number_text(value) + ", which no float is");
        value = rounded;
    }
    parts_.push_back({name, std::move(tensor), is_state});
}

std::string templated(const std::string& name, const std::vector<std::string>& arguments) {
    std::string text = name;
    for (const std::string& argument : arguments) text += (text == name ? '<' + argument : ", " + argument);
    return arguments.empty() ? text + "<>" : text + '>';
}

std::string with_bias(bool has_bias, const std::string& declaration) {
    return has_bias ? declaration : templated("ctnn::NoBias", {declaration});
}

}  // namespace ctnn_tool
