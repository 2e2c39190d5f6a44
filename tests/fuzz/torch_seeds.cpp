#include <reference/torch_file.hpp>

#include "seeds.hpp"

Seeds torch_seeds() {
    return {{"state_dict", golden::state_dict},
            {"kinds", golden::kinds},
            {"checkpoint", golden::checkpoint},
            {"calls", golden::calls},
            {"whole_module", golden::whole_module}};
}
