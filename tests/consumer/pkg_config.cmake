# cmake -DPKG_CONFIG=... -DSTAGE=... -DCXX=... -DFLAGS=... -P pkg_config.cmake: what pkg-config says of the installed
# library builds programs, that of ctnn-io those that read files.
cmake_minimum_required(VERSION 3.23)
set(ENV{PKG_CONFIG_PATH} ${STAGE}/share/pkgconfig:$ENV{PKG_CONFIG_PATH})
separate_arguments(FLAGS NATIVE_COMMAND "${FLAGS}")
foreach(package_and_program IN ITEMS ctnn:predicts ctnn-io:reads)
  string(REPLACE ":" ";" package_and_program ${package_and_program})
  list(GET package_and_program 0 package)
  list(GET package_and_program 1 program)
  execute_process(COMMAND ${PKG_CONFIG} --cflags ${package} OUTPUT_VARIABLE cflags COMMAND_ERROR_IS_FATAL ANY)
  execute_process(COMMAND ${PKG_CONFIG} --libs ${package} OUTPUT_VARIABLE libs COMMAND_ERROR_IS_FATAL ANY)
  separate_arguments(cflags NATIVE_COMMAND "${cflags}")
  separate_arguments(libs NATIVE_COMMAND "${libs}")
  set(built ${STAGE}/${program})
  execute_process(COMMAND ${CXX} -std=c++20 ${FLAGS} ${cflags} ${CMAKE_CURRENT_LIST_DIR}/${program}.cpp -o ${built} ${libs}
                  COMMAND_ERROR_IS_FATAL ANY)
  execute_process(COMMAND ${built} COMMAND_ERROR_IS_FATAL ANY)
endforeach()
