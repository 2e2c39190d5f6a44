#include "write/header.hpp"

#include <ctnn/io/header_content.hpp>
#include <ctnn/network/self_test.hpp>
#include <memory>
#include <vector>

#include "write/block.hpp"
#include "write/self_test.hpp"

namespace ctnn_tool {
namespace {

/// The parts, as they follow each other in the block.
std::vector<ctnn::detail::HeaderShare> shares_of(const Model& model) {
    std::vector<std::shared_ptr<const std::string>> layers;
    for (const LayerPointer& layer : model.layers())
        layers.push_back(std::make_shared<const std::string>("layer " + std::to_string(layers.size()) + ", " +
                                                             without_namespace(layer->declaration())));
    std::vector<ctnn::detail::HeaderShare> shares;
    for (const PlacedPart& one : model.parts()) {
        const Tensor& tensor = one.part->tensor;
        const std::string prefix = "layers." + std::to_string(one.layer) + '.';
        shares.push_back({layers[one.layer], one.path.substr(prefix.size()), text_of(tensor.shape),
                          one.offset, tensor.values.size()});
    }
    return shares;
}

}  // namespace

std::string header_of(const Model& model, const std::string& path, const std::string& name,
                      const std::string& origin) {
    ctnn::detail::require_namespace(path, name);
    const Sample sample = sample_of(model);
    const std::vector<float> block = block_of(model), none(1);
    const std::vector<float>& summed = block.empty() ? none : block;
    const ctnn::detail::HeaderContent<float> content{
        .network = model.declaration(),
        .layers = model.layers().size(),
        .multiply_adds = model.multiply_adds(),
        .shares = shares_of(model),
        .values = block,
        .input = sample.input,
        .output = sample.output,
        .tolerance = sample.tolerance,
        .checksum = ctnn::detail::whole_checksum(summed.data(), summed.size(), sample.input.data(),
                                                 sample.input.size(), sample.output.data(),
                                                 sample.output.size(), sample.tolerance),
        .writer = "ctnn's import"};
    return ctnn::detail::header_text(content, {.name = name, .origin = origin});
}

}  // namespace ctnn_tool
