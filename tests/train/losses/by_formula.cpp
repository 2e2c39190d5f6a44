#include <ctnn/train/losses/by_formula.hpp>

#include <train/losses/laws.hpp>

namespace {

using ctnn::ByFormula;

/// Without a derivative of its own.
struct Squared : ByFormula<Squared> {
    static constexpr auto formula(auto y, auto t) { return (y - t) * (y - t); }
};
struct LogCosh : ByFormula<LogCosh> {
    static constexpr auto formula(auto y, auto t) {
        const auto e = y - t;
        return ctnn::math::log((ctnn::math::exp(e) + ctnn::math::exp(-e)) / 2);
    }
};
/// With one.
struct Cubed : ByFormula<Cubed> {
    static constexpr auto formula(auto y, auto t) { return (y - t) * (y - t) * (y - t); }
    static constexpr auto derivative(auto y, auto t) { return 3 * (y - t) * (y - t); }
};

TEST_CASE("by_formula: keeps the laws of a loss, by dual numbers and without", "[train]") {
    loss_laws::hold<Squared>(reference::losses::mean_squared_error);
}

TEST_CASE("by_formula: the derivative is the formula's", "[train]") {
    loss_laws::differences<LogCosh, 5>();
    loss_laws::differences<Cubed, 5>();
    loss_laws::nan_stays<LogCosh, 5, float>();
    loss_laws::compile_time<LogCosh, 3, double>();
}

}  // namespace
