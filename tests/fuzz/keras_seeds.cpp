#include <reference/keras_files.hpp>

#include "seeds.hpp"

Seeds keras_seeds() {
    Seeds seeds;
    for (const char* name : {"gru.h5", "gru.keras", "latest.h5", "added.keras", "added.h5", "operated.h5"})
        seeds.emplace_back(name, keras_file(name));
    return seeds;
}
