#pragma once

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "model/refusal.hpp"
#include "model/tensor.hpp"

namespace ctnn_tool {

/// Branches that do not begin in one value. They would, if that one were made for each node that takes it.
class MixedBranches : public Refusal {
  public:
    MixedBranches(const std::string& place, std::string value)
        : Refusal(place, "it joins branches that do not begin in one value: not translated"),
          value_(std::move(value)) {}

    const std::string& value() const { return value_; }

  private:
    std::string value_;
};

/// The values that a file's nodes so far give, each with the branch that ends in it. A value that several
/// nodes take is where branches begin; where all of them have been joined, what they were joined to goes on
/// behind it.
///
/// A Branch is layers one behind the other, with `base`, the value that it begins with, of the first one
/// nothing; `depth`, of branches within branches; `shape()`, of what it gives; `settle()`, which ends what
/// waits for the next layer; `begun_here()`, one without layers that begins with what this one gives.
template <class Branch>
class BranchedValues {
  public:
    /// How often each value is taken.
    explicit BranchedValues(std::map<std::string, std::size_t> uses) : uses_(std::move(uses)) {}

    bool knows(const std::string& value) const { return shapes_.contains(value); }
    const Shape& shape(const std::string& value) const { return shapes_.at(value); }

    void put(const std::string& value, Branch branch) {
        const auto found = uses_.find(value);
        const std::size_t uses = found == uses_.end() ? 1 : found->second;
        if (uses > 1) branch.settle();
        shapes_[value] = branch.shape();
        values_.insert_or_assign(value, Value{std::move(branch), uses});
    }

    /// The branch that ends in the value, or that begins there, where others do too.
    Branch take(const std::string& value) {
        const auto at = values_.find(value);
        if (at == values_.end()) throw Refusal("a value is taken more often than it is there");
        if (begins_branches(at->second, value)) return begun_in(value, at->second.branch);
        Branch taken = std::move(at->second.branch);
        values_.erase(at);
        return taken;
    }

    /// Makes one value, `to`, of branches that begin in one value, or throws MixedBranches. Of those that
    /// begin further in, where all values can be joined in any order or these follow each other, one is made
    /// first. `together(taken, behind)` adds to `behind` what `taken` are together.
    template <class Together>
    void join(std::vector<std::string> values, bool any_order, const std::string& to,
              const Together& together) {
        constexpr std::size_t most = 1024;
        if (values.size() > most) throw Refusal("it joins more than " + std::to_string(most) + " branches");
        while (true) {
            const std::vector<std::size_t> inner = innermost(values);
            if (inner.size() == values.size()) break;
            const std::size_t first = inner.front();
            const bool is_run = inner.back() - first + 1 == inner.size();
            const auto at = [&](std::size_t i) { return values.begin() + static_cast<std::ptrdiff_t>(i); };
            if (inner.size() == 1 || !(any_order || is_run)) throw mixed(values[first]);
            std::vector<std::string> together_first;
            for (const std::size_t i : inner) together_first.push_back(values[i]);
            for (std::size_t i = inner.size(); i-- > 1;) values.erase(at(inner[i]));
            values[first] = to + '\n' + std::to_string(values.size());
            join_alike(together_first, values[first], together);
        }
        join_alike(values, to, together);
    }

  private:
    struct Value {
        Branch branch;
        std::size_t open = 0;  ///< branches that have not been joined to others
    };
    struct Start {
        std::string base;
        std::size_t depth;
    };

    bool begins_branches(const Value& value, const std::string& name) const {
        const auto uses = uses_.find(name);
        return value.open > 1 || (uses != uses_.end() && uses->second > 1);
    }

    static Branch begun_in(const std::string& value, Branch& before) {
        constexpr std::size_t most = 64;
        if (before.depth == most) throw Refusal("branches within branches are not translated that deep");
        Branch begun = before.begun_here();
        begun.base = value;
        begun.depth = before.depth + 1;
        return begun;
    }

    Start start_of(const std::string& value) const {
        const auto at = values_.find(value);
        if (at == values_.end()) throw Refusal("a value is taken more often than it is there");
        const Branch& branch = at->second.branch;
        if (begins_branches(at->second, value)) return {value, branch.depth + 1};
        return {branch.base, branch.depth};
    }

    MixedBranches mixed(const std::string& value) const { return {"", start_of(value).base}; }

    /// Those of the values whose branches begin where the deepest one does.
    std::vector<std::size_t> innermost(const std::vector<std::string>& values) const {
        std::vector<Start> starts;
        for (const std::string& value : values) starts.push_back(start_of(value));
        const auto deepest = std::max_element(
            starts.begin(), starts.end(), [](const Start& a, const Start& b) { return a.depth < b.depth; });
        std::vector<std::size_t> found;
        for (std::size_t i = 0; i < starts.size(); ++i)
            if (starts[i].base == deepest->base) found.push_back(i);
        return found;
    }

    /// Of branches that begin in one value.
    template <class Together>
    void join_alike(const std::vector<std::string>& values, const std::string& to, const Together& together) {
        const std::string base = start_of(values.front()).base;
        if (base.empty() || !values_.contains(base)) throw mixed(values.front());
        std::vector<Branch> taken;
        for (const std::string& value : values) taken.push_back(take(value));
        for (Branch& branch : taken) branch.settle();
        Value& begin = values_.at(base);
        begin.open -= values.size() - 1;
        const bool are_all = begin.open == 1;  // that began there
        Branch behind = are_all ? std::move(begin.branch) : begun_in(base, begin.branch);
        if (are_all) values_.erase(base);
        together(taken, behind);
        put(to, std::move(behind));
    }

    std::map<std::string, std::size_t> uses_;
    std::map<std::string, Value> values_{};
    std::map<std::string, Shape> shapes_{};
};

}  // namespace ctnn_tool
