#include <layers/laws.hpp>

#include <ctnn/activations/tanh.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/layers/glu.hpp>
#include <ctnn/layers/sequential.hpp>
#include <layers/torch_golden.hpp>

using namespace ctnn;
namespace golden = reference::layers;

static_assert(std::is_same_v<placed<GLU<>, Shape<3, 4>>::output, Shape<3, 2>>);
static_assert(std::is_same_v<placed<GLU<>, Shape<3, 4>>::stream::output, Shape<2>>);

TEST_CASE("glu: the laws, flat samples, sequences and images", "[layers]") {
    layer_laws<GLU<>, Shape<34>>();
    layer_laws<SwiGLU, Shape<5, 6>>();
    layer_laws<GLU<Tanh>, Shape<2, 3, 2>>();
    layer_laws<Sequential<Dense<6>, GeGLU>, Shape<3>>();
}

TEST_CASE("glu: values and gradients are PyTorch's", "[layers]") {
    torch_golden::is_golden<golden::GLUOfSteps, GLU<>, Shape<3, 4>>();
    torch_golden::is_golden<golden::GLUOfImages, GLU<>, Shape<2, 2, 6>>();
    torch_golden::is_golden<golden::SwiGLU, SwiGLU, Shape<6>>();
    torch_golden::is_golden<golden::GeGLU, GeGLU, Shape<3, 4>>();
    torch_golden::is_golden<golden::ReGLU, ReGLU, Shape<4>>();
}
