#pragma once

#include <type_traits>

/// What a user reads when something does not fit. C++20 cannot format the text of a static_assert; but every
/// compiler prints the name of an incomplete type, with its arguments, in the first line of the error. So
/// each mistake is a declared type whose name is the sentence, and that is never defined.
///
/// Where a sentence stands:
///   in a layer       `using mistake = ...`; Network derives from the first mistake among its layers;
///   in an argument   the return type of a second, undefined overload, so that the error is at the user's
///   line; in a constructor the type of one more, defaulted parameter.
/// The sentences stand by subject in the headers beside this one. Each has its tests/must_not_compile.
namespace ctnn::error {

/// The sentence of a function that gives it as a std::type_identity. Where it is returned or derived from it
/// is spelt `decltype(sentence(f()))`: of an alias the compilers print the alias first, with all its
/// arguments.
template <class Sentence>
Sentence sentence(std::type_identity<Sentence>);

}  // namespace ctnn::error
