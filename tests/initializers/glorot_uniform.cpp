#include <ctnn/initializers/glorot_uniform.hpp>

#include <initializers/laws.hpp>

namespace {

TEST_CASE("glorot_uniform: keeps the laws of an initializer", "[initializers]") {
    initializer_laws::uniform<ctnn::GlorotUniform>(initializer_laws::golden::glorot_uniform);
}

}  // namespace
