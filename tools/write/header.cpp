#include "write/header.hpp"

#include <ctnn/io/header_content.hpp>
#include <ctnn/network/self_test.hpp>
#include <vector>

#include "write/block.hpp"
#include "write/self_test.hpp"

namespace ctnn_tool {
namespace {

/// The trained values of each layer, then its state.
std::vector<ctnn::detail::HeaderShare> shares_of(const Model& model) {
    std::vector<ctnn::detail::HeaderShare> shares;
    for (const PlacedPart& one : model.parts()) {
        const std::string where = (one.part->is_state ? "state of layer " : "layer ") +
                                  std::to_string(one.layer) + ", " +
                                  without_namespace(model.layers()[one.layer]->declaration());
        if (shares.empty() || shares.back().where != where) shares.push_back({where, one.offset, 0});
        shares.back().count += one.part->tensor.values.size();
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
