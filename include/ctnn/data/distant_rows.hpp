#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include <ctnn/core/config.hpp>

namespace ctnn::detail::inline CTNN_CODE {

/// Rows that a data set does not hold, each read from a file, or made, as it is asked for: of values, or of
/// classes. Any thread may ask for any row at any time, and each gets the same numbers; a row that is not to
/// be had is an exception.
class RowSource {
  public:
    RowSource(std::size_t size, std::size_t width) : size_(size), width_(width) {}
    RowSource(const RowSource&) = delete;
    RowSource& operator=(const RowSource&) = delete;
    virtual ~RowSource() = default;

    std::size_t size() const noexcept { return size_; }
    std::size_t width() const noexcept { return width_; }
    virtual bool has_classes() const noexcept { return false; }

    /// Of values: writes `count` of a row, from its value `first` on.
    virtual void read(std::size_t, std::size_t, std::size_t, float*) const {}
    virtual void read(std::size_t, std::size_t, std::size_t, double*) const {}
    /// Of classes: one of a row.
    virtual std::uint32_t class_at(std::size_t, std::size_t) const { return 0; }
    /// Asks for a row to be fetched into the cache.
    virtual void prefetch(std::size_t) const noexcept {}

  private:
    std::size_t size_, width_;
};

/// All rows of a source, or some of them, in any order. Copies share the source. What takes a row is not
/// inlined, so that rows that are held are taken as fast as if there were no others.
class DistantRows {
  public:
    explicit DistantRows(std::shared_ptr<const RowSource> source) : source_(std::move(source)) {}

    std::size_t size() const noexcept { return chosen_ ? chosen_->size() : source_ ? source_->size() : 0; }
    std::size_t width() const noexcept { return source_->width(); }
    bool has_classes() const noexcept { return source_->has_classes(); }

    /// Writes `count` values of row `i`, from its value `first` on.
    template <class T>
    CTNN_COLD void read(std::size_t i, std::size_t first, std::size_t count, T* to) const {
        if constexpr (std::same_as<T, float> || std::same_as<T, double>) {
            source_->read(row(i), first, count, to);
        } else {
            std::vector<double> values(count);
            source_->read(row(i), first, count, values.data());
            for (std::size_t k = 0; k < count; ++k) to[k] = static_cast<T>(values[k]);
        }
    }
    CTNN_COLD std::uint32_t class_at(std::size_t i, std::size_t place) const {
        return source_->class_at(row(i), place);
    }
    CTNN_COLD void prefetch(std::size_t i) const noexcept { source_->prefetch(row(i)); }

    /// Those at these indices, in this order. A template, so that who takes no subset does not compile it.
    template <class Indices>
    DistantRows subset(const Indices& indices) const {
        std::vector<std::size_t> rows(indices.begin(), indices.end());
        for (std::size_t& i : rows) i = row(i);
        return DistantRows(source_, std::make_shared<const std::vector<std::size_t>>(std::move(rows)));
    }
    /// The same, where `other` is chosen alike from such as `all`: it then shares the list.
    template <class Indices>
    DistantRows subset_like(const DistantRows& other, const DistantRows& all, const Indices& indices) const {
        return all.chosen_ == chosen_ ? DistantRows(source_, other.chosen_) : subset(indices);
    }

  private:
    using Choice = std::shared_ptr<const std::vector<std::size_t>>;

    DistantRows(std::shared_ptr<const RowSource> source, Choice chosen)
        : source_(std::move(source)), chosen_(std::move(chosen)) {}

    std::size_t row(std::size_t i) const noexcept { return chosen_ ? (*chosen_)[i] : i; }

    std::shared_ptr<const RowSource> source_;
    Choice chosen_{};  // rows of the source; none: all
};

}  // namespace ctnn::detail::inline CTNN_CODE
