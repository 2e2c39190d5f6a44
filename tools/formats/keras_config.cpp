#include "formats/keras_config.hpp"

#include <cmath>
#include <ctnn/io/safetensors_header.hpp>
#include <utility>

#include "model/refusal.hpp"

namespace ctnn_tool {
namespace {

using ctnn::detail::in_quotes;

constexpr Activation hard_sigmoid_of_old{"ctnn::KerasHardSigmoid", [](double z) {
                                             return z < -2.5 ? 0.0 : z > 2.5 ? 1.0 : 0.2 * z + 0.5;
                                         }};
constexpr Activation leaky_relu{"ctnn::LeakyReLUOf<std::ratio<1, 5>>",
                                [](double z) { return z > 0 ? z : 0.2 * z; }};

/// The numbers of a list, whatever else is in it as nothing.
std::vector<std::optional<double>> numbers_in(const Json& json) {
    std::vector<std::optional<double>> found;
    if (!json.is_list()) return found;
    for (const double number : json.content->numbers) found.emplace_back(number);
    for (const Json& one : json.content->items)
        found.push_back(one.is_number() ? std::optional<double>(one.number) : std::nullopt);
    return found;
}

bool is_count(double number) { return number >= 0 && number < 4294967296.0 && number == std::floor(number); }

}  // namespace

Tensor KerasArrays::next(const char* what) {
    if (used_ == paths_.size()) throw Refusal(std::string("the file has no ") + what + " of it");
    return file_.tensor(paths_[used_++]);
}

KerasLayer::KerasLayer(const Json& layer, KerasArrays& arrays, bool old)
    : kind_(text_of("", layer, "class_name")),
      config_(member("", layer, "config")),
      arrays_(arrays),
      old_(old) {}

const Json* KerasLayer::find(const char* name) const {
    const Json* const found = ctnn_tool::find(config_, name);
    return found && !found->is_nothing() ? found : nullptr;
}

bool KerasLayer::flag(const char* name, bool otherwise) const {
    const Json* const found = find(name);
    if (!found) return otherwise;
    if (found->kind != Json::Kind::truth)
        throw Refusal(in_quotes(name) + " is " + kind_of(*found) + ", not a truth value");
    return found->number != 0;
}

double KerasLayer::number(const char* name, double otherwise) const {
    const Json* const found = find(name);
    return found ? number_of("", name, *found) : otherwise;
}

std::string KerasLayer::text(const char* name, const std::string& otherwise) const {
    return find(name) ? text_of("", config_, name) : otherwise;
}

std::vector<std::size_t> KerasLayer::counts(const char* name) const {
    const Json* const found = find(name);
    if (!found) return {};
    if (found->is_number()) return {count_of("", name, *found)};
    std::vector<std::size_t> counts;
    for (const auto number : numbers_in(*found)) {
        if (!number || !is_count(*number)) throw Refusal(in_quotes(name) + " has what is no whole number");
        counts.push_back(static_cast<std::size_t>(*number));
    }
    if (counts.empty()) throw Refusal(in_quotes(name) + " is " + kind_of(*found) + " without numbers");
    return counts;
}

ctnn::Size2D KerasLayer::size(const char* name, ctnn::Size2D otherwise) const {
    const std::vector<std::size_t> both = counts(name);
    if (both.empty()) return otherwise;
    if (both.size() > 2) throw Refusal(in_quotes(name) + " of three axes is not translated");
    return {both.front(), both.back()};
}

const Activation& KerasLayer::activation(const char* name, const char* otherwise) const {
    const Json* found = find(name);
    if (found && found->is_object() && ctnn_tool::find(*found, "config") &&
        ctnn_tool::find(*found, "config")->is_text())
        found = ctnn_tool::find(*found, "config");  // a function by its name
    if (found && !found->is_text()) throw Refusal("an " + in_quotes(name) + " of its own is not translated");
    const std::string own = found ? found->content->text : otherwise;
    if (own == "hard_sigmoid" && old_) return hard_sigmoid_of_old;
    if (own == "leaky_relu") return leaky_relu;
    if (const Activation* const known = activation_named(own == "hard_silu" ? "hard_swish" : own))
        return *known;
    throw Refusal("activation " + in_quotes(own) + " is not translated");
}

Tensor KerasLayer::bias() const { return flag("use_bias", true) ? arrays_.next("bias") : Tensor{}; }

void KerasLayer::refuse(const char* name) const {
    if (flag(name, false)) throw Refusal(in_quotes(name) + " is not translated");
}

void KerasLayer::require_channels_last() const {
    if (const std::string format = text("data_format", "channels_last"); format != "channels_last")
        throw Refusal("data_format " + in_quotes(format) + " is not translated");
}

void KerasLayer::require_last_axis(std::size_t axes) const {
    const Json* const found = find("axis");
    if (!found) return;
    const auto all =
        found->is_number() ? std::vector<std::optional<double>>{found->number} : numbers_in(*found);
    if (all.size() != 1 || !all[0] || (*all[0] != -1 && *all[0] != static_cast<double>(axes)))
        throw Refusal("another \"axis\" than the last one is not translated");
}

KerasLayer KerasLayer::inner(const char* name) const { return {member("", config_, name), arrays_, old_}; }

Shape keras_shape(const Json& json) {
    Shape shape;
    const auto extents = numbers_in(json);
    for (std::size_t i = 1; i < extents.size(); ++i) {
        if (extents[i] && !is_count(*extents[i])) throw Refusal("the input's shape has what is no extent");
        shape.push_back(extents[i] ? static_cast<std::size_t>(*extents[i]) : 0);
    }
    return shape;
}

}  // namespace ctnn_tool
