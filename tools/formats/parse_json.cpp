#include <cstdint>
#include <ctnn/io/safetensors_header.hpp>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "formats/json.hpp"
#include "model/refusal.hpp"

namespace ctnn_tool {
namespace {

using ctnn::detail::in_quotes;
constexpr std::size_t most_levels = 32, most_names = 1000;

/// Builds what the parser of nlohmann::json reads, and looks at it before it is built: nothing deep, nothing
/// with names twice.
class Builder {
  public:
    using number_integer_t = nlohmann::json::number_integer_t;
    using number_unsigned_t = nlohmann::json::number_unsigned_t;
    using number_float_t = nlohmann::json::number_float_t;
    using string_t = std::string;
    using binary_t = nlohmann::json::binary_t;

    bool null() { return put({}); }
    bool boolean(bool value) { return put_number(Json::Kind::truth, value ? 1 : 0); }
    bool number_integer(number_integer_t value) {
        return put_number(Json::Kind::number, static_cast<double>(value));
    }
    bool number_unsigned(number_unsigned_t value) {
        return put_number(Json::Kind::number, static_cast<double>(value));
    }
    bool number_float(number_float_t value, const std::string&) {
        return put_number(Json::Kind::number, value);
    }
    bool string(std::string& value) {
        Json text = with_content(Json::Kind::text);
        text.content->text = std::move(value);
        return put(std::move(text));
    }
    bool binary(binary_t&) { return false; }
    bool start_object(std::size_t) { return open(Json::Kind::object); }
    bool end_object() {
        names_.pop_back();
        return close();
    }
    bool start_array(std::size_t) { return open(Json::Kind::list); }
    bool end_array() { return close(); }
    bool key(std::string& name) {
        if (!names_.back().insert(name).second)
            throw Refusal("it has " + in_quotes(name) + " twice in an object");
        if (names_.back().size() > most_names)
            throw Refusal("it has an object of more than " + std::to_string(most_names) + " names");
        open_.back().content->names.push_back(std::move(name));
        return true;
    }
    bool parse_error(std::size_t byte, const std::string&, const nlohmann::json::exception& error) {
        if (error.id == 406) throw Refusal("byte " + std::to_string(byte), "a number is too large");
        wrong_at_ = byte;
        return false;
    }

    std::size_t wrong_at() const { return wrong_at_; }
    Json& root() { return root_; }

  private:
    static Json with_content(Json::Kind kind) {
        Json made;
        made.kind = kind;
        made.content = std::make_unique<Json::Content>();
        return made;
    }
    bool put_number(Json::Kind kind, double value) {
        if (kind == Json::Kind::number && !open_.empty() && open_.back().is_list() &&
            open_.back().content->items.empty()) {
            open_.back().content->numbers.push_back(value);
            return true;
        }
        Json number;
        number.kind = kind;
        number.number = value;
        return put(std::move(number));
    }
    bool put(Json value) {
        if (open_.empty()) {
            root_ = std::move(value);
            return true;
        }
        Json::Content& to = *open_.back().content;
        for (const double before : to.numbers) {  // the list has other things too
            Json number;
            number.kind = Json::Kind::number;
            number.number = before;
            to.items.push_back(std::move(number));
        }
        to.numbers = {};
        to.items.push_back(std::move(value));
        return true;
    }
    bool open(Json::Kind kind) {
        if (open_.size() == most_levels)
            throw Refusal("it has more than " + std::to_string(most_levels) + " levels");
        open_.push_back(with_content(kind));
        if (kind == Json::Kind::object) names_.emplace_back();
        return true;
    }
    bool close() {
        Json closed = std::move(open_.back());
        open_.pop_back();
        return put(std::move(closed));
    }

    Json root_{};
    std::vector<Json> open_{};
    std::vector<std::set<std::string>> names_{};
    std::size_t wrong_at_ = 0;
};

}  // namespace

Json parsed_json(const std::string& text) {
    Builder builder;
    if (!nlohmann::json::sax_parse(text, &builder)) {
        const std::size_t at = builder.wrong_at();
        const std::string place = "byte " + std::to_string(at);
        if (at > text.size()) throw Refusal(place, "the JSON ends too early");
        throw Refusal(place,
                      "it is no JSON from " + in_quotes(text.substr(at == 0 ? 0 : at - 1, 12)) + " on");
    }
    return std::move(builder.root());
}

}  // namespace ctnn_tool
