#include <ctnn/initializers/lecun_uniform.hpp>

#include <initializers/laws.hpp>

namespace {

TEST_CASE("lecun_uniform: keeps the laws of an initializer", "[initializers]") {
    initializer_laws::uniform<ctnn::LecunUniform>(initializer_laws::golden::lecun_uniform);
}

}  // namespace
