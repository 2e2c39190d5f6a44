#include <ctnn/activations/elu.hpp>
#include <ctnn/activations/relu6.hpp>
#include <ctnn/quantized/form.hpp>

using namespace ctnn;

static_assert(detail::scale_of(0, 1.27).zero == 0 && detail::scale_of(-1, 1).zero == 64);
static_assert(detail::scale_of(2, 4).step == 4.0 / 127, "0 has a code in any case");
static_assert(detail::scale_of(-5, -1).zero == 127);
static_assert(detail::scale_of(-1, 1, 255).step == 2.0 / 255);
static_assert(detail::code_range({1, 20}).least == -20 && detail::code_range({1, 20}).greatest == 107);
static_assert(detail::OnlyClips<ReLU6> && detail::Clip<ReLU6>::high == 6 && detail::OnlyClips<Linear>);
static_assert(!detail::OnlyClips<ELU>);
static_assert(!detail::has_form<detail::QuantizedForm<int, false>>());
