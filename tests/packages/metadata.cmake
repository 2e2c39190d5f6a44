# cmake -DROOT=... -DLIBRARY=<Arduino's library> -DVERSION=... -P metadata.cmake: what the package managers read has
# what their documentation demands, and names the version that there is.
cmake_minimum_required(VERSION 3.25)

# One of the texts of a JSON file: must(VALUE file key...).
function(must value file)
  file(READ ${file} text)
  string(JSON found ERROR_VARIABLE mistake GET "${text}" ${ARGN})
  if(mistake OR NOT found MATCHES "^(${value})$")
    message(SEND_ERROR "${file}: ${ARGN} is ${found}, not ${value} ${mistake}")
  endif()
endfunction()
string(REPLACE "." "\\." version ${VERSION})
set(port ${ROOT}/cmake/packages/vcpkg/ctnn/vcpkg.json)
must("[a-z0-9]+(-[a-z0-9]+)*" ${port} name)
must(${version} ${port} version)
must(BSL-1.0 ${port} license)
must(boost-hana ${port} dependencies 0)
must(xsimd ${port} dependencies 3)
must(zlib ${port} features io dependencies 0)
must(ctnn ${LIBRARY}/library.json name)
must(${version} ${LIBRARY}/library.json version)
must(".+" ${LIBRARY}/library.json description)
must("ctnn.h" ${LIBRARY}/library.json headers)

# Arduino library specification 1.5.
foreach(line IN ITEMS name=ctnn version=${version} author=.+ "maintainer=.+ <.+@.+>" sentence=.+\\. paragraph=.+
        "category=(Data Processing|Other)" url=https?://.+ "architectures=\\*" includes=ctnn.h)
  file(STRINGS ${LIBRARY}/library.properties found REGEX "^${line}$")
  if(NOT found)
    message(SEND_ERROR "library.properties has no line ${line}")
  endif()
endforeach()
