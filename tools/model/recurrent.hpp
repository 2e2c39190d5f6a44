#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "model/activation.hpp"
#include "model/layer.hpp"

namespace ctnn_tool {

enum class Cell { simple, gru, lstm };

/// How many gates and candidates each unit has.
constexpr std::size_t gates_of(Cell cell) { return cell == Cell::lstm ? 4 : cell == Cell::gru ? 3 : 1; }

/// `kernel` (features, gates units), `recurrent_kernel` (units, gates units), `bias` (gates units), of a GRU
/// that does not reset before its product (2, gates units), or nothing; gates i f g o and z r h. Then `h0`
/// (units), and of an LSTM `c0`, what it remembers before the first step; nothing where that is 0.
struct CellValues {
    Tensor kernel{}, recurrent_kernel{}, bias{}, h0{}, c0{};
    const Activation* activation = activation_named("tanh");
    const Activation* gate = activation_named("sigmoid");  ///< of LSTM and GRU
    bool resets_before = false;                            ///< of a GRU: its product
};

/// SimpleRNN, GRU and LSTM.
class Recurrent : public Layer {
  public:
    Recurrent(const Shape& input, Cell cell, bool returns_sequence, CellValues values);

    std::string declaration() const override;
    std::size_t multiply_adds() const override;
    Values run(const Values& x) const override;
    bool streams() const override { return returns_sequence_; }
    /// Of a sequence that it returned, from now on the last step.
    void give_last();

    bool returns_sequence() const { return returns_sequence_; }

  private:
    bool has_two_biases() const { return cell_ == Cell::gru && !resets_before_; }
    void step(const double* x, Values& h, Values& c) const;
    /// Of a GRU that resets before its product, from the input's sums and those of h.
    void step_behind_reset(const Values& a, const Values& q, Values& h) const;

    Cell cell_;
    const Activation *activation_, *gate_;
    bool returns_sequence_;
    bool has_bias_, begins_with_, resets_before_;  ///< the second: with h0
    std::size_t units_ = 0;
};

/// Two of one kind and size, of which the second goes from the last step to the first.
class Bidirectional : public Layer {
  public:
    Bidirectional(std::unique_ptr<Recurrent> forward, std::unique_ptr<Recurrent> backward);

    std::string declaration() const override;
    std::size_t multiply_adds() const override;
    Values run(const Values& x) const override;
    void each_part(const std::string& path, const Visitor& visit) override;
    bool streams() const override { return false; }

  private:
    std::unique_ptr<Recurrent> forward_, backward_;
};

}  // namespace ctnn_tool
