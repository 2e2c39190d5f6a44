#include "formats/tflite.hpp"

#include <algorithm>
#include <ctnn/data/number_text.hpp>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "formats/chain_branch.hpp"
#include "formats/tflite_file.hpp"
#include "formats/tflite_layers.hpp"
#include "model/broadcast.hpp"
#include "model/norms.hpp"

namespace ctnn_tool {
namespace {

class TfliteReader {
  public:
    explicit TfliteReader(std::string_view text) : file_(text), branches_(uses()) {}

    Model read() {
        branches_.put(name(file_.input()), {Model(tflite_sample(file_.tensor(file_.input()).shape))});
        const std::vector<TfliteOperator>& operators = file_.operators();
        for (std::size_t i = 0; i < operators.size(); ++i) {
            const std::string place = "operator " + std::to_string(i) + " (" + operators[i].name() + ")";
            try {
                add(operators[i]);
            } catch (const Refusal& refusal) {
                throw Refusal(place, refusal.what());
            }
        }
        if (!branches_.knows(name(file_.output()))) throw Refusal("no operator gives its output");
        ChainBranch whole = branches_.take(name(file_.output()));
        if (!whole.base.empty()) throw Refusal("its branches are not joined: not translated");
        if (whole.chain.layers().empty()) throw Refusal("it has no operator that computes");
        add_words(whole.chain);
        return std::move(whole.chain);
    }

  private:
    static std::string name(int tensor) { return std::to_string(tensor); }

    std::map<std::string, std::size_t> uses() const {
        std::map<std::string, std::size_t> found{{name(file_.output()), 1}};
        for (const TfliteOperator& its : file_.operators())
            for (const int input : its.inputs) ++found[name(input)];
        return found;
    }

    void add(const TfliteOperator& its) {
        const int result = its.result();
        if (file_.is_constant(result)) return;
        if (branches_.knows(name(result))) throw Refusal("it gives what another one has given");
        std::vector<std::string> from;
        for (const int input : its.inputs)
            if (input >= 0 && !file_.is_constant(input)) from.push_back(name(input));
        for (const std::string& value : from)
            if (!branches_.knows(value))
                throw Refusal("it takes tensor " + value + ", which none before it gives");
        if (from.empty()) throw Refusal("it computes of constants alone: not translated");
        if (is_concatenation(its) || (is_tflite_arithmetic(its) && from.size() > 1)) return join(its, from);
        if (from.size() != 1)
            throw Refusal("it takes " + std::to_string(from.size()) + " values: not translated");
        ChainBranch branch = branches_.take(from[0]);
        if (is_tflite_arithmetic(its)) {
            if (its.inputs.size() != 2) throw Refusal("it takes no two values: not translated");
            add_tflite_arithmetic(branch.chain, file_, its, file_.is_constant(its.inputs[0]) ? 0 : 1);
            add_tflite_activation(branch.chain, tflite_activation(its.option<std::int8_t>(0, 0)));
        } else {
            if (name(its.operand(0)) != from[0]) throw Refusal("it takes a constant first: not translated");
            add_tflite_layer(branch.chain, file_, its);
        }
        put(its, std::move(branch));
    }

    static bool is_concatenation(const TfliteOperator& its) { return its.code == 2; }

    void join(const TfliteOperator& its, const std::vector<std::string>& from) {
        if (from.size() != its.inputs.size()) throw Refusal("a constant beside values: not translated");
        const std::string to = name(its.result()), joined = to + "\njoined";
        if (is_concatenation(its)) {
            branches_.join(from, false, joined, [&](std::vector<ChainBranch>& taken, ChainBranch& behind) {
                add_concatenated(axis_of(its, taken[0].shape().size()), taken, behind);
            });
        } else {
            if (its.code == 42) throw Refusal("a quotient of two values is not translated");
            const Join how = its.code == 18 ? Join::product : Join::sum;
            branches_.join(from, true, joined, [&](std::vector<ChainBranch>& taken, ChainBranch& behind) {
                if (its.code == 41) subtract(from, taken);
                std::vector<Shape> shapes;
                for (const ChainBranch& branch : taken) shapes.push_back(branch.shape());
                add_joined(how, broadcast_shape(shapes), taken, behind);
            });
        }
        ChainBranch whole = branches_.take(joined);
        add_tflite_activation(whole.chain,
                              tflite_activation(its.option<std::int8_t>(is_concatenation(its) ? 1 : 0, 0)));
        put(its, std::move(whole));
    }

    static void subtract(const std::vector<std::string>& from, std::vector<ChainBranch>& taken) {
        if (from.size() != 2 || taken.size() != 2)
            throw Refusal("it subtracts more than one value: not translated");
        Model& second = taken[1].chain;
        const std::size_t channels = second.output().back();
        second.add(affine(second.output(), Values(channels, -1), Values(channels, 0)));
    }

    static std::size_t axis_of(const TfliteOperator& its, std::size_t axes) {
        std::int64_t axis = its.option<std::int32_t>(0, 0);
        if (axis < 0) axis += static_cast<std::int64_t>(axes) + 1;
        if (axis < 1 || axis > static_cast<std::int64_t>(axes))
            throw Refusal("what it joins along the batch's axis is not translated");
        return static_cast<std::size_t>(axis) - 1;
    }

    /// What it gives must be as the file says.
    void put(const TfliteOperator& its, ChainBranch branch) {
        const Shape said = tflite_sample(file_.tensor(its.result()).shape);
        if (branch.shape() != said)
            throw Refusal("it gives " + text_of(branch.shape()) + ", but the file says " + text_of(said));
        branches_.put(name(its.result()), std::move(branch));
    }

    void add_words(Model& model) const {
        const auto say = [&](int tensor, const char* what) {
            const TfliteTensor& its = file_.tensor(tensor);
            if (its.scale.size() != 1) return;
            const auto text = [](double value) {
                return ctnn::detail::number_text(static_cast<float>(value));
            };
            const double zero = its.zero_point[0];
            model.comments.push_back(std::string("There a byte q of its ") + what + " stands for " +
                                     text(its.scale[0]) + " (q " + (zero < 0 ? "+ " : "- ") +
                                     text(std::abs(zero)) + ").");
        };
        say(file_.input(), "input");
        say(file_.output(), "output");
        const auto& all = file_.tensors();
        if (std::any_of(all.begin(), all.end(),
                        [](const TfliteTensor& its) { return its.type == 9 || its.type == 3; }))
            model.notes.push_back(
                "its bytes became the numbers that they stand for: nothing is rounded to eight bits "
                "between the layers");
    }

    TfliteFile file_;
    ChainBranches branches_;
};

}  // namespace

Model read_tflite(std::string_view text, const ImportOptions& options) {
    if (options.steps) throw Refusal("a TFLite file says how many steps there are");
    return TfliteReader(text).read();
}

}  // namespace ctnn_tool
