#include "formats/recorded.hpp"

#include <algorithm>
#include <cmath>
#include <ctnn/data/number_text.hpp>

#include "model/refusal.hpp"

namespace ctnn_tool {

namespace {

std::string note_of(const Json& input, const Json& output,
                    const std::function<Model(std::size_t steps)>& with_steps) {
    constexpr std::size_t most = std::size_t{1} << 28;
    const Tensor x = tensor_of("", "input_batch", input), y = tensor_of("", "output_batch", output);
    const std::size_t features = with_steps(1).input().back();
    if (x.values.size() % features != 0) return "what it recorded does not fit its input";
    const Model model = with_steps(x.values.size() / features);
    if (model.multiply_adds() > most || size_of(model.output()) != y.values.size())
        return "what it recorded was not compared: its output is " + text_of(y.shape);
    const Values found = model.run(x.values);
    double off = 0, largest = 0;
    for (std::size_t i = 0; i < found.size(); ++i) {
        off = std::max(off, std::abs(found[i] - y.values[i]));
        largest = std::max(largest, std::abs(y.values[i]));
    }
    const std::string text = ctnn::detail::number_text(static_cast<float>(off)) +
                             " of what it recorded, whose largest is " +
                             ctnn::detail::number_text(static_cast<float>(largest));
    if (off <= 1e-3 * largest) return "the translation is within " + text;
    return "WARNING: the translation is off by " + text;
}

}  // namespace

std::vector<std::string> notes_of_recorded(const Json& json,
                                           const std::function<Model(std::size_t steps)>& with_steps) {
    const Json *const input = find(json, "input_batch"), *const output = find(json, "output_batch");
    if (!input || !output) return {};
    try {
        return {note_of(*input, *output, with_steps)};
    } catch (const Refusal& refusal) {
        return {std::string("what it recorded was not compared: ") + refusal.what()};
    }
}

}  // namespace ctnn_tool
