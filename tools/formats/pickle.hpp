#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// As much of Python's pickle as a state_dict of PyTorch takes. Nothing is executed: a call makes a value that
// says what was called with what, and only a few names may be called at all.

namespace ctnn_tool {

/// By its place among all values: values may hold each other in a circle.
using PickleId = std::size_t;

struct PickleValue {
    enum class Kind : unsigned char {
        none,
        truth,
        integer,
        real,
        text,
        tuple,
        list,
        dictionary,
        global,
        call,
        storage
    };

    Kind kind = Kind::none;
    std::int64_t integer = 0;  ///< of a truth value too
    double real = 0;
    std::string_view text{};        ///< of a text; of a global "torch\nFloatStorage"; in the pickle's bytes
    std::vector<PickleId> items{};  ///< of a dictionary name, value, name, value; of a call what, with what
};

class Pickle {
  public:
    /// The bytes live as long as this. Throws a Refusal that begins with the byte: where the bytes end too
    /// early, at an operation or a global that no state_dict needs, at one on values that are not there.
    explicit Pickle(std::string_view bytes);

    const PickleValue& root() const { return values_[root_]; }
    const PickleValue& operator[](PickleId id) const { return values_[id]; }

  private:
    friend class PickleMachine;
    std::deque<PickleValue> values_{};
    PickleId root_ = 0;
};

}  // namespace ctnn_tool
