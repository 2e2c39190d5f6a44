# Sourced by the run.sh scripts: says what a build needs and installs what of it is missing.
#
#   need PACKAGE COMMAND...    notes the Debian package unless the command succeeds
#   have_header HEADER         succeeds if the C++ compiler finds the header
#   have_library NAME HEADER   succeeds if it finds the header and links -lNAME: one package's header may stand beside
#                              another's library, or beside none
#   have_package NAME [VERSION]  succeeds if CMake finds the package, which a header alone does not tell
#   install_missing            installs what was noted with apt-get; where it cannot, says so and fails
#   portable_headers FOLDER    links there those of /usr/include that are for every machine: a cross compiler must not see
#                              this one's
#   quietly COMMAND...         runs the command and shows its output only if it fails

missing=()

need() {
    local package=$1
    shift
    "$@" > /dev/null 2>&1 || missing+=("$package")
}

have_header() {
    printf '#if !__has_include(<%s>)\n#error missing\n#endif\n' "$1" | "${CXX:-g++}" -x c++ -E -
}

have_library() {
    printf '#include <%s>\nint main() {}\n' "$2" | "${CXX:-g++}" -x c++ - "-l$1" -o /dev/null
}

have_package() {
    # One folder for all packages: CMake looks at the compiler once.
    [ -n "${packages_asked-}" ] || packages_asked=$(mktemp -d) || return 1
    printf 'cmake_minimum_required(VERSION 3.23)\nproject(asked LANGUAGES CXX)\nfind_package(%s REQUIRED CONFIG)\n' \
        "$*" > "$packages_asked/CMakeLists.txt"
    cmake -S "$packages_asked" -B "$packages_asked/build" -G Ninja
}

install_missing() {
    [ -z "${packages_asked-}" ] || rm -r "$packages_asked"
    packages_asked=
    [ ${#missing[@]} -gt 0 ] || return 0
    local as_root=()
    if [ "$(id -u)" != 0 ]; then
        as_root=(sudo)
        [ -t 0 ] || as_root=(sudo -n)  # nobody is there to type a password
    fi
    if command -v apt-get > /dev/null && { [ ${#as_root[@]} = 0 ] || command -v sudo > /dev/null; }; then
        echo "Installing ${missing[*]}" >&2
        as_root+=(env DEBIAN_FRONTEND=noninteractive)
        # apt-get fails where another one is at work, as scripts side by side would let it.
        ! command -v flock > /dev/null || as_root=(flock "${TMPDIR:-/tmp}/ctnn.$(id -u).installing" "${as_root[@]}")
        if quietly "${as_root[@]}" apt-get update &&
            quietly "${as_root[@]}" apt-get install -y --no-install-recommends "${missing[@]}"; then
            missing=()
            return 0
        fi
    fi
    echo "Please install these packages (their Debian names): ${missing[*]}" >&2
    return 1
}

portable_headers() {
    mkdir -p "$1"
    local name header
    for name in boost xsimd catch2; do
        header=/usr/include/$name
        [ -e "$header" ] || header=/usr/local/include/$name
        ln -sfn "$header" "$1/$name"
    done
}

quietly() {
    local log
    log=$(mktemp)
    if "$@" > "$log" 2>&1 < /dev/null; then
        rm "$log"
    else
        local status=$?
        cat "$log" >&2
        rm "$log"
        return $status
    fi
}

# For a build with CMake.
need_build_tools() {
    need g++ command -v g++
    need cmake command -v cmake
    need ninja-build command -v ninja
    need libboost-dev have_package Boost 1.74
    need libxsimd-dev have_package xsimd
    need zlib1g-dev have_library z zlib.h
}

need_compilers() {
    local compiler
    for compiler in "$@"; do
        case $compiler in
            clang++*) need "clang${compiler#clang++}" command -v "$compiler" ;;
            *) need "$compiler" command -v "$compiler" ;;
        esac
    done
}

# For a script that calls the compiler itself.
need_headers() {
    need g++ command -v g++
    need libboost-dev have_header boost/hana.hpp
    need libxsimd-dev have_header xsimd/xsimd.hpp
}
