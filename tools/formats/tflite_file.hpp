#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "formats/flatbuffer.hpp"
#include "model/tensor.hpp"

// What a TFLite file holds. Source: TensorFlow, tensorflow/lite/schema/schema.fbs.

namespace ctnn_tool {

/// An array of the graph: a constant, or what an operator gives.
struct TfliteTensor {
    Shape shape{};
    int type = 0;  ///< of the schema: 0 float, 9 eight bits, ...
    std::string_view name{};
    std::string_view data{};  ///< none of what is computed
    /// A number q stands for scale (q - zero_point); several: one for each index of `axis`.
    std::vector<double> scale{}, zero_point{};
    std::size_t axis = 0;

    bool is_constant() const { return !data.empty(); }
    bool is_integer() const { return type != 0 && type != 1; }
};

struct TfliteOperator {
    int code = 0;
    std::string_view own_name{};           ///< of one that is not TFLite's
    std::vector<int> inputs{}, outputs{};  ///< tensors; -1 where an optional one is left out
    std::optional<FlatTable> options{};

    std::string name() const;  ///< "CONV_2D"
    /// Throw a Refusal where there is none.
    int operand(std::size_t index) const;
    int result() const;
    /// A number among the options, by its place in the schema.
    template <class T>
    T option(unsigned field, T otherwise) const {
        return options ? options->number<T>(field, otherwise) : otherwise;
    }
};

class TfliteFile {
  public:
    /// `text` outlives it. Throws a Refusal.
    explicit TfliteFile(std::string_view text);

    static bool is_one(std::string_view text) { return text.size() >= 8 && text.substr(4, 4) == "TFL3"; }

    const std::vector<TfliteTensor>& tensors() const { return tensors_; }
    const std::vector<TfliteOperator>& operators() const { return operators_; }
    int input() const { return input_; }
    int output() const { return output_; }
    /// Throws a Refusal where there is no such tensor.
    const TfliteTensor& tensor(int index) const;
    /// Whether its numbers are in the file, be it as bytes that are made floats again.
    bool is_constant(int index) const { return stored(index).is_constant(); }
    /// The numbers that a constant's stand for. Throws a Refusal where that is not known, or where more is
    /// asked for than the file holds.
    Tensor values(int index);
    /// A constant's whole numbers, as of a shape.
    std::vector<std::int64_t> whole_numbers(int index);

  private:
    void add_tensor(const FlatTable& table, const FlatVector& buffers);
    void add_operator(const FlatTable& table, const FlatVector& codes);
    std::vector<int> indices(const FlatVector& from);
    /// The tensor that holds the bytes of this one's numbers, if any does.
    const TfliteTensor& stored(int index) const;
    double raw(const TfliteTensor& tensor, std::size_t index) const;
    void require_whole(const TfliteTensor& tensor);
    /// Counts bytes that are read: many places of a file may lead to the same ones.
    void read(std::size_t count);

    std::string_view text_;
    std::vector<TfliteTensor> tensors_{};
    std::vector<TfliteOperator> operators_{};
    std::map<int, int> made_of_{};  // what DEQUANTIZE gives of constants
    int input_ = 0, output_ = 0;
    std::size_t read_ = 0;
};

}  // namespace ctnn_tool
