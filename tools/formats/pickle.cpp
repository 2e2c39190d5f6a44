#include "formats/pickle.hpp"

#include <algorithm>
#include <array>
#include <ctnn/io/safetensors_header.hpp>
#include <ctnn/io/stored_number.hpp>

#include "model/refusal.hpp"

namespace ctnn_tool {

using Kind = PickleValue::Kind;

/// All names that a state_dict needs: what orders its entries, what makes tensors, and the kinds of their
/// numbers.
constexpr std::array<std::string_view, 13> known_globals{"collections\nOrderedDict",
                                                         "torch._utils\n_rebuild_tensor_v2",
                                                         "torch._utils\n_rebuild_parameter",
                                                         "torch\nFloatStorage",
                                                         "torch\nDoubleStorage",
                                                         "torch\nHalfStorage",
                                                         "torch\nBFloat16Storage",
                                                         "torch\nLongStorage",
                                                         "torch\nIntStorage",
                                                         "torch\nShortStorage",
                                                         "torch\nCharStorage",
                                                         "torch\nByteStorage",
                                                         "torch\nBoolStorage"};

/// Goes through the bytes with a stack of values, a stack of marks, and a table of what is named again.
class PickleMachine {
  public:
    PickleMachine(std::string_view bytes, Pickle& to) : bytes_(bytes), values_(to.values_), root_(to.root_) {}

    void run() {
        while (!done_) {
            start_ = at_;
            operate(static_cast<unsigned char>(taken(1)[0]));
        }
    }

  private:
    [[noreturn]] void fail(const std::string& sentence) const {
        throw Refusal("byte " + std::to_string(start_), sentence);
    }
    std::string_view taken(std::uint64_t count) {
        if (count > bytes_.size() - at_) fail("it ends too early");
        const std::string_view piece = bytes_.substr(at_, static_cast<std::size_t>(count));
        at_ += piece.size();
        return piece;
    }
    /// A number of so many bytes, little-endian.
    std::uint64_t number(std::size_t width) {
        std::uint64_t value = 0;
        const std::string_view piece = taken(width);
        for (std::size_t i = width; i-- > 0;) value = value << 8 | static_cast<unsigned char>(piece[i]);
        return value;
    }

    PickleId push(PickleValue value) {
        values_.push_back(std::move(value));
        stack_.push_back(values_.size() - 1);
        return stack_.back();
    }
    PickleId pop() {
        if (stack_.size() <= (marks_.empty() ? 0 : marks_.back()))
            fail("it takes a value where there is none");
        const PickleId id = stack_.back();
        stack_.pop_back();
        return id;
    }
    PickleValue& top(Kind kind, const char* what) {
        if (stack_.size() <= (marks_.empty() ? 0 : marks_.back()))
            fail("it takes a value where there is none");
        PickleValue& value = values_[stack_.back()];
        if (value.kind != kind) fail(std::string("it adds to what is no ") + what);
        return value;
    }
    /// What lies above the last mark.
    std::vector<PickleId> above_mark() {
        if (marks_.empty()) fail("it takes a mark where there is none");
        const auto first = stack_.begin() + static_cast<std::ptrdiff_t>(marks_.back());
        std::vector<PickleId> items(first, stack_.end());
        stack_.erase(first, stack_.end());
        marks_.pop_back();
        return items;
    }
    std::vector<PickleId> popped(std::size_t count) {
        std::vector<PickleId> items(count);
        for (std::size_t i = count; i-- > 0;) items[i] = pop();
        return items;
    }

    void put(std::uint64_t index) {
        // Each index takes bytes of the file, so that the table grows no faster than it.
        if (index > memo_.size()) fail("it names a value by " + std::to_string(index) + ", out of order");
        if (stack_.empty()) fail("it takes a value where there is none");
        if (index == memo_.size())
            memo_.push_back(stack_.back());
        else
            memo_[static_cast<std::size_t>(index)] = stack_.back();
    }
    void get(std::uint64_t index) {
        if (index >= memo_.size()) fail("it takes a value by a name that there is not");
        stack_.push_back(memo_[static_cast<std::size_t>(index)]);
    }

    void push_integer(std::int64_t value) { push({.kind = Kind::integer, .integer = value}); }
    void push_items(Kind kind, std::vector<PickleId> items) {
        push({.kind = kind, .items = std::move(items)});
    }

    void push_long(std::size_t width) {
        if (width > 8) fail("a number of " + std::to_string(width) + " bytes");
        std::uint64_t value = number(width);
        if (width > 0 && width < 8 && (value >> (8 * width - 1)) != 0)
            value |= ~std::uint64_t{0} << (8 * width);
        push_integer(static_cast<std::int64_t>(value));
    }
    void push_real() {
        std::uint64_t bits = 0;  // this one is big-endian
        for (const char byte : taken(8)) bits = bits << 8 | static_cast<unsigned char>(byte);
        push({.kind = Kind::real, .real = __builtin_bit_cast(double, bits)});
    }
    void push_global() {
        const std::size_t line = bytes_.find('\n', at_),
                          end = line == bytes_.npos ? line : bytes_.find('\n', line + 1);
        if (end == bytes_.npos) fail("it ends too early");
        const std::string_view name = taken(end - at_);
        taken(1);
        if (std::find(known_globals.begin(), known_globals.end(), name) == known_globals.end()) {
            std::string shown(name);
            std::replace(shown.begin(), shown.end(), '\n', '.');
            fail("it names " + ctnn::detail::in_quotes(shown) + ", which no state_dict needs");
        }
        push({.kind = Kind::global, .text = name});
    }
    void call() {
        std::vector<PickleId> both = popped(2);
        const PickleValue& what = values_[both[0]];
        if (what.kind != Kind::global || values_[both[1]].kind != Kind::tuple)
            fail("it calls what is no name");
        if (what.text == "collections\nOrderedDict") {
            if (!values_[both[1]].items.empty()) fail("it makes an OrderedDict of something");
            return push_items(Kind::dictionary, {});
        }
        if (!what.text.starts_with("torch._utils\n")) fail("it calls a storage");
        push_items(Kind::call, std::move(both));
    }
    void add_items(std::vector<PickleId> items) {
        if (items.size() % 2 != 0) fail("a name without a value");
        PickleValue& to = top(Kind::dictionary, "dictionary");
        to.items.insert(to.items.end(), items.begin(), items.end());
    }
    void append(const std::vector<PickleId>& items) {
        PickleValue& to = top(Kind::list, "list");
        to.items.insert(to.items.end(), items.begin(), items.end());
    }

    void operate(unsigned char code) {
        switch (code) {
            case 0x80:  // PROTO
                if (const std::uint64_t version = number(1); version != 2)
                    fail("protocol " + std::to_string(version) + "; torch.save writes 2");
                return;
            case '.':  // STOP
                root_ = pop();
                done_ = true;
                return;
            case '(':  // MARK
                return marks_.push_back(stack_.size());
            case 'N':
                return void(push({}));
            case 0x88:
            case 0x89:  // NEWTRUE, NEWFALSE
                return void(push({.kind = Kind::truth, .integer = code == 0x88 ? 1 : 0}));
            case 'J':  // BININT
                return push_integer(static_cast<std::int32_t>(static_cast<std::uint32_t>(number(4))));
            case 'K':
            case 'M':  // BININT1, BININT2
                return push_integer(static_cast<std::int64_t>(number(code == 'K' ? 1 : 2)));
            case 0x8A:  // LONG1
                return push_long(static_cast<std::size_t>(number(1)));
            case 'G':  // BINFLOAT
                return push_real();
            case 'X':  // BINUNICODE
                return void(push({.kind = Kind::text, .text = taken(number(4))}));
            case 'c':
                return push_global();
            case 'R':  // REDUCE
                return call();
            case 'Q':  // BINPERSID
                return push_items(Kind::storage, popped(1));
            case 'b':  // BUILD: what a dictionary has besides its entries, as versions of modules
                pop();
                top(Kind::dictionary, "dictionary");
                return;
            case 'q':
            case 'r':  // BINPUT, LONG_BINPUT
                return put(number(code == 'q' ? 1 : 4));
            case 'h':
            case 'j':  // BINGET, LONG_BINGET
                return get(number(code == 'h' ? 1 : 4));
            default:
                return operate_on_groups(code);
        }
    }
    void operate_on_groups(unsigned char code) {
        switch (code) {
            case ')':
                return push_items(Kind::tuple, {});
            case 't':  // TUPLE
                return push_items(Kind::tuple, above_mark());
            case 0x85:
            case 0x86:
            case 0x87:  // TUPLE1, 2, 3
                return push_items(Kind::tuple, popped(code - 0x84u));
            case ']':
                return push_items(Kind::list, {});
            case 'a':  // APPEND
                return append(popped(1));
            case 'e':  // APPENDS
                return append(above_mark());
            case '}':
                return push_items(Kind::dictionary, {});
            case 's':  // SETITEM
                return add_items(popped(2));
            case 'u':  // SETITEMS
                return add_items(above_mark());
            default:
                fail("operation " + std::to_string(code) + " of a pickle, which no state_dict needs");
        }
    }

    std::string_view bytes_;
    std::deque<PickleValue>& values_;
    PickleId& root_;
    std::size_t at_ = 0, start_ = 0;
    bool done_ = false;
    std::vector<PickleId> stack_{}, memo_{};
    std::vector<std::size_t> marks_{};
};

Pickle::Pickle(std::string_view bytes) { PickleMachine(bytes, *this).run(); }

}  // namespace ctnn_tool
