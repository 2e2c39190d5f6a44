#pragma once

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>
#include <vector>

/// What is wrong with a page: the first element that is not closed where it should be, an id that stands
/// there twice, an attribute that does not end, or something that only a script could be. Empty if nothing
/// is.
inline std::string wrong_in(std::string_view page) {
    constexpr std::array void_elements{"meta", "br", "img", "!DOCTYPE"};
    std::vector<std::string> open;
    std::set<std::string> ids;
    std::size_t at = 0;
    while ((at = page.find('<', at)) != page.npos) {
        std::size_t end = at + 1;
        for (char quote = 0; end < page.size() && (quote != 0 || page[end] != '>'); ++end)
            if (quote == 0 && (page[end] == '"' || page[end] == '\''))
                quote = page[end];
            else if (page[end] == quote)
                quote = 0;
        if (end == page.size()) return "a tag without end: " + std::string(page.substr(at, 60));
        const std::string_view tag = page.substr(at + 1, end - at - 1);
        at = end;
        const std::string name(tag.substr(0, tag.find_first_of(" \n")));
        if (name == "script" || tag.find(" on") != tag.npos) return "a script: " + std::string(tag);
        for (const std::string_view key : {" id=\"", " id='"})
            if (const std::size_t id = tag.find(key); id != tag.npos) {
                const std::size_t first = id + 5, last = tag.find(key.back(), first);
                const std::string value(tag.substr(first, last - first));
                if (!ids.insert(value).second) return "twice: " + value;
            }
        if (name.starts_with("/")) {
            if (open.empty() || open.back() != name.substr(1)) return "closed: " + name.substr(1);
            open.pop_back();
        } else if (!tag.ends_with("/") &&
                   std::find(void_elements.begin(), void_elements.end(), name) == void_elements.end()) {
            open.push_back(name);
        }
    }
    return open.empty() ? "" : "left open: " + open.back();
}

/// How often one text is in another.
inline std::size_t times(std::string_view text, std::string_view in) {
    std::size_t count = 0;
    for (std::size_t at = 0; (at = in.find(text, at)) != in.npos; at += text.size()) ++count;
    return count;
}
