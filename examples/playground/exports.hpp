#pragma once

/// Before a function that the page calls by its name.
#define EXPORT(name) extern "C" __attribute__((export_name(#name)))
