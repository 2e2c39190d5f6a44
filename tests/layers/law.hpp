#pragma once

#include <cmath>
#include <cstddef>
#include <cstring>
#include <sstream>
#include <string>
#include <vector>

// What a law finds of a layer. It is a value, so that a test can ask whether a faulty layer is found.

namespace laws {

/// The first thing that is not as it should be; empty as long as all is.
class Finding {
  public:
    /// No value further from its own than tolerance * (1 + |wanted|).
    template <class T>
    void close(const char* what, const std::vector<T>& found, const std::vector<T>& wanted,
               double tolerance) {
        compare(what, found, wanted, [tolerance](T a, T b) {
            return std::abs(double(a) - double(b)) <= tolerance * (1 + std::abs(double(b)));
        });
    }
    template <class T>
    void same_bits(const char* what, const std::vector<T>& found, const std::vector<T>& wanted) {
        compare(what, found, wanted, [](T a, T b) { return std::memcmp(&a, &b, sizeof(T)) == 0; });
    }
    void holds(const char* what, bool kept) {
        if (!kept && text_.empty()) text_ = std::string("not so: ") + what;
    }
    void take(const Finding& other) {
        if (text_.empty()) text_ = other.text_;
    }
    const std::string& text() const { return text_; }

  private:
    template <class T, class Agree>
    void compare(const char* what, const std::vector<T>& found, const std::vector<T>& wanted, Agree agree) {
        if (!text_.empty()) return;
        std::ostringstream text;
        text.precision(17);
        if (found.size() != wanted.size())
            text << what << ": " << found.size() << " values, not " << wanted.size();
        for (std::size_t i = 0; i < found.size() && text.tellp() == 0; ++i)
            if (!agree(found[i], wanted[i]))
                text << what << "[" << i << "] is " << found[i] << ", not " << wanted[i];
        text_ = text.str();
    }

    std::string text_;
};

struct Law {
    const char* name;
    Finding (*look)();
};

/// The name of the first law that is broken, and what was found; empty if none is.
inline std::string first_broken(const std::vector<Law>& laws, const std::string& where = {}) {
    for (const Law& law : laws)
        if (const std::string found = law.look().text(); !found.empty())
            return where + law.name + ": " + found;
    return {};
}

}  // namespace laws
