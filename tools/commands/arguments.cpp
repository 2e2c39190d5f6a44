#include "commands/arguments.hpp"

#include <charconv>
#include <cstddef>

namespace ctnn_tool {

const char* const usage =
    R"(ctnn brings models of other libraries into C++ programs.

  ctnn import FILE -o model.hpp [--name NAME]   a header that declares the network as a type, with its values
  ctnn import FILE --safetensors FILE           the values, for ctnn::load; of a .pt for read_safetensors
  ctnn show FILE                                the layers, or the tensors
  ctnn check FILE model.hpp                     whether the header holds that model, or the first difference

FILE is a model of Keras (.keras, .h5), TensorFlow Lite, RTNeural, AIDA-X, NAM or ONNX, or a state_dict of
PyTorch: JSON, .pt or .safetensors.
What it may not say:
  --steps N                 steps of the sequences that predict takes at once
  --activations relu,tanh   of a state_dict's Linear and Conv1d modules, in their order; linear where not said
  --stride N --dilation N --groups N --causal   of a state_dict's Conv1d modules
)";

namespace {

std::size_t number_of(const std::string& option, const std::string& text) {
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || number == 0 || number > 0xFFFFFFFF)
        throw UsageError(option + " takes a whole number from 1 on, not '" + text + '\'');
    return number;
}

std::vector<std::string> split(const std::string& text) {
    std::vector<std::string> words{""};
    for (const char sign : text)
        if (sign == ',')
            words.emplace_back();
        else
            words.back() += sign;
    return words;
}

void require_files(const Arguments& arguments) {
    const std::size_t wanted = arguments.command == "check" ? 2 : 1;
    if (arguments.files.size() != wanted)
        throw UsageError("ctnn " + arguments.command +
                         (wanted == 2 ? " takes a model and a header" : " takes one file"));
    const bool writes = !arguments.header.empty() || !arguments.safetensors.empty();
    if (arguments.command == "import" && !writes)
        throw UsageError("ctnn import: where to? -o model.hpp or --safetensors model.safetensors");
    if (arguments.command != "import" && writes)
        throw UsageError("ctnn " + arguments.command + " writes nothing");
}

}  // namespace

Arguments parsed_arguments(const std::vector<std::string>& words) {
    Arguments arguments;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string& word = words[i];
        const auto value = [&]() -> const std::string& {
            if (i + 1 == words.size()) throw UsageError(word + " takes a value");
            return words[++i];
        };
        if (word == "-o" || word == "--output")
            arguments.header = value();
        else if (word == "--safetensors")
            arguments.safetensors = value();
        else if (word == "--name")
            arguments.name = value();
        else if (word == "--steps")
            arguments.import.steps = number_of(word, value());
        else if (word == "--activations")
            arguments.import.activations = split(value());
        else if (word == "--stride")
            arguments.import.stride = number_of(word, value());
        else if (word == "--dilation")
            arguments.import.dilation = number_of(word, value());
        else if (word == "--groups")
            arguments.import.groups = number_of(word, value());
        else if (word == "--causal")
            arguments.import.causal = true;
        else if (word.size() > 1 && word[0] == '-')
            throw UsageError("there is no option " + word);
        else if (arguments.command.empty())
            arguments.command = word;
        else
            arguments.files.push_back(word);
    }
    if (arguments.command != "import" && arguments.command != "show" && arguments.command != "check")
        throw UsageError(arguments.command.empty() ? "what shall be done?"
                                                   : "there is no command " + arguments.command);
    require_files(arguments);
    return arguments;
}

}  // namespace ctnn_tool
