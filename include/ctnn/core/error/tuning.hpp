#pragma once

#include <cstddef>

// What simd/tuning.hpp says. A sentence like those of core/error.hpp, but to those who change the library.

namespace ctnn::error {

template <std::size_t Registers>
struct a_tuning_asks_for {
    template <std::size_t Named>
    struct registers_but_there_are;
};

}  // namespace ctnn::error
