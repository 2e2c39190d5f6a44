#include "formats/keras_config.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <ctnn/io/safetensors_header.hpp>
#include <string_view>
#include <utility>

#include "formats/keras_calls.hpp"
#include "model/refusal.hpp"

namespace ctnn_tool {
namespace {

using ctnn::detail::in_quotes;

const Activation hard_sigmoid_of_old{"ctnn::KerasHardSigmoid", [](double z) {
                                         return z < -2.5 ? 0.0 : z > 2.5 ? 1.0 : 0.2 * z + 0.5;
                                     }};
const Activation usual_leaky_relu = leaky_relu(0.2);

/// The numbers of a list, whatever else is in it as nothing.
std::vector<std::optional<double>> numbers_in(const Json& json) {
    std::vector<std::optional<double>> found;
    if (!json.is_list()) return found;
    for (const double number : json.content->numbers) found.emplace_back(number);
    for (const Json& one : json.content->items)
        found.push_back(one.is_number() ? std::optional<double>(one.number) : std::nullopt);
    return found;
}

/// What a layer here reads in its config, and what tells nothing that its arrays do not, or is of training.
constexpr std::string_view known_names =
    " activation alpha axis backward_layer center cropping data_format dilation_rate dims epsilon"
    " function go_backwards groups interpolation invert keepdims layer mask_zero max_value mean merge_mode n"
    " negative_slope offset output_padding padding pool_size recurrent_activation reset_after"
    " return_sequences return_state rms_scaling scale size strides target_shape threshold time_major"
    " use_bias variance autocast batch_input_shape batch_shape batch_size depth_multiplier dropout dtype"
    " filters implementation input_dim input_length input_shape kernel_size lora_alpha lora_rank"
    " momentum name output_dim ragged rank recurrent_dropout renorm_clipping renorm_momentum seed"
    " shared_axes sparse stateful synchronized trainable unit_forget_bias units unroll"
    " zero_output_for_mask ";
constexpr std::array<std::string_view, 3> known_endings{"_initializer", "_regularizer", "_constraint"};

bool is_known(const std::string& name) {
    return known_names.find(' ' + name + ' ') != known_names.npos ||
           std::any_of(known_endings.begin(), known_endings.end(),
                       [&](std::string_view ending) { return name.ends_with(ending); });
}

/// Nothing if it has none of the name.
std::string text_in(const Json& layer, const char* name) {
    const Json* const found = find(layer, name);
    return found && found->is_text() ? found->content->text : std::string();
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
      old_(old),
      is_operation_(is_keras_operation(layer) ||
                    text_in(layer, "module").find(".ops.") != std::string::npos) {
    require_class_of_keras(layer);
}

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
    if (own == "leaky_relu") return usual_leaky_relu;
    if (const Activation* const known = activation_named(own == "hard_silu" ? "hard_swish" : own))
        return *known;
    throw Refusal("activation " + in_quotes(own) + " is not translated");
}

Tensor KerasLayer::bias() const { return flag("use_bias", true) ? arrays_.next("bias") : Tensor{}; }

void KerasLayer::refuse(const char* name) const {
    if (flag(name, false)) throw Refusal(in_quotes(name) + " is not translated");
}

void KerasLayer::require_known_names() const {
    for (std::size_t i = 0; config_.is_object() && i < config_.content->names.size(); ++i) {
        const Json& value = config_.content->items[i];
        const bool says_nothing =
            value.is_nothing() || (value.kind == Json::Kind::truth && value.number == 0);
        if (const std::string& name = config_.content->names[i]; !says_nothing && !is_known(name))
            throw Refusal(in_quotes(name) + " in its config is not understood");
    }
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

void require_class_of_keras(const Json& layer) {
    const std::string module = text_in(layer, "module"), registered = text_in(layer, "registered_name");
    const bool is_of_keras = module.starts_with("keras") || module.starts_with("tf_keras");
    const bool says_nothing = module.empty() && registered.empty();  // as an .h5 file
    if ((!is_of_keras && !says_nothing) || registered.find('>') != registered.npos)
        throw Refusal("its class is " + in_quotes(registered.empty() ? module : registered) +
                      " and not Keras's own: not translated");
}

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
