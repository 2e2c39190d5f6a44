#pragma once

#include <span>
#include <string>

/// Counts, and says what does not hold.
void expect(bool holds, const std::string& what);

void learns(const std::string& digits);
void answers();
void files(const std::string& folder);
