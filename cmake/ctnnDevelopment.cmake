# What tests and examples are built with; the library itself passes none of it on to its users.
include(CheckCXXCompilerFlag)

option(CTNN_BUILD_TESTS "Build the tests, which need Catch2" ON)
option(CTNN_NATIVE "Build the examples for this machine's processor (-march=native): the library never chooses \
its users' flags, but the examples report speed, and twice to four times of it lies there" ON)
set(CTNN_MNIST_DIR ${PROJECT_SOURCE_DIR}/../shared/mnist CACHE PATH
    "Folder of MNIST's four .gz files; what needs them is not tested if it lacks them")
set(CTNN_DIGITS_CSV ${PROJECT_SOURCE_DIR}/examples/data/digits.csv.gz)

find_package(ZLIB REQUIRED)

find_program(CTNN_CCACHE ccache)
if(CTNN_CCACHE AND NOT DEFINED CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CTNN_CCACHE})
endif()

add_library(ctnn_warnings INTERFACE)
target_compile_options(ctnn_warnings INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow)

add_library(ctnn_native INTERFACE)
check_cxx_compiler_flag(-march=native CTNN_HAS_MARCH_NATIVE)
if(CTNN_NATIVE AND CTNN_HAS_MARCH_NATIVE)
  target_compile_options(ctnn_native INTERFACE -march=native)
endif()
