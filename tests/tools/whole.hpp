#pragma once

#include <algorithm>
#include <fstream>
#include <memory>
#include <string>

#include <ctnn/ctnn.hpp>
#include <ctnn/io/safetensors.hpp>

#include <testing.hpp>

/// What was imported as NAME.hpp and NAME.safetensors: the compiler's network is spelt as the file of values
/// says, has these values, as many multiply-adds as the header says, and gives the answer that was computed
/// without it.
template <class Net>
void require_whole(const ctnn::Parameters<Net>& parameters, const ctnn::SelfTest<Net>& saved,
                   const std::string& name) {
    CAPTURE(name);
    CHECK(ctnn::self_test(parameters, saved));
    const std::string path = std::string(CTNN_HEADERS) + '/' + name;
    std::ifstream header(path + ".hpp");
    std::string line;
    while (std::getline(header, line) && line.find(" multiply-adds") == line.npos) {
    }
    CHECK_THAT(line, Catch::Contains("; " + ctnn::detail::grouped(Net::multiply_adds) + " multiply-adds"));
    const auto loaded = std::make_unique<ctnn::Parameters<Net>>();
    ctnn::load(path + ".safetensors", *loaded);
    CHECK(std::equal(loaded->data(), loaded->data() + loaded->size(), parameters.data()));
}
