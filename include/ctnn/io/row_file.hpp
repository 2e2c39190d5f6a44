#pragma once

#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <memory>
#include <mutex>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <ctnn/core/code.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/data/dataset_values.hpp>
#include <ctnn/data/distant_rows.hpp>
#include <ctnn/data/file_error.hpp>
#include <ctnn/data/number_text.hpp>
#include <ctnn/io/file_bytes.hpp>
#include <ctnn/io/file_map.hpp>
#include <ctnn/io/npy_number.hpp>

// Rows of numbers in a file, which are taken out of it when they are wanted.

namespace ctnn::detail::inline CTNN_CODE {

/// A file whose bytes are looked at where the system has mapped them; where it maps none, they are read.
class RowFile {
  public:
    explicit RowFile(const std::string& path, bool maps = true) : file_(path) {
        std::array<std::uint8_t, 2> start{};
        if (file_.read_next(reinterpret_cast<char*>(start.data()), 2) == 2 && start[0] == 0x1F &&
            start[1] == 0x8B)
            throw FileError(path, "byte 0", "bytes as they are, to be mapped",
                            "gzip data, which is to be unpacked before");
        if (maps) map_ = FileMap(file_);
    }

    const std::string& path() const noexcept { return file_.path(); }
    bool is_mapped() const noexcept { return map_.bytes() != nullptr; }

    /// That its samples, which begin at byte `begin`, are `size` bytes, and its last.
    void require_size(std::uint64_t begin, std::uint64_t size) const {
        if (file_.size() < begin + size)
            fail(file_.size(), std::to_string(begin + size) + " bytes", "the end of the file");
        if (file_.size() > begin + size) fail(begin + size, "the end of the file", "more bytes");
    }

    [[noreturn, gnu::cold]] void fail(std::uint64_t at, const std::string& expected,
                                      const std::string& found) const {
        throw FileError(path(), "byte " + std::to_string(at), expected, found);
    }

    /// Calls use(bytes) with the `count` bytes from byte `first` on. From any thread.
    template <class Use>
    void with(std::uint64_t first, std::size_t count, Use use) const {
        if (is_mapped()) return use(reinterpret_cast<const std::uint8_t*>(map_.bytes()) + as_size(first));
        std::vector<std::uint8_t> bytes(count);
        {
            const std::lock_guard lock(reading_);
            file_.read(first, reinterpret_cast<char*>(bytes.data()), count);
        }
        use(bytes.data());
    }

    /// Asks for them to be fetched into the cache.
    void prefetch(std::uint64_t first, std::size_t count) const noexcept {
        if (is_mapped()) prefetch_row(map_.bytes() + as_size(first), count);
    }

    /// For what reads from its beginning on, before there are rows.
    FileBytes& bytes() noexcept { return file_; }

  private:
    mutable FileBytes file_;
    mutable std::mutex reading_{};
    FileMap map_{};
};

/// Where rows lie in a file, one after the other, and what their elements are.
struct RowsAt {
    std::shared_ptr<const RowFile> file;
    std::uint64_t begin;
    std::size_t rows, width;
    NpyType type;

    /// These bytes are there, and no more. Together they are fewer than 2^63, as their file's header said.
    void require_size() const { file->require_size(begin, std::uint64_t{rows} * width * type.width); }
    /// The byte at which an element begins.
    std::uint64_t place(std::size_t row, std::size_t element) const noexcept {
        return begin + (std::uint64_t{row} * width + element) * type.width;
    }
};

/// Rows of values, as floats; with `fractions` they are bytes that stand for b / 255.
class FileValues final : public RowSource {
  public:
    FileValues(RowsAt at, bool fractions)
        : RowSource(at.rows, at.width), at_(std::move(at)), fractions_(fractions) {
        at_.require_size();
    }

    void read(std::size_t row, std::size_t first, std::size_t count, float* to) const override {
        take(row, first, count, to);
    }
    void read(std::size_t row, std::size_t first, std::size_t count, double* to) const override {
        take(row, first, count, to);
    }
    void prefetch(std::size_t row) const noexcept override {
        at_.file->prefetch(at_.place(row, 0), at_.width * at_.type.width);
    }

  private:
    template <class T>
    void take(std::size_t row, std::size_t first, std::size_t count, T* to) const {
        const std::uint64_t place = at_.place(row, first);
        const std::size_t width = at_.type.width;
        at_.file->with(place, count * width, [&](const std::uint8_t* bytes) {
            if (fractions_)
                scale_bytes(bytes, count, to);
            else if (at_.type.kind == 'f' && width == 4 && !at_.type.big_endian)
                take_floats(bytes, count, to);
            else
                for (std::size_t k = 0; k < count; ++k) to[k] = static_cast<T>(float_at(bytes, place, k));
            std::size_t k = 0;
            while (k < count && is_finite(to[k])) ++k;
            if (k < count) fail_at(place + k * width, npy_number(at_.type, bytes + k * width));
        });
    }

    float float_at(const std::uint8_t* bytes, std::uint64_t place, std::size_t k) const {
        const std::size_t at = k * at_.type.width;
        const double number = npy_number(at_.type, bytes + at);
        if (!(std::abs(number) <= double(std::numeric_limits<float>::max()))) fail_at(place + at, number);
        return static_cast<float>(number);
    }

    [[noreturn, gnu::cold]] void fail_at(std::uint64_t place, double number) const {
        at_.file->fail(place, "a finite number that a float can hold", number_text(number));
    }

    template <class T>
    static void take_floats(const std::uint8_t* bytes, std::size_t count, T* to) noexcept {
        if constexpr (std::is_same_v<T, float> && std::endian::native == std::endian::little) {
            std::memcpy(to, bytes, count * sizeof(float));
        } else {
            for (std::size_t k = 0; k < count; ++k) {
                const auto bits = std::uint32_t{bytes[4 * k]} | std::uint32_t{bytes[4 * k + 1]} << 8 |
                                  std::uint32_t{bytes[4 * k + 2]} << 16 |
                                  std::uint32_t{bytes[4 * k + 3]} << 24;
                to[k] = static_cast<T>(__builtin_bit_cast(float, bits));
            }
        }
    }

    RowsAt at_;
    bool fractions_;
};

/// Rows of classes, below `count`.
class FileClasses final : public RowSource {
  public:
    FileClasses(RowsAt at, std::size_t count)
        : RowSource(at.rows, at.width), at_(std::move(at)), count_(count) {
        at_.require_size();
    }

    bool has_classes() const noexcept override { return true; }

    std::uint32_t class_at(std::size_t row, std::size_t place) const override {
        double number = 0;
        at_.file->with(at_.place(row, place), at_.type.width,
                       [&](const std::uint8_t* bytes) { number = npy_number(at_.type, bytes); });
        if (number >= 0 && number < double(count_) && number == std::floor(number))
            return static_cast<std::uint32_t>(number);
        at_.file->fail(at_.place(row, place), "a class of 0 to " + std::to_string(count_ - 1),
                       number_text(number));
    }
    void prefetch(std::size_t row) const noexcept override {
        at_.file->prefetch(at_.place(row, 0), at_.width * at_.type.width);
    }

  private:
    RowsAt at_;
    std::size_t count_;
};

}  // namespace ctnn::detail::inline CTNN_CODE
