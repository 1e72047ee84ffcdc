# SPDX-License-Identifier: Apache-2.0
# The same bits everywhere: no contraction, no fast-math, one target (docs/decisions/0001).
add_library(sandtable_options INTERFACE)
target_compile_options(sandtable_options INTERFACE
  -march=x86-64-v3 -ffp-contract=off -fno-fast-math
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Wno-missing-field-initializers -Werror
  # g++ 12 finds false ones of these in std::string and std::shared_ptr.
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict -Wno-maybe-uninitialized>)
target_include_directories(sandtable_options INTERFACE ${PROJECT_SOURCE_DIR})

set(SANDTABLE_SANITIZE "" CACHE STRING "Sanitizers, as -fsanitize takes them")
if(SANDTABLE_SANITIZE)
  target_compile_options(sandtable_options INTERFACE
    -fsanitize=${SANDTABLE_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(sandtable_options INTERFACE -fsanitize=${SANDTABLE_SANITIZE})
endif()

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()
