#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <ctnn/core/code.hpp>
#include <ctnn/io/safetensors_header.hpp>
#include <ctnn/io/tensor_layout.hpp>

// The tensors of a file by the modules that they belong to: "features.0.weight" and "features.0.bias" are
// one.

namespace ctnn::detail::inline CTNN_CODE {

constexpr bool is_digit(char sign) noexcept { return sign >= '0' && sign <= '9'; }

/// Whether a comes before b, numbers by their size: "layers.2" before "layers.10".
constexpr bool naturally_before(std::string_view a, std::string_view b) noexcept {
    const auto number = [](std::string_view text, std::size_t& at) {
        while (at + 1 < text.size() && text[at] == '0' && is_digit(text[at + 1])) ++at;
        const std::size_t start = at;
        while (at < text.size() && is_digit(text[at])) ++at;
        return text.substr(start, at - start);
    };
    std::size_t i = 0, j = 0;
    while (i < a.size() && j < b.size()) {
        if (is_digit(a[i]) && is_digit(b[j])) {
            const std::string_view first = number(a, i), second = number(b, j);
            if (first.size() != second.size()) return first.size() < second.size();
            if (first != second) return first < second;
        } else if (a[i] != b[j]) {
            return static_cast<unsigned char>(a[i]) < static_cast<unsigned char>(b[j]);
        } else {
            ++i, ++j;
        }
    }
    return a.size() - i != b.size() - j ? a.size() - i < b.size() - j : a < b;  // "01" is no "1"
}

struct ModuleTensor {
    std::string_view name{};  // within the module, as "weight_ih"
    const StoredTensor* tensor = nullptr;
};

/// One layer of the other library: of a recurrent one of several levels and ways, one level and way.
struct TensorModule {
    std::string_view name{};
    std::string_view level{};  // "_l1"
    bool is_reverse = false;
    std::vector<ModuleTensor> tensors{};

    bool same(const TensorModule& other) const noexcept {
        return name == other.name && level == other.level && is_reverse == other.is_reverse;
    }
    bool before(const TensorModule& other) const noexcept {
        if (name != other.name) return naturally_before(name, other.name);
        if (level != other.level) return naturally_before(level, other.level);
        return is_reverse != other.is_reverse ? other.is_reverse : tensors[0].name < other.tensors[0].name;
    }

    const StoredTensor* find(const TensorSource& source) const noexcept {
        for (const ModuleTensor& own : tensors)
            if (own.name == source.names[0] || own.name == source.names[1]) return own.tensor;
        return nullptr;
    }
    bool has(std::string_view wanted) const noexcept {
        for (const ModuleTensor& own : tensors)
            if (own.name == wanted) return true;
        return false;
    }
    /// Whether a user who says this means it.
    bool is_called(std::string_view called) const noexcept {
        if (level.empty() || level == "_l0") return called == name || called == whole_name();
        return called == whole_name();
    }
    std::string whole_name() const { return std::string(name) + std::string(level); }
};

/// Takes the level and the way off PyTorch's name of a recurrent layer's parameter: "weight_ih_l0_reverse".
inline void split_name(TensorModule& module, std::string_view& name) {
    constexpr std::string_view reverse = "_reverse", level = "_l";
    if (!name.starts_with("weight_") && !name.starts_with("bias_")) return;
    std::string_view rest = name;
    const bool is_reverse = rest.ends_with(reverse);
    if (is_reverse) rest.remove_suffix(reverse.size());
    std::size_t at = rest.size();
    while (at > 0 && is_digit(rest[at - 1])) --at;
    if (at == rest.size() || !rest.substr(0, at).ends_with(level)) return;
    at -= level.size();
    module.level = rest.substr(at);
    module.is_reverse = is_reverse;
    name = rest.substr(0, at);
}

/// PyTorch's attention has a module within it: "attn.out_proj" goes to "attn", if that has an in_proj_weight,
/// and its weight is there "out_proj.weight". The modules are in order.
inline void join_projections(std::vector<TensorModule>& modules) {
    constexpr std::string_view inner = "out_proj";
    std::vector<TensorModule> joined;
    for (TensorModule& module : modules) {
        const std::size_t end = module.name.size() - inner.size();
        auto outer = joined.end();
        if (module.name == inner || (module.name.ends_with(inner) && module.name[end - 1] == '.')) {
            const TensorModule key{
                module.name.substr(0, end == 0 ? 0 : end - 1), {}, false, {ModuleTensor{}}};
            outer =
                std::lower_bound(joined.begin(), joined.end(), key,
                                 [](const TensorModule& a, const TensorModule& b) { return a.before(b); });
            if (outer != joined.end() && !(outer->same(key) && outer->has("in_proj_weight")))
                outer = joined.end();
        }
        if (outer == joined.end()) {
            joined.push_back(std::move(module));
            continue;
        }
        for (const ModuleTensor& own : module.tensors) {
            const std::string_view whole = own.tensor->name;
            outer->tensors.push_back(
                {whole.substr(whole.size() - own.name.size() - inner.size() - 1), own.tensor});
        }
    }
    modules = std::move(joined);
}

/// All modules whose tensors' names begin with the prefix, in the natural order of their names.
/// A template, so that who includes this and reads nothing does not wait for it.
template <class File>
std::vector<TensorModule> modules_of(const File& file, std::string_view prefix, TensorLayout layout) {
    std::vector<TensorModule> all;
    for (const StoredTensor& tensor : file.tensors()) {
        std::string_view rest = tensor.name;
        if (!rest.starts_with(prefix)) continue;
        rest.remove_prefix(prefix.size());
        const std::size_t end = rest.find_last_of("./");
        std::string_view name = end == rest.npos ? rest : rest.substr(end + 1);
        if (name == "num_batches_tracked") continue;  // PyTorch counts them for a momentum of None only
        TensorModule module{end == rest.npos ? std::string_view() : rest.substr(0, end)};
        if (layout == TensorLayout::pytorch)
            split_name(module, name);
        else
            module.is_reverse = module.name.find("backward_") != rest.npos;
        module.tensors.push_back({name, &tensor});
        all.push_back(module);
    }
    std::vector<TensorModule> modules;
    for (const void *const place : sorted(all, [](const void* a, const void* b) {
             return static_cast<const TensorModule*>(a)->before(*static_cast<const TensorModule*>(b));
         })) {
        const TensorModule& one = *static_cast<const TensorModule*>(place);
        if (modules.empty() || !modules.back().same(one))
            modules.push_back(one);
        else
            modules.back().tensors.push_back(one.tensors[0]);
    }
    if (layout == TensorLayout::pytorch) join_projections(modules);
    return modules;
}

}  // namespace ctnn::detail::inline CTNN_CODE
