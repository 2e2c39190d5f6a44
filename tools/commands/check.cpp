#include "commands/check.hpp"

#include <algorithm>
#include <cctype>
#include <ctnn/data/number_text.hpp>
#include <ctnn/io/header_text.hpp>
#include <string_view>
#include <vector>

#include "model/refusal.hpp"

namespace ctnn_tool {
namespace {

/// What stands between two texts.
std::string between(const std::string& text, const std::string& from, const std::string& to) {
    const std::size_t start = text.find(from);
    const std::size_t end = start == text.npos ? start : text.find(to, start + from.size());
    if (end == text.npos) throw Refusal("it is no header of weights: there is no '" + from + '\'');
    return text.substr(start + from.size(), end - start - from.size());
}

std::string without_blanks(std::string text) {
    text.erase(std::remove_if(text.begin(), text.end(), [](unsigned char c) { return std::isspace(c) != 0; }),
               text.end());
    return text;
}

/// Its numbers; of each line, what stands before a comment.
std::vector<double> numbers_of(const std::string& list) {
    std::vector<double> numbers;
    for (std::size_t at = 0; at < list.size();) {
        const char sign = list[at];
        if (sign == '/') {
            at = std::min(list.find('\n', at), list.size());
        } else if (std::isspace(static_cast<unsigned char>(sign)) != 0 || sign == ',' || sign == 'f') {
            ++at;
        } else {
            char* end = nullptr;
            numbers.push_back(ctnn::detail::read_as_in_c<double>(list.c_str() + at, end));
            if (end == list.c_str() + at)
                throw Refusal("value " + std::to_string(numbers.size() - 1) + " of it is no number");
            at = static_cast<std::size_t>(end - list.c_str());
        }
    }
    return numbers;
}

std::string place_of(const std::vector<PlacedPart>& parts, std::size_t index) {
    for (const PlacedPart& one : parts)
        if (index >= one.offset && index - one.offset < one.part->tensor.values.size())
            return one.path + '[' + std::to_string(index - one.offset) + ']';
    return "value " + std::to_string(index);
}

}  // namespace

std::string difference(const Model& model, const std::string& model_path, const std::string& header,
                       const std::string& header_path) {
    const std::string declared = between(header, "using Network =", ";");
    const std::string own = model.declaration();
    if (without_blanks(declared) != without_blanks(own)) {
        std::string found = without_blanks(declared);
        for (std::size_t at = 0; (at = found.find(',', at)) != found.npos; at += 2)
            found.insert(at + 1, 1, ' ');
        return header_path + ": it declares " + without_namespace(found) + ", but " + model_path + " is " +
               without_namespace(own);
    }
    const std::vector<double> numbers = numbers_of(between(header, " values[] = {", "};"));
    const std::vector<PlacedPart> parts = model.parts();
    std::size_t index = 0;
    for (const PlacedPart& one : parts)
        for (const double value : one.part->tensor.values) {
            if (index < numbers.size() && numbers[index] != value)
                return header_path + ": " + place_of(parts, index) + " is " +
                       ctnn::detail::number_text(static_cast<float>(numbers[index])) + ", but in " +
                       model_path + " it is " + ctnn::detail::number_text(static_cast<float>(value));
            ++index;
        }
    if (index != numbers.size() && !(index == 0 && numbers.size() == 1))
        return header_path + ": it holds " + std::to_string(numbers.size()) + " values, but " + model_path +
               " has " + std::to_string(index);
    return "";
}

}  // namespace ctnn_tool
