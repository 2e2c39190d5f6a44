#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "model/tensor.hpp"

namespace ctnn_tool {

/// What a row was, whose values lie in another order there than here: pieces one behind the other, each of
/// our shape `ours`, whose axes they have in the order `axes`.
class Flattened {
  public:
    struct Piece {
        Shape ours{};
        std::vector<std::size_t> axes{};
        bool operator==(const Piece&) const = default;
    };

    Flattened() = default;
    explicit Flattened(Piece piece) : pieces_{std::move(piece)} {}

    void append(const Flattened& other);
    /// Whether both orders are one.
    bool is_in_order() const;
    const std::vector<Piece>& pieces() const { return pieces_; }
    /// Rows of theirs, of `width` values each, in our order.
    Values ordered(const Values& theirs, std::size_t width = 1) const;
    bool operator==(const Flattened&) const = default;

  private:
    std::vector<Piece> pieces_{};
};

}  // namespace ctnn_tool
