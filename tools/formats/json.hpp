#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "model/tensor.hpp"

// JSON that is not trusted: what is asked of it and is not there is a Refusal that begins with the place.

namespace ctnn_tool {

/// What JSON says, in the order of the file. A list of nothing but numbers holds them as such, so that it
/// takes no more memory than they do.
struct Json {
    enum class Kind : unsigned char { nothing, truth, number, text, list, object };
    struct Content;

    Kind kind = Kind::nothing;
    double number = 0;
    std::unique_ptr<Content> content{};  ///< of a text, a list or an object

    Json() = default;
    Json(Json&&) noexcept = default;
    Json& operator=(Json&&) noexcept = default;
    ~Json();

    bool is_list() const { return kind == Kind::list; }
    bool is_object() const { return kind == Kind::object; }
    bool is_number() const { return kind == Kind::number; }
    bool is_text() const { return kind == Kind::text; }
    bool is_nothing() const { return kind == Kind::nothing; }
    /// Elements of a list or an object.
    std::size_t size() const;
};

struct Json::Content {
    std::string text{};
    std::vector<double> numbers{};     ///< of a list that has nothing else
    std::vector<Json> items{};         ///< of other lists, of objects
    std::vector<std::string> names{};  ///< of an object's
};

/// Throws a Refusal at what is no JSON, at more than 32 levels, at an object with one name twice or more than
/// a thousand names.
Json parsed_json(const std::string& text);

/// "an object", "a list", ...
std::string kind_of(const Json& json);

const Json* find(const Json& object, const char* name);
const Json& member(const std::string& place, const Json& object, const char* name);
const std::string& text_of(const std::string& place, const Json& object, const char* name);
/// A whole number from 0 to 2^32 - 1, or the last of a list of such, as Keras writes some.
std::size_t count_of(const std::string& place, const char* name, const Json& json);
double number_of(const std::string& place, const char* name, const Json& json);

/// Lists of lists of numbers, all as long as the first, as an array of that shape.
Tensor tensor_of(const std::string& place, const std::string& name, const Json& json);

}  // namespace ctnn_tool
