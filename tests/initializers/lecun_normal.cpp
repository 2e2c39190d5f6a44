#include <ctnn/initializers/lecun_normal.hpp>

#include <initializers/laws.hpp>

namespace {

TEST_CASE("lecun_normal: keeps the laws of an initializer", "[initializers]") {
    initializer_laws::normal<ctnn::LecunNormal>(initializer_laws::golden::lecun_normal);
}

}  // namespace
