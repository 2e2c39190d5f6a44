#!/usr/bin/env bash
# What cmake/install_missing.sh says of headers and libraries: tests/install_missing.sh CXX
set -euo pipefail
export CXX=$1
source "$(dirname "${BASH_SOURCE[0]}")/../cmake/install_missing.sh"
folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT
export CPLUS_INCLUDE_PATH=$folder LIBRARY_PATH=$folder

fails() { ! "$@" > /dev/null 2>&1 || { echo "must fail: $*" >&2; exit 1; }; }

touch "$folder/lonely.h"
have_header lonely.h > /dev/null
fails have_header absent.h
fails have_library lonely lonely.h  # a header, as another package may have brought it, and no library
echo 'int f() { return 1; }' | "$CXX" -x c++ -shared -fPIC - -o "$folder/liblonely.so"
have_library lonely lonely.h
fails have_library lonely absent.h

export CMAKE_PREFIX_PATH=$folder
touch "$folder/header_alone.hpp"
fails have_package header_alone
mkdir -p "$folder/lib/cmake/whole"
echo 'set(whole_VERSION 2.1)' > "$folder/lib/cmake/whole/wholeConfig.cmake"
echo 'set(PACKAGE_VERSION 2.1)
if(PACKAGE_FIND_VERSION VERSION_LESS_EQUAL 2.1)
  set(PACKAGE_VERSION_COMPATIBLE TRUE)
endif()' > "$folder/lib/cmake/whole/wholeConfigVersion.cmake"
have_package whole > /dev/null
have_package whole 2 > /dev/null
fails have_package whole 3
install_missing  # nothing is; it forgets what it asked CMake with
[ -z "$packages_asked" ]

need one true
need two false
[ "${missing[*]}" = two ]
