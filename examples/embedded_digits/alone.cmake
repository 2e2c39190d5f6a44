# cmake -DNM=... -DOBJECT=... -P alone.cmake: the program calls for no memory and no files.
cmake_minimum_required(VERSION 3.25)
execute_process(COMMAND ${NM} -u ${OBJECT} OUTPUT_VARIABLE calls COMMAND_ERROR_IS_FATAL ANY)
if(NOT calls MATCHES "setvbuf")
  message(FATAL_ERROR "these are not the calls of the program:\n${calls}")
endif()
string(REGEX MATCHALL " (malloc|calloc|realloc|free|aligned_alloc|_Zn[^\n]*|_Zd[^\n]*|f?open[^\n]*|mmap|read)\n" found
       "${calls}")
if(found)
  message(FATAL_ERROR "the program calls${found}")
endif()
