#include "formats/nam_config.hpp"

#include <algorithm>
#include <array>
#include <ctnn/io/safetensors_header.hpp>
#include <string_view>
#include <utility>

#include "model/refusal.hpp"

namespace ctnn_tool {
namespace {

using ctnn::detail::in_quotes;

/// By NAM's names, and by ours.
constexpr std::array<std::pair<std::string_view, std::string_view>, 7> names{{{"Tanh", "tanh"},
                                                                              {"Sigmoid", "sigmoid"},
                                                                              {"ReLU", "relu"},
                                                                              {"SiLU", "silu"},
                                                                              {"Softsign", "softsign"},
                                                                              {"Hardtanh", "hard_tanh"},
                                                                              {"Hardswish", "hard_swish"}}};

}  // namespace

Tensor NamWeights::take(Shape shape) {
    const std::size_t count = size_of(shape);
    if (count > values_.size() - taken_)
        throw Refusal("\"weights\" has " + std::to_string(values_.size()) + " numbers, which are too few");
    const auto first = values_.begin() + static_cast<std::ptrdiff_t>(taken_);
    taken_ += count;
    return {std::move(shape), Values(first, first + static_cast<std::ptrdiff_t>(count))};
}

void NamWeights::require_end() const {
    if (taken_ != values_.size())
        throw Refusal("\"weights\" has " + std::to_string(values_.size()) + " numbers, but its layers take " +
                      std::to_string(taken_));
}

std::size_t count_in(const Json& config, const char* name) {
    const Json& found = member("config", config, name);
    if (found.is_list()) throw Refusal("config", in_quotes(name) + " is " + kind_of(found));
    return count_of("config", name, found);
}

std::size_t count_or(const Json& config, const char* name, std::size_t otherwise) {
    return find(config, name) ? count_in(config, name) : otherwise;
}

bool is_true(const Json& config, const char* name) {
    const Json& found = member("config", config, name);
    if (found.kind != Json::Kind::truth) throw Refusal("config", in_quotes(name) + " is " + kind_of(found));
    return found.number != 0;
}

Activation activation_of(const Json& told) {
    if (!told.is_object() && !told.is_text()) throw Refusal("config", "an activation is " + kind_of(told));
    const std::string& name = told.is_object() ? text_of("config", told, "type") : told.content->text;
    for (const auto& [theirs, ours] : names)
        if (theirs == name) return *activation_named(ours);
    const Json* const slope = told.is_object() ? find(told, "negative_slope") : nullptr;
    if (name == "LeakyReLU") return leaky_relu(slope ? number_of("config", "negative_slope", *slope) : 0.01);
    throw Refusal("config", "activation " + in_quotes(name) + " is not translated");
}

}  // namespace ctnn_tool
