# SPDX-License-Identifier: Apache-2.0
# sandtable_layer(NAME FOLDER dir LINKS ...): the library sandtable_NAME from every .cpp below dir.
function(sandtable_layer name)
  cmake_parse_arguments(LAYER "" "FOLDER" "LINKS" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${LAYER_FOLDER}/*.cpp)
  if(sources)
    add_library(sandtable_${name} STATIC ${sources})
    set(scope PUBLIC)
  else()
    add_library(sandtable_${name} INTERFACE)
    set(scope INTERFACE)
  endif()
  target_link_libraries(sandtable_${name} ${scope} sandtable_options Threads::Threads ${LAYER_LINKS})
endfunction()

# Each models/KIND/NAME/ with a card.toml is one model. Its header is KIND/NAME/NAME.hpp and offers
# `sandtable::Model sandtable::models::KIND_NAME()`; the list of them is written here, not by hand.
#
# sandtable_registry(NAME TREES tree...): the library sandtable_NAME with models::registry() of all
# models below tree/models of every tree. A *_test.cpp beside a model is left to the tests.
function(sandtable_registry name)
  cmake_parse_arguments(REGISTRY "" "" "TREES;LINKS" ${ARGN})
  set(declarations "")
  set(entries "")
  foreach(tree ${REGISTRY_TREES})
    file(GLOB cards CONFIGURE_DEPENDS ${tree}/models/*/*/card.toml)
    foreach(card ${cards})
      cmake_path(GET card PARENT_PATH folder)
      cmake_path(GET folder FILENAME model)
      cmake_path(GET folder PARENT_PATH kind_folder)
      cmake_path(GET kind_folder FILENAME kind)
      set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${card})
      string(APPEND declarations "Model ${kind}_${model}();\n")
      file(READ ${card} text)
      string(APPEND entries
        "  list.push_back(${kind}_${model}());\n  list.back().card = R\"card(${text})card\";\n")
    endforeach()
  endforeach()
  set(registry ${PROJECT_BINARY_DIR}/generated/${name}/registry.cpp)
  file(CONFIGURE OUTPUT ${registry} @ONLY CONTENT
"// Written by the build from models/*/*/card.toml.
#include \"models/registry.hpp\"
namespace sandtable::models {
@declarations@
std::vector<Model> registry() {
  std::vector<Model> list;
@entries@  return list;
}
}  // namespace sandtable::models
")
  add_library(sandtable_${name} STATIC ${registry})
  target_link_libraries(sandtable_${name} PUBLIC sandtable_options ${REGISTRY_LINKS})
endfunction()

# sandtable_model_code(NAME TREE tree LINKS ...): the library sandtable_NAME of a tree's models.
function(sandtable_model_code name)
  cmake_parse_arguments(CODE "" "TREE" "LINKS" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CODE_TREE}/models/*.cpp)
  list(FILTER sources EXCLUDE REGEX "_test\\.cpp$")
  # *_rows.cpp hold the loops over cells that `#pragma omp simd` has vectorised. Neither errno nor
  # trapping arithmetic is looked at, and giving them up changes no value.
  set(rows ${sources})
  list(FILTER rows INCLUDE REGEX "_rows\\.cpp$")
  if(rows)
    set_source_files_properties(${rows} PROPERTIES
      COMPILE_OPTIONS
        "-fopenmp-simd;-fno-math-errno;-fno-trapping-math;-mprefer-vector-width=512;$<$<CXX_COMPILER_ID:Clang>:-Wno-pass-failed>")
  endif()
  if(NOT sources)
    message(FATAL_ERROR "no model in ${CODE_TREE} (models/KIND/NAME/*.cpp is expected)")
  endif()
  add_library(sandtable_${name} STATIC ${sources})
  target_include_directories(sandtable_${name} PUBLIC ${CODE_TREE})
  target_link_libraries(sandtable_${name} PUBLIC sandtable_options ${CODE_LINKS})
endfunction()

# The program's models: those of this tree and of the trees in SANDTABLE_MODELS, which lie outside
# it and are laid out alike.
set(SANDTABLE_MODELS "" CACHE STRING "Folders, each with models/KIND/NAME/, built in, too")
function(sandtable_models)
  cmake_parse_arguments(MODELS "" "" "LINKS" ${ARGN})
  sandtable_model_code(model_code TREE ${PROJECT_SOURCE_DIR} LINKS ${MODELS_LINKS})
  set(code sandtable_model_code)
  set(trees ${PROJECT_SOURCE_DIR})
  foreach(tree ${SANDTABLE_MODELS})
    cmake_path(ABSOLUTE_PATH tree BASE_DIRECTORY ${PROJECT_SOURCE_DIR} NORMALIZE)
    list(APPEND trees ${tree})
    string(MD5 number ${tree})
    sandtable_model_code(model_code_${number} TREE ${tree} LINKS sandtable_model_code)
    list(APPEND code sandtable_model_code_${number})
  endforeach()
  sandtable_registry(models TREES ${trees} LINKS ${code})
  set(SANDTABLE_TREES ${trees} PARENT_SCOPE)
endfunction()
