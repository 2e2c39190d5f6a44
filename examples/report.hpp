#pragma once

#include <cstdio>
#include <ctnn/io/report.hpp>
#include <filesystem>

/// Writes a report, and says where it is.
inline void write(const ctnn::Report& report) {
    report.write();
    std::printf("\nA report with pictures is in %s\n",
                std::filesystem::absolute(report.path()).string().c_str());
}
