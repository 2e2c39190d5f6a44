#pragma once

#include <string>

/// What an exception of this type says that the call throws. Any other exception goes on, and fails the test.
template <class Error, class Call>
std::string message_of(Call call) {
    try {
        call();
    } catch (const Error& error) {
        return error.what();
    }
    return "nothing was thrown";
}
