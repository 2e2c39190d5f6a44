#include "model/tensor.hpp"

#include <ctnn/core/sizes.hpp>

namespace ctnn_tool {

std::size_t size_of(const Shape& shape) {
    std::size_t size = 1;
    for (const std::size_t extent : shape)
        if (extent == 0) return 0;
    for (const std::size_t extent : shape) size = ctnn::detail::size_product(size, extent);
    return size;
}

std::string text_of(const Shape& shape) {
    std::string text;
    for (const std::size_t extent : shape) text += (text.empty() ? "" : " x ") + std::to_string(extent);
    return text.empty() ? "one number" : text;
}

Tensor permuted(const Tensor& from, const std::vector<std::size_t>& order) {
    const std::size_t rank = from.shape.size();
    std::vector<std::size_t> strides(rank, 1);
    for (std::size_t axis = rank; axis-- > 1;) strides[axis - 1] = strides[axis] * from.shape[axis];
    Tensor to{Shape(rank), Values(from.values.size())};
    for (std::size_t axis = 0; axis < rank; ++axis) to.shape[axis] = from.shape[order[axis]];
    std::vector<std::size_t> index(rank, 0);
    for (double& value : to.values) {
        std::size_t at = 0;
        for (std::size_t axis = 0; axis < rank; ++axis) at += index[axis] * strides[order[axis]];
        value = from.values[at];
        for (std::size_t axis = rank; axis-- > 0;) {
            if (++index[axis] < to.shape[axis]) break;
            index[axis] = 0;
        }
    }
    return to;
}

}  // namespace ctnn_tool
