#include "formats/onnx_flattened.hpp"

#include <algorithm>
#include <utility>

namespace ctnn_tool {

void Flattened::append(const Flattened& other) {
    pieces_.insert(pieces_.end(), other.pieces_.begin(), other.pieces_.end());
}

bool Flattened::is_in_order() const {
    return std::all_of(pieces_.begin(), pieces_.end(), [](const Piece& piece) {
        return std::is_sorted(piece.axes.begin(), piece.axes.end());
    });
}

Values Flattened::ordered(const Values& theirs, std::size_t width) const {
    Values all;
    auto next = theirs.begin();
    for (const Piece& piece : pieces_) {
        const std::size_t rank = piece.axes.size();
        Tensor rows;
        std::vector<std::size_t> order(rank + 1, rank);
        for (std::size_t i = 0; i < rank; ++i) {
            rows.shape.push_back(piece.ours[piece.axes[i]]);
            order[piece.axes[i]] = i;
        }
        rows.shape.push_back(width);
        const auto end = next + static_cast<std::ptrdiff_t>(size_of(rows.shape));
        rows.values.assign(std::exchange(next, end), end);
        rows = permuted(rows, order);
        all.insert(all.end(), rows.values.begin(), rows.values.end());
    }
    return all;
}

}  // namespace ctnn_tool
