#include <ctnn/initializers/he_uniform.hpp>

#include <initializers/laws.hpp>

namespace {

TEST_CASE("he_uniform: keeps the laws of an initializer", "[initializers]") {
    initializer_laws::uniform<ctnn::HeUniform>(initializer_laws::golden::he_uniform);
}

}  // namespace
