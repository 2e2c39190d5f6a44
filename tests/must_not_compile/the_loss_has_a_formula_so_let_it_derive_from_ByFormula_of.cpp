// ERROR: the_loss_has_a_formula_so_let_it_derive_from_ByFormula_of<Cauchy>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Curve = nn::Network<nn::Input<1>, nn::Dense<16, nn::Tanh>, nn::Dense<1>>;

#ifndef MUST_NOT_COMPILE
struct Cauchy : nn::ByFormula<Cauchy> {
#else
struct Cauchy {
#endif
    static constexpr auto formula(auto y, auto t) { return nn::math::log(1 + (y - t) * (y - t)); }
};

void fit(const nn::Dataset<Curve>& points) {
    static nn::Trainer<Curve, Cauchy, nn::Adam> trainer;
    trainer.fit(points, {.epochs = 5});
}
