#include "formats/torch_modules.hpp"

#include <algorithm>
#include <ctnn/io/safetensors_header.hpp>
#include <map>
#include <memory>
#include <utility>

#include "formats/torch_cells.hpp"
#include "model/convolution.hpp"
#include "model/norms.hpp"
#include "model/plain_layers.hpp"
#include "model/refusal.hpp"

namespace ctnn_tool {
namespace {

using ctnn::detail::in_quotes;

const Tensor& tensor_in(const TorchModule& module, const std::string& own) {
    if (const Tensor* const found = module.find(own)) return *found;
    throw Refusal("it has no " + in_quotes(own));
}

/// Nothing of a module without.
Tensor bias_of(const TorchModule& module) {
    const Tensor* const bias = module.find("bias");
    return bias ? *bias : Tensor{};
}

/// The modules' activations as the user says them, one after the other.
class Activations {
  public:
    explicit Activations(const ImportOptions& options) : names_(options.activations) {}

    const Activation& next() {
        const std::string name = used_ < names_.size() ? names_[used_] : "linear";
        ++used_;
        if (const Activation* const found = activation_named(name)) return *found;
        throw Refusal("activation " + in_quotes(name) + " is not known");
    }
    std::size_t used() const { return used_; }

  private:
    const std::vector<std::string>& names_;
    std::size_t used_ = 0;
};

void add_conv1d(Model& model, const TorchModule& module, const Activation& activation,
                const ImportOptions& options) {
    const Tensor& weight = tensor_in(module, "weight");  // filters, channels of a group, kernel
    ConvolutionOptions own;
    own.stride = options.stride;
    own.dilation = options.dilation;
    own.groups = options.groups;
    if (options.causal && weight.shape[2] > 1) own.padding = ctnn::causal;
    if (weight.shape[2] == 1) own.dilation = 1;
    model.add(std::make_unique<Convolution>(model.output(), activation, own, permuted(weight, {2, 1, 0}),
                                            bias_of(module)));
}

void add_batch_norm(Model& model, const TorchModule& module) {
    const std::size_t channels = model.output().back();
    BatchNormValues values{filled(channels, 1), filled(channels, 0), tensor_in(module, "running_mean"),
                           tensor_in(module, "running_var")};
    if (const Tensor* const weight = module.find("weight")) values.gamma = *weight;
    if (const Tensor* const bias = module.find("bias")) values.beta = *bias;
    const Tensor* const epsilon = module.find("eps");
    model.add(
        std::make_unique<BatchNorm>(model.output(), std::move(values),
                                    epsilon && epsilon->values.size() == 1 ? epsilon->values[0] : 1e-5));
}

void add_module(Model& model, const TorchModule& module, const ImportOptions& options,
                Activations& activations) {
    if (is_recurrent(module)) return add_recurrent(model, module);
    if (module.find("running_mean")) return add_batch_norm(model, module);
    if (module.find("in_proj_weight"))
        throw Refusal("attention, whose heads no file counts, is not translated: read_safetensors reads it");
    const Tensor& weight = tensor_in(module, "weight");
    const Shape& input = model.output();
    if (weight.shape.size() == 3) return add_conv1d(model, module, activations.next(), options);
    if (weight.shape.size() == 2)
        return model.add(on_steps(input, std::make_unique<Dense>(Shape{input.back()}, activations.next(),
                                                                 permuted(weight, {1, 0}), bias_of(module))));
    if (weight.shape.size() == 1 && !module.find("bias"))
        return model.add(std::make_unique<PReLU>(input, weight));
    throw Refusal("a module with a weight of " + text_of(weight.shape) + " is not translated");
}

/// What the first module takes: features, and whether there are steps.
Shape input_of(const std::vector<TorchModule>& modules, const ImportOptions& options) {
    bool sequence = options.steps.has_value();
    for (const TorchModule& module : modules) {
        const Tensor* const weight = module.find("weight");
        sequence = sequence || is_recurrent(module) || (weight && weight->shape.size() == 3);
    }
    const TorchModule& first = modules.front();
    const Tensor* const weight = first.find("weight");
    std::size_t features = 0;
    if (is_recurrent(first))
        features = first.find("weight_ih_l0")->shape.back();
    else if (const Tensor* const heads = first.find("in_proj_weight"); heads && !heads->shape.empty())
        features = heads->shape.back();
    else if (weight && weight->shape.size() == 3)
        features = ctnn::detail::size_product(weight->shape[1], options.groups);
    else if (weight && !weight->shape.empty())
        features = weight->shape.back();
    else if (const Tensor* const mean = first.find("running_mean"); mean && !mean->shape.empty())
        features = mean->shape.back();
    if (features == 0) throw Refusal("what the first module takes is not known from its tensors");
    return sequence ? Shape{options.steps.value_or(usual_steps), features} : Shape{features};
}

}  // namespace

const Tensor* TorchModule::find(const std::string& own) const {
    for (const NamedTensor& one : tensors)
        if (one.name == own) return &one.tensor;
    return nullptr;
}

std::vector<TorchModule> modules_of(std::vector<NamedTensor> tensors) {
    std::vector<TorchModule> modules;
    std::map<std::string, std::size_t> places;
    for (NamedTensor& one : tensors) {
        const std::size_t point = one.name.rfind('.');
        const std::string name = point == one.name.npos ? "" : one.name.substr(0, point);
        const auto [place, is_new] = places.emplace(name, modules.size());
        if (is_new) modules.push_back({name, {}});
        if (point != one.name.npos) one.name.erase(0, point + 1);
        modules[place->second].tensors.push_back(std::move(one));
    }
    return modules;
}

Model chain_of(const std::vector<TorchModule>& modules, const ImportOptions& options) {
    if (modules.empty()) throw Refusal("it holds no tensors");
    Model model(input_of(modules, options));
    Activations activations(options);
    for (const TorchModule& module : modules) {
        try {
            add_module(model, module, options, activations);
        } catch (const Refusal& refusal) {
            throw Refusal("module " + in_quotes(module.name), refusal.what());
        }
    }
    if (activations.used() < options.activations.size())
        throw Refusal(std::to_string(options.activations.size()) + " activations for " +
                      std::to_string(activations.used()) + " modules that take one");
    if (activations.used() > 1 && options.activations.empty())
        model.notes.push_back(
            "the file holds values, and no functions between its layers: all are linear "
            "(--activations relu,tanh,...)");
    if (!options.steps && model.input().size() > 1) model.notes.push_back(note_of_usual_steps());
    return model;
}

}  // namespace ctnn_tool
