# cmake -DSOURCE=<the project> -DOUTPUT=<folder> -DVERSION=... -P single.cmake: writes OUTPUT/ctnn/ctnn.hpp and
# OUTPUT/ctnn/train.hpp, each of which is all that the header of this name includes of ctnn, in one file. Both may be
# included, in any order.
cmake_minimum_required(VERSION 3.23)

# Appends a header to `out`, in place of whose includes of ctnn stand these, unless they stand before.
function(append header)
  get_property(done GLOBAL PROPERTY done)
  if(header IN_LIST done)
    return()
  endif()
  set_property(GLOBAL APPEND PROPERTY done ${header})
  string(REGEX REPLACE "[^a-z0-9]" "_" guard ${header})
  file(READ ${SOURCE}/include/${header} text)
  string(REGEX REPLACE "(^|\n)#pragma once\n" "\\1" text "${text}")
  string(APPEND out "#ifndef CTNN_SINGLE_${guard}\n#define CTNN_SINGLE_${guard}\n")
  while(text MATCHES "(^|\n)#include <(ctnn/[^>]+)>\n")
    set(line "#include <${CMAKE_MATCH_2}>\n")
    set(other ${CMAKE_MATCH_2})
    string(FIND "${text}" "${line}" at)
    string(SUBSTRING "${text}" 0 ${at} before)
    string(LENGTH "${line}" length)
    math(EXPR at "${at} + ${length}")
    string(SUBSTRING "${text}" ${at} -1 text)
    string(APPEND out "${before}")
    append(${other})
  endwhile()
  set(out "${out}${text}#endif\n" PARENT_SCOPE)
endfunction()

foreach(header IN ITEMS ctnn/ctnn.hpp ctnn/train.hpp)
  set_property(GLOBAL PROPERTY done "")
  string(CONCAT out "// ctnn ${VERSION} as one file: needs Boost.Hana, and xsimd unless CTNN_NO_SIMD is defined.\n"
                    "// SPDX-License-Identifier: BSL-1.0\n")
  append(${header})
  file(WRITE ${OUTPUT}/${header} "${out}")
endforeach()
